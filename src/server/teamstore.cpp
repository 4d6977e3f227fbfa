#include "server/teamstore.h"

#include "server/customrolestore.h"
#include "server/storequery.h"
#include "server/userstore.h"

namespace server {

namespace {

const char entityColumns[] = "entities.id, entities.name, entities.kind, entities.owner, entities.default_access,"
                             " entities.introduction, entities.members_may_invite, entities.members_may_set_ttl,"
                             " entities.public_reports, entities.hidden, entities.private_only,"
                             " entities.join_by_domain, entities.save_code, entities.created_at,"
                             " organization.enforced_hidden, organization.enforced_private_only,"
                             " organization.enforced_members_may_invite, organization.enforced_public_reports,"
                             " organization.enforced_join_by_domain, organization.enforced_save_code";

QString selectEntity(const char *rest)
{
    return QLatin1String("SELECT ") + QLatin1String(entityColumns)
        + QLatin1String(" FROM entities LEFT JOIN organization ON organization.id = 1 ") + QLatin1String(rest);
}

void enforceOne(const sqlite::Statement &row, int column, std::optional<bool> &enforced, bool &inForce)
{
    if (row.isNull(column))
        return;
    enforced = row.boolean(column);
    inForce = *enforced;
}

void enforce(const sqlite::Statement &row, EntityRecord &entity)
{
    enforceOne(row, 14, entity.enforced.hideTeam, entity.policy.hideTeam);
    enforceOne(row, 15, entity.enforced.futureProjectsPrivate, entity.policy.futureProjectsPrivate);
    enforceOne(row, 16, entity.enforced.membersMayInvite, entity.policy.membersMayInvite);
    enforceOne(row, 17, entity.enforced.publicReportSharing, entity.policy.publicReportSharing);
    enforceOne(row, 18, entity.enforced.joinByDomain, entity.policy.joinByDomain);
    enforceOne(row, 19, entity.enforced.saveCodeByDefault, entity.policy.saveCodeByDefault);
}

EntityRecord readEntity(sqlite::Statement &row)
{
    EntityRecord entity;
    entity.id = row.integer(0);
    entity.name = row.text(1);
    entity.isTeam = row.text(2) == QLatin1String("team");
    entity.isOrganization = row.text(2) == QLatin1String("organization");
    entity.owner = row.integer(3);
    entity.defaultAccess = row.text(4);
    entity.introduction = row.text(5);
    domain::TeamPolicy &own = entity.ownPolicy;
    own.membersMayInvite = row.boolean(6);
    own.membersMaySetTtl = row.boolean(7);
    own.publicReportSharing = row.boolean(8);
    own.hideTeam = row.boolean(9);
    own.futureProjectsPrivate = row.boolean(10);
    own.joinByDomain = row.boolean(11);
    own.saveCodeByDefault = row.boolean(12);
    own.deployment = domain::Deployment::Dedicated;
    entity.createdAt = timeOf(row.integer(13));
    entity.policy = own;
    if (entity.isTeam) // the organisation's switches are for its teams
        enforce(row, entity);
    return entity;
}

QString entityKind(const EntityRecord &entity)
{
    if (entity.isOrganization)
        return QStringLiteral("organization");
    return entity.isTeam ? QStringLiteral("team") : QStringLiteral("user");
}

QString selectInvite(const char *rest)
{
    return QLatin1String("SELECT invites.id, entity, email, user, role, invited_by, created_at, sent_at, ")
        + QLatin1String(customRoleColumns)
        + QLatin1String(" FROM invites LEFT JOIN custom_roles ON custom_roles.id = invites.custom_role ")
        + QLatin1String(rest);
}

InviteRecord readInvite(sqlite::Statement &row)
{
    InviteRecord invite;
    invite.id = row.integer(0);
    invite.entity = row.integer(1);
    invite.email = row.text(2);
    invite.user = row.integer(3);
    invite.role = teamRoleFromRow(row, 4, 8);
    invite.invitedBy = row.integer(5);
    invite.createdAt = timeOf(row.integer(6));
    invite.sentAt = timeOf(row.integer(7));
    return invite;
}

} // namespace

base::Result<std::optional<EntityRecord>> TeamStore::byId(qint64 id)
{
    return readRow(m_database, selectEntity("WHERE entities.id = ?1"), readEntity, id);
}

base::Result<std::optional<EntityRecord>> TeamStore::byName(const QString &name)
{
    return readRow(m_database, selectEntity("WHERE entities.name = ?1"), readEntity, name);
}

base::Result<QList<EntityRecord>> TeamStore::ofUser(qint64 user)
{
    return readRows(m_database,
        selectEntity("JOIN members ON members.entity = entities.id WHERE members.user = ?1"
                     " ORDER BY entities.kind = 'team' DESC, entities.name"),
        readEntity, user);
}

base::Result<QList<EntityRecord>> TeamStore::allTeams()
{
    return readRows(m_database, selectEntity("WHERE kind = 'team' ORDER BY entities.name"), readEntity);
}

base::Result<qint64> TeamStore::insert(const EntityRecord &entity, qint64 now)
{
    const auto existing = byName(entity.name);
    if (!existing)
        return existing.error();
    if (*existing)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the name is taken")};
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO entities(name, kind, owner, introduction, created_at) VALUES(?1, ?2, ?3, ?4, ?5)"),
        entity.name, entityKind(entity), orNull(entity.owner), entity.introduction, now);
    if (!inserted)
        return inserted.error();
    return m_database.lastInsertRowId();
}

base::Status TeamStore::updateSettings(const EntityRecord &entity)
{
    const domain::TeamPolicy &policy = entity.ownPolicy;
    return m_database.execute(
        QStringLiteral("UPDATE entities SET default_access = ?2, members_may_invite = ?3, members_may_set_ttl = ?4,"
                       " public_reports = ?5, hidden = ?6, private_only = ?7, join_by_domain = ?8, save_code = ?9"
                       " WHERE id = ?1"),
        entity.id, entity.defaultAccess, policy.membersMayInvite, policy.membersMaySetTtl, policy.publicReportSharing,
        policy.hideTeam, policy.futureProjectsPrivate, policy.joinByDomain, policy.saveCodeByDefault);
}

base::Result<domain::BaseRole> TeamStore::roleOf(qint64 entity, qint64 user)
{
    return readRow(
        m_database, QStringLiteral("SELECT role FROM members WHERE entity = ?1 AND user = ?2"),
        [](sqlite::Statement &row) { return domain::baseRoleFromWire(row.text(0)); }, entity, user)
        .map([](const std::optional<domain::BaseRole> &role) { return role.value_or(domain::BaseRole::None); });
}

base::Result<domain::TeamRole> TeamStore::teamRoleOf(qint64 entity, qint64 user)
{
    return readRow(
        m_database,
        QLatin1String("SELECT members.role, ") + QLatin1String(customRoleColumns)
            + QLatin1String(" FROM members LEFT JOIN custom_roles ON custom_roles.id = members.custom_role"
                            " WHERE entity = ?1 AND user = ?2"),
        [](sqlite::Statement &row) { return teamRoleFromRow(row, 0, 1); }, entity, user)
        .map([](const std::optional<domain::TeamRole> &role) { return role.value_or(domain::TeamRole{}); });
}

base::Result<QList<MemberRecord>> TeamStore::members(qint64 entity)
{
    return readRows(
        m_database,
        QLatin1String("SELECT ") + QLatin1String(userColumns) + QLatin1String(", members.role, ")
            + QLatin1String(customRoleColumns)
            + QLatin1String(" FROM members JOIN users ON users.id = members.user"
                            " LEFT JOIN custom_roles ON custom_roles.id = members.custom_role"
                            " WHERE members.entity = ?1 ORDER BY users.is_service,"
                            " CASE users.is_service WHEN 1 THEN users.id END, users.username"),
        [](sqlite::Statement &row) {
            return MemberRecord{userFromRow(row), teamRoleFromRow(row, userColumnCount, userColumnCount + 1)};
        },
        entity);
}

base::Result<qint64> TeamStore::memberCount(qint64 entity)
{
    return readInteger(m_database,
        QStringLiteral("SELECT count(*) FROM members JOIN users ON users.id = members.user"
                       " WHERE entity = ?1 AND users.is_service = 0"),
        entity);
}

base::Result<bool> TeamStore::isLastAdmin(qint64 entity, qint64 user)
{
    return readRow(
        m_database,
        QStringLiteral("SELECT coalesce(sum(user = ?2), 0), coalesce(sum(user <> ?2), 0) FROM members"
                       " JOIN users ON users.id = members.user"
                       " WHERE entity = ?1 AND role = 'admin' AND users.is_service = 0 AND users.deactivated = 0"),
        [](sqlite::Statement &row) { return row.integer(0) == 1 && row.integer(1) == 0; }, entity, user)
        .map([](const std::optional<bool> &isSo) { return isSo.value_or(false); });
}

base::Status TeamStore::requireOtherAdmins(const UserRecord &user)
{
    const auto teams = ofUser(user.id);
    if (!teams)
        return teams.error();
    for (const EntityRecord &team : *teams) {
        const auto isLast = isLastAdmin(team.id, user.id);
        const auto members = memberCount(team.id);
        if (!isLast || !members)
            return isLast ? members.error() : isLast.error();
        if (team.isTeam && *isLast && *members > 1)
            return base::Error{base::Error::Kind::Conflict,
                QStringLiteral("%1 is the last admin of the team %2: make somebody else admin first")
                    .arg(user.username, team.name)};
    }
    return base::Done{};
}

base::Result<QStringList> TeamStore::adminNames(qint64 entity)
{
    return readRows(
        m_database,
        QStringLiteral("SELECT users.username FROM members JOIN users ON users.id = members.user"
                       " WHERE entity = ?1 AND role = 'admin' AND users.is_service = 0 AND users.deactivated = 0"
                       " ORDER BY users.username LIMIT 5"),
        [](sqlite::Statement &row) { return row.text(0); }, entity)
        .map([](const QList<QString> &names) { return QStringList(names); });
}

base::Status TeamStore::setRole(qint64 entity, qint64 user, domain::BaseRole role, qint64 now)
{
    return setRole(entity, user, domain::TeamRole{role, {}}, now);
}

base::Status TeamStore::setRole(qint64 entity, qint64 user, const domain::TeamRole &role, qint64 now)
{
    // Where a new member logs from now on, unless they say otherwise.
    if (auto settled =
            m_database.execute(QStringLiteral("UPDATE users SET default_entity = ?1 WHERE id = ?2 AND is_service = 0"
                                              " AND EXISTS(SELECT 1 FROM entities WHERE id = ?1 AND kind = 'team')"
                                              " AND NOT EXISTS(SELECT 1 FROM members WHERE entity = ?1 AND user = ?2)"),
                entity, user);
        !settled)
        return settled;
    return m_database.execute(
        QStringLiteral("INSERT INTO members(entity, user, role, since, custom_role) VALUES(?1, ?2, ?3, ?4, ?5)"
                       " ON CONFLICT(entity, user) DO UPDATE SET role = excluded.role,"
                       " custom_role = excluded.custom_role"),
        entity, user, domain::wireName(role.base), now, customRoleNumber(role));
}

base::Status TeamStore::removeMember(qint64 entity, qint64 user)
{
    if (auto done =
            m_database.execute(QStringLiteral("DELETE FROM members WHERE entity = ?1 AND user = ?2"), entity, user);
        !done)
        return done;
    if (auto done = m_database.execute(QStringLiteral("DELETE FROM project_members WHERE user = ?2 AND project IN"
                                                      " (SELECT id FROM projects WHERE entity = ?1)"),
            entity, user);
        !done)
        return done;
    if (auto done = m_database.execute(
            QStringLiteral("DELETE FROM model_registry_admins WHERE entity = ?1 AND user = ?2"), entity, user);
        !done)
        return done;
    return m_database.execute(
        QStringLiteral("UPDATE users SET default_entity = NULL WHERE id = ?2 AND default_entity = ?1"), entity, user);
}

base::Result<bool> TeamStore::isViewOnlyEverywhere(qint64 user)
{
    return readRow(
        m_database,
        QStringLiteral("SELECT count(*), coalesce(sum(role = 'viewer' AND custom_role IS NULL), 0) FROM members"
                       " JOIN entities ON entities.id = members.entity WHERE user = ?1 AND kind = 'team'"),
        [](sqlite::Statement &row) { return row.integer(0) > 0 && row.integer(0) == row.integer(1); }, user)
        .map([](const std::optional<bool> &isSo) { return isSo.value_or(false); });
}

base::Result<QList<InviteRecord>> TeamStore::invites(qint64 entity)
{
    return readRows(m_database, selectInvite("WHERE entity = ?1 ORDER BY invites.id"), readInvite, entity);
}

base::Result<QList<InviteRecord>> TeamStore::invitesFor(const UserRecord &user)
{
    return readRows(m_database, selectInvite("WHERE user = ?1 OR (email = ?2 AND email <> '') ORDER BY invites.id"),
        readInvite, user.id, user.email);
}

base::Result<std::optional<InviteRecord>> TeamStore::invite(qint64 id)
{
    return readRow(m_database, selectInvite("WHERE invites.id = ?1"), readInvite, id);
}

base::Result<qint64> TeamStore::openInvite(const InviteRecord &invite)
{
    return readInteger(m_database,
        QStringLiteral("SELECT id FROM invites WHERE entity = ?1 AND ((email = ?2 AND email <> '') OR user = ?3)"),
        invite.entity, invite.email, orNull(invite.user));
}

base::Result<qint64> TeamStore::putInvite(const InviteRecord &invite, qint64 now)
{
    const auto existing = openInvite(invite);
    if (!existing)
        return existing.error();
    if (*existing != 0) {
        const auto renewed =
            m_database.execute(QStringLiteral("UPDATE invites SET role = ?2, sent_at = ?3, custom_role = ?4"
                                              " WHERE id = ?1"),
                *existing, domain::wireName(invite.role.base), now, customRoleNumber(invite.role));
        return renewed ? existing : base::Result<qint64>(renewed.error());
    }
    const auto added = m_database.execute(
        QStringLiteral("INSERT INTO invites(entity, email, user, role, invited_by, created_at, sent_at, custom_role)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)"),
        invite.entity, invite.email, orNull(invite.user), domain::wireName(invite.role.base), orNull(invite.invitedBy),
        now, customRoleNumber(invite.role));
    if (!added)
        return added.error();
    return m_database.lastInsertRowId();
}

base::Status TeamStore::deleteInvite(qint64 id)
{
    return m_database.execute(QStringLiteral("DELETE FROM invites WHERE id = ?1"), id);
}

base::Status TeamStore::remove(qint64 entity)
{
    // Its service accounts end with it; what they logged elsewhere keeps their name.
    const char *steps[] = {
        "DELETE FROM keys WHERE user IN (SELECT id FROM users WHERE service_entity = ?1)",
        "UPDATE users SET deactivated = 1, service_entity = NULL WHERE service_entity = ?1",
        "UPDATE users SET default_entity = NULL WHERE default_entity = ?1",
        "DELETE FROM entities WHERE id = ?1",
    };
    for (const char *step : steps) {
        if (auto done = m_database.execute(QLatin1String(step), entity); !done)
            return done;
    }
    return base::Done{};
}

} // namespace server
