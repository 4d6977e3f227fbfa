#pragma once

#include "server/access.h"

/// Teams and who is in them: each change is asked of the rule book first. What GraphQL and SCIM have in common.
namespace server {

/// A new team with its first admin (0: none yet) and the service accounts of the organisation. Conflict: the name is
/// taken.
base::Result<EntityRecord> createTeam(Session &session, const QString &name, qint64 admin);
/// With its projects and runs. The files of the runs go after the commit.
base::Status deleteTeam(Session &session, const EntityRecord &team);

/// Adds a person who needs no invitation.
base::Status addMember(Session &session, const EntityRecord &team, qint64 user, const domain::TeamRole &role);
/// Changes the role of somebody who is in the team. NotFound: nobody of that number is.
base::Status setMemberRole(Session &session, const EntityRecord &team, qint64 user, const domain::TeamRole &role);
/// Takes a person off the team, or closes a service account. NotFound: as setMemberRole.
base::Status removeMember(Session &session, const EntityRecord &team, qint64 user);

/// The right to manage the service accounts of a team (`team` is set) or of the organisation.
base::Status requireServiceAccounts(Session &session, const EntityRecord *team);

} // namespace server
