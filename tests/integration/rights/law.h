#pragma once

#include "household.h"
#include "requests.h"
#include "scene.h"

#include <functional>

/// What the rule book says about a request to somebody who knows everything: asked with what the household was made
/// from, and neither with what the server read from its store nor with what the client was told.
namespace test {

/// What an action of the request is done to.
domain::Object objectOf(domain::Action action, const Request &request, const Scene &scene, const Standpoint &standpoint,
    const domain::UserId &self);
/// Gives the person, whose place in the team is known, what they have at the standpoint.
void standAt(const Standpoint &standpoint, domain::Person &person);

/// The answers about all that a request needs, and about what would be enough instead.
class Verdict
{
public:
    using Decide = std::function<domain::Decision(domain::Action)>;
    Verdict(const Request &request, const Decide &decide);

    [[nodiscard]] bool allowed() const;
    /// The first refusal, or the first of all.
    [[nodiscard]] const domain::Decision &decisive() const;
    /// Whether a refusal among them fits.
    [[nodiscard]] bool isRefusedFor(const std::function<bool(const domain::Decision &)> &fits) const;

private:
    QList<domain::Decision> m_decisions;
};

Verdict lawOn(const Request &request, const Inhabitant &person, const Scene &scene, const Standpoint &standpoint);

} // namespace test
