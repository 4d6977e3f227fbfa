#pragma once

#include "requests.h"

/// For the tables of requests: what a line of them is made of.
namespace test {

using A = domain::Action;

constexpr Request mutation(A action, const char *name, const char *text)
{
    return {action, Request::Way::Mutation, name, text};
}

constexpr Request query(A action, const char *place, const char *text)
{
    Request request{action, Request::Way::Query, place, text};
    request.keepsScene = true;
    return request;
}

constexpr Request route(A action, const char *name, const char *text)
{
    Request request{action, Request::Way::Http, name, text};
    request.keepsScene = true;
    return request;
}

constexpr Request keeping(Request request)
{
    request.keepsScene = true;
    return request;
}

constexpr Request onNew(Request request)
{
    request.isOnNew = true;
    request.keepsScene = true;
    return request;
}

constexpr Request secret(Request request)
{
    request.isSecret = true;
    return request;
}

constexpr Request orIf(A alternative, Request request)
{
    request.alternative = alternative;
    return request;
}

constexpr Request forInsiders(Request request)
{
    request.isForInsiders = true;
    return request;
}

/// About the organisation, or a part of a team's settings that has no page.
constexpr Request administrative(A action, const char *name, const char *text)
{
    Request request{action, Request::Way::Mutation, name, text};
    request.isServerOnly = true;
    return request;
}

/// The same request needs this action, too.
constexpr Request andAlso(A action, Request request)
{
    (request.also[0] ? request.also[1] : request.also[0]) = action;
    return request;
}

/// Asked in another place than where the action has its scope.
constexpr Request at(Place place, Request request)
{
    request.otherPlace = place;
    return request;
}

/// Does it to what carries a protected alias.
constexpr Request guarded(Request request)
{
    request.isGuarded = true;
    return request;
}

std::span<const Request> requestsAboutArtifacts();
std::span<const Request> requestsAboutModelRegistries();
std::span<const Request> requestsAboutRegistries();

} // namespace test
