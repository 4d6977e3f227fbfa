#include "server/customrolestore.h"

#include "server/globalid.h"
#include "server/storequery.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace server {

const char customRoleColumns[] = "custom_roles.id, custom_roles.name, custom_roles.description, custom_roles.base,"
                                 " custom_roles.permissions, custom_roles.version";

namespace {

QString permissionsText(const QStringList &permissions)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(permissions)).toJson(QJsonDocument::Compact));
}

CustomRoleRecord customRoleFromRow(const sqlite::Statement &row, int first)
{
    CustomRoleRecord record;
    record.id = row.integer(first);
    record.role.id.value = numberId("Role", record.id);
    record.role.name = row.text(first + 1);
    record.role.description = row.text(first + 2);
    record.role.base = domain::baseRoleFromWire(row.text(first + 3));
    for (const QJsonValue name : QJsonDocument::fromJson(row.text(first + 4).toUtf8()).array())
        record.role.permissions.append(name.toString());
    record.version = row.integer(first + 5);
    return record;
}

CustomRoleRecord readCustomRole(sqlite::Statement &row)
{
    return customRoleFromRow(row, 0);
}

QString selectCustomRole(const char *rest)
{
    return QLatin1String("SELECT ") + QLatin1String(customRoleColumns) + QLatin1String(" FROM custom_roles ")
        + QLatin1String(rest);
}

base::Error roleNameTaken()
{
    return {base::Error::Kind::Conflict, QStringLiteral("the name is taken")};
}

} // namespace

domain::TeamRole teamRoleFromRow(const sqlite::Statement &row, int word, int custom)
{
    const QString base = row.text(word);
    domain::TeamRole role;
    role.base = base.isEmpty() ? domain::BaseRole::None : domain::baseRoleFromWire(base);
    if (!row.isNull(custom)) {
        role.custom = customRoleFromRow(row, custom).role;
        role.base = role.custom.base;
    }
    return role;
}

std::optional<qint64> customRoleNumber(const domain::TeamRole &role)
{
    return role.isCustom() ? numberFromId("Role", role.custom.id.value) : std::nullopt;
}

base::Result<QList<CustomRoleRecord>> CustomRoleStore::all()
{
    return readRows(m_database, selectCustomRole("ORDER BY name"), readCustomRole);
}

base::Result<std::optional<CustomRoleRecord>> CustomRoleStore::byId(qint64 id)
{
    return readRow(m_database, selectCustomRole("WHERE id = ?1"), readCustomRole, id);
}

base::Result<std::optional<CustomRoleRecord>> CustomRoleStore::byName(const QString &name)
{
    return readRow(m_database, selectCustomRole("WHERE name = ?1"), readCustomRole, name);
}

base::Result<bool> CustomRoleStore::isTaken(const QString &name, qint64 by)
{
    return byName(name).map(
        [by](const std::optional<CustomRoleRecord> &other) { return other.has_value() && other->id != by; });
}

base::Result<qint64> CustomRoleStore::insert(const domain::CustomRole &role)
{
    const auto taken = isTaken(role.name, 0);
    if (!taken || *taken)
        return taken ? roleNameTaken() : taken.error();
    const auto added = m_database.execute(
        QStringLiteral("INSERT INTO custom_roles(name, description, base, permissions) VALUES(?1, ?2, ?3, ?4)"),
        role.name, role.description, domain::wireName(role.base), permissionsText(role.permissions));
    if (!added)
        return added.error();
    return m_database.lastInsertRowId();
}

base::Status CustomRoleStore::update(const CustomRoleRecord &record)
{
    const auto taken = isTaken(record.role.name, record.id);
    if (!taken || *taken)
        return taken ? roleNameTaken() : taken.error();
    const QString base = domain::wireName(record.role.base);
    if (auto changed = m_database.execute(
            QStringLiteral("UPDATE custom_roles SET name = ?2, description = ?3, base = ?4, permissions = ?5,"
                           " version = version + 1 WHERE id = ?1"),
            record.id, record.role.name, record.role.description, base, permissionsText(record.role.permissions));
        !changed)
        return changed;
    for (const char *table : {"members", "project_members", "invites"}) {
        const QString sql =
            QLatin1String("UPDATE ") + QLatin1String(table) + QLatin1String(" SET role = ?2 WHERE custom_role = ?1");
        if (auto followed = m_database.execute(sql, record.id, base); !followed)
            return followed;
    }
    return base::Done{};
}

base::Status CustomRoleStore::remove(qint64 id)
{
    return m_database.execute(QStringLiteral("DELETE FROM custom_roles WHERE id = ?1"), id);
}

} // namespace server
