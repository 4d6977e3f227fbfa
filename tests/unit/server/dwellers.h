#pragma once

#include "integration/rights/scene.h"

namespace test {

/// Somebody with a place on each axis of the rule book, as this test knows it and not as the server answers it.
struct Dweller
{
    QString name;
    domain::TeamRole role; ///< in the team "lab"
    domain::Seat seat = domain::Seat::Full;
    domain::OrgRole orgRole = domain::OrgRole::Member;
    domain::TeamRole projectRole;
    bool isService = false;
    bool isOfThisTeam = false; ///< service accounts
    bool isBillingAdmin = false;
    bool isVisitor = false; ///< did not sign in
};

/// Everybody whom the matrix asks as.
QList<Dweller> dwellers();
/// The sign-in token of a View-Only person only reads (R18).
bool onlyReads(const Dweller &dweller);
/// Roles in projects and most custom ones say nothing about registries, and seats and roles in projects nothing about
/// what a setting opens or closes. In personal places a role in a team says nothing, and who has none is asked in
/// another's only.
bool isAskedAt(const Dweller &dweller, const Standpoint &standpoint);
/// The person at that standpoint, in the terms of the rule book.
domain::Person personOf(const Dweller &dweller, const Standpoint &standpoint);

} // namespace test
