#pragma once

#include "domain/rulebook.h"

#include <array>
#include <optional>
#include <span>

namespace test {

/// Where something is asked: each place has facts of its own that decide, and scenes of its own.
enum class Place {
    Team, ///< the team, its people, and the organisation
    Project, ///< at every visibility, one's own and another's
    ModelRegistry, ///< of the team
    Registry, ///< of the organisation, in every role
};

/// A real request for an action of the rule book. To add one: a line in the table of its place (requests.cpp,
/// artifactrequests.cpp, modelregistryrequests.cpp, registryrequests.cpp).
struct Request
{
    enum class Way {
        Mutation, ///< `name` is the field of Mutation, `text` its arguments and what it asks back
        /// `text` is the whole query; `name` the place of the answer that holds something where it is allowed, or holds
        /// false where it begins with `!`, or holds what stands behind a `=`.
        Query,
        Http, ///< `name` is the route; `text` is method, target, and after a line's end the body
    };
    domain::Action action;
    Way way;
    const char *name;
    const char *text; ///< the scene's words put in for `$word`

    bool isOnNew = false; ///< makes something: there is no owner yet
    bool isSecret = false; ///< about what others do not know of: to them it is not there
    bool isForInsiders = false; ///< makes no sense of people who are not in the team
    bool keepsScene = false; ///< later requests find what they need
    bool isServerOnly = false; ///< the interface has no place for it yet: only the server is asked
    std::optional<domain::Action> alternative = std::nullopt; ///< another action that is enough for the same request

    std::array<std::optional<domain::Action>, 2> also = {}; ///< further actions that the same request needs
    bool isGuarded = false; ///< done to what carries a protected alias
    std::optional<domain::Visibility> onlyAt = std::nullopt; ///< makes no sense at another visibility
    std::optional<Place> otherPlace = std::nullopt; ///< asked there, not where the action has its scope

    [[nodiscard]] Place place() const;
};

std::span<const Request> requests();

/// An action that nobody can ask the server for, and why that is right.
struct WithoutRequest
{
    domain::Action action;
    const char *why;
};
std::span<const WithoutRequest> actionsWithoutRequest();

/// A mutation or route that names an action in the server's table of rights, where another request stands for the pair.
struct AskedElsewhere
{
    const char *mutation;
    domain::Action action;
    const char *why;
};
std::span<const AskedElsewhere> rulesAskedElsewhere();

} // namespace test
