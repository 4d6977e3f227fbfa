#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

/// Teams and personal entities, their members and open invitations.
class TeamStore
{
public:
    explicit TeamStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<EntityRecord>> byId(qint64 id);
    base::Result<std::optional<EntityRecord>> byName(const QString &name);
    /// Teams that the user is in, by name, then the personal entity.
    base::Result<QList<EntityRecord>> ofUser(qint64 user);
    base::Result<QList<EntityRecord>> allTeams();
    /// The new id. Conflict: the name is taken.
    base::Result<qint64> insert(const EntityRecord &entity, qint64 now);
    base::Status updateSettings(const EntityRecord &entity); ///< its `ownPolicy`
    /// With its projects, members and invitations; its service accounts are closed. The runs' files are the caller's to
    /// remove.
    base::Status remove(qint64 entity);

    /// None: not in the team.
    base::Result<domain::BaseRole> roleOf(qint64 entity, qint64 user);
    base::Result<domain::TeamRole> teamRoleOf(qint64 entity, qint64 user); ///< as roleOf, with a custom role
    base::Result<QList<MemberRecord>> members(qint64 entity);
    base::Result<qint64> memberCount(qint64 entity);
    /// An admin beside whom there is no other; closed accounts and service accounts do not count.
    base::Result<bool> isLastAdmin(qint64 entity, qint64 user);
    /// Conflict: a team with others in it would be left without an admin.
    base::Status requireOtherAdmins(const UserRecord &user);
    base::Result<QStringList> adminNames(qint64 entity);
    base::Status setRole(qint64 entity, qint64 user, domain::BaseRole role, qint64 now); ///< adds who is not in it
    base::Status setRole(qint64 entity, qint64 user, const domain::TeamRole &role, qint64 now);
    base::Status removeMember(qint64 entity, qint64 user);
    /// View-Only in every team they are in, and in at least one.
    base::Result<bool> isViewOnlyEverywhere(qint64 user);

    base::Result<QList<InviteRecord>> invites(qint64 entity);
    base::Result<QList<InviteRecord>> invitesFor(const UserRecord &user);
    base::Result<std::optional<InviteRecord>> invite(qint64 id);
    /// The open invitation of the same person; 0: there is none.
    base::Result<qint64> openInvite(const InviteRecord &invite);
    /// Adds, or renews the one for the same person (resend). The invitation's id.
    base::Result<qint64> putInvite(const InviteRecord &invite, qint64 now);
    base::Status deleteInvite(qint64 id);

private:
    sqlite::Database &m_database;
};

} // namespace server
