#pragma once

#include "domain/roles.h"

#include <QString>

namespace domain {

/// Who asks: everything about a person that a decision needs, in one scope (a team, one of its projects, or a
/// registry). Filled by the client from what the server told, and by the server from its own database.
struct Person
{
    UserId id; ///< empty: a visitor who is not signed in
    QString username;
    bool isServiceAccount = false;
    bool isDeactivated = false;
    Seat seat = Seat::Unknown;
    OrgRole orgRole = OrgRole::None;
    bool isBillingAdmin = false;
    TeamRole teamRole; ///< in the team that holds the object; None: not in the team
    TeamRole projectRole; ///< None reads as `inherit`
    bool isListedInProject = false; ///< on the user list of a restricted project
    RegistryRole registryRole = RegistryRole::None; ///< the effective one (rulebook: effectiveRegistryRole)
    bool isModelRegistryAdmin = false;
    /// Service accounts only: the account's own team is the one that holds the object (or it is of organisation scope).
    bool isOfThisTeam = false;

    [[nodiscard]] bool isSignedIn() const { return !id.isEmpty() && !isDeactivated; }
    bool operator==(const Person &) const = default;
};

} // namespace domain
