#pragma once

#include "server/access.h"

/// The people of the organisation: each change is asked of the rule book first. What GraphQL and SCIM have in common.
namespace server {

struct NewPerson
{
    QString username; ///< empty: made from the address
    QString name;
    QString email;
    domain::Seat seat = domain::Seat::Full;
    domain::OrgRole orgRole = domain::OrgRole::Member;
};

/// Whether somebody was taken off the organisation; their name is kept for them.
bool isRemoved(const UserRecord &user);
/// A new account with a personal place, or the old one of somebody who was taken off; joins the teams it was invited
/// to. Conflict: the name or the address is taken, or no seat is left.
base::Result<UserRecord> createPerson(Session &session, const NewPerson &person);
base::Status setOrgRole(Session &session, const UserRecord &user, domain::OrgRole role);
base::Status setBillingAdmin(Session &session, const UserRecord &user, bool isBillingAdmin);
base::Status setSeat(Session &session, const UserRecord &user, domain::Seat seat);
/// A name to show and an address, by an admin; empty: as it was. Conflict: the address is another person's.
base::Status setProfile(Session &session, const UserRecord &user, const QString &name, const QString &email);
/// Closed accounts sign in nowhere and hold no seat, and keep their places for the day they are opened again.
base::Status setActive(Session &session, const UserRecord &user, bool isActive);
/// Takes a person off the organisation: off all teams, keys revoked. What they logged stays. Conflict: they are the
/// last admin of a team that others are in.
base::Status removePerson(Session &session, const UserRecord &user);

} // namespace server
