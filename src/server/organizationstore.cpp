#include "server/organizationstore.h"

#include "server/storequery.h"

namespace server {

namespace {

std::optional<bool> enforcedSwitch(const sqlite::Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional<bool>(row.boolean(column));
}

OrganizationRecord readOrganization(sqlite::Statement &row)
{
    OrganizationRecord organization;
    organization.name = row.text(0);
    if (!row.isNull(1))
        organization.seatLimit = row.integer(1);
    organization.enforced = {enforcedSwitch(row, 2), enforcedSwitch(row, 3), enforcedSwitch(row, 4),
        enforcedSwitch(row, 5), enforcedSwitch(row, 6), enforcedSwitch(row, 7)};
    return organization;
}

} // namespace

base::Result<OrganizationRecord> OrganizationStore::read()
{
    return readRow(m_database,
        QStringLiteral("SELECT name, seat_limit, enforced_hidden, enforced_private_only, enforced_members_may_invite,"
                       " enforced_public_reports, enforced_join_by_domain, enforced_save_code FROM organization"),
        readOrganization)
        .map([](const std::optional<OrganizationRecord> &found) { return found.value_or(OrganizationRecord{}); });
}

base::Status OrganizationStore::update(const OrganizationRecord &organization)
{
    const PrivacySwitches &enforced = organization.enforced;
    return m_database.execute(
        QStringLiteral("INSERT INTO organization(id, name, seat_limit, enforced_hidden, enforced_private_only,"
                       " enforced_members_may_invite, enforced_public_reports, enforced_join_by_domain,"
                       " enforced_save_code) VALUES(1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                       " ON CONFLICT(id) DO UPDATE SET name = excluded.name, seat_limit = excluded.seat_limit,"
                       " enforced_hidden = excluded.enforced_hidden,"
                       " enforced_private_only = excluded.enforced_private_only,"
                       " enforced_members_may_invite = excluded.enforced_members_may_invite,"
                       " enforced_public_reports = excluded.enforced_public_reports,"
                       " enforced_join_by_domain = excluded.enforced_join_by_domain,"
                       " enforced_save_code = excluded.enforced_save_code"),
        organization.name, organization.seatLimit, enforced.hideTeam, enforced.futureProjectsPrivate,
        enforced.membersMayInvite, enforced.publicReportSharing, enforced.joinByDomain, enforced.saveCodeByDefault);
}

base::Result<qint64> OrganizationStore::usedSeats()
{
    return readInteger(m_database,
        QStringLiteral("SELECT count(*) FROM users WHERE seat = 'full' AND is_service = 0 AND deactivated = 0"));
}

base::Status OrganizationStore::requireFreeSeat()
{
    const auto organization = read();
    const auto used = usedSeats();
    if (!organization || !used)
        return organization ? used.error() : organization.error();
    if (!organization->seatLimit || *used < *organization->seatLimit)
        return base::Done{};
    return base::Error{base::Error::Kind::Conflict,
        QStringLiteral("the seat limit is reached: %1 of %2 full seats are taken")
            .arg(*used)
            .arg(*organization->seatLimit)};
}

base::Result<bool> OrganizationStore::isLastAdmin(qint64 user)
{
    return readRow(
        m_database,
        QStringLiteral("SELECT coalesce(sum(id = ?1), 0), coalesce(sum(id <> ?1 AND seat = 'full'), 0) FROM users"
                       " WHERE org_role = 'admin' AND is_service = 0 AND deactivated = 0"),
        [](sqlite::Statement &row) { return row.integer(0) == 1 && row.integer(1) == 0; }, user)
        .map([](const std::optional<bool> &isSo) { return isSo.value_or(false); });
}

base::Result<QStringList> OrganizationStore::adminNames()
{
    return readRows(m_database,
        QStringLiteral("SELECT username FROM users WHERE org_role = 'admin' AND is_service = 0 AND deactivated = 0"
                       " ORDER BY username LIMIT 5"),
        [](sqlite::Statement &row) { return row.text(0); })
        .map([](const QList<QString> &names) { return QStringList(names); });
}

} // namespace server
