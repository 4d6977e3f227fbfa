#include "server/customroles.h"

#include "server/names.h"

namespace server {

using domain::Action;
using domain::BaseRole;

namespace {

constexpr qsizetype longestRoleName = 64;
constexpr qsizetype longestRoleDescription = 1024;

/// Seen on other servers; opens nothing here.
QString launchPermission()
{
    return QStringLiteral("launchagent:read");
}

base::Error unsoundRole(const QString &text)
{
    return {base::Error::Kind::Invalid, text};
}

base::Status checkRole(const domain::CustomRole &role)
{
    const bool isFixedWord = domain::baseRoleFromWire(role.name) != BaseRole::Unknown
        || role.name.compare(QLatin1String("inherit"), Qt::CaseInsensitive) == 0;
    const bool isSoundName = !role.name.isEmpty() && role.name.size() <= longestRoleName
        && role.name.trimmed() == role.name && !isFixedWord && showsAllItsLetters(role.name);
    if (!isSoundName)
        return unsoundRole(QStringLiteral("name: 1 to 64 characters, and no fixed role's name"));
    if (role.description.size() > longestRoleDescription)
        return unsoundRole(QStringLiteral("description: at most 1024 characters"));
    if (role.base != BaseRole::ViewOnly && role.base != BaseRole::Member)
        return unsoundRole(QStringLiteral("inheritedFrom: viewer or member"));
    const QStringList known = domain::grantablePermissions();
    for (const QString &name : role.permissions) {
        if (!known.contains(name) && name != launchPermission())
            return unsoundRole(QStringLiteral("permissions: %1 is no permission").arg(name.left(64)));
    }
    return base::Done{};
}

base::Status requireRoleEditing(Session &session)
{
    return Access(session).require(Action::OrgCustomRolesEdit, {});
}

base::Result<CustomRoleRecord> storedRole(Session &session, qint64 id)
{
    const auto found = CustomRoleStore(session.database).byId(id);
    if (!found)
        return found.error();
    return *found ? base::Result<CustomRoleRecord>(**found) : Access::notFound();
}

} // namespace

base::Result<CustomRoleRecord> createCustomRole(Session &session, const domain::CustomRole &role)
{
    if (auto allowed = requireRoleEditing(session); !allowed)
        return allowed.error();
    if (auto sound = checkRole(role); !sound)
        return sound.error();
    const auto id = CustomRoleStore(session.database).insert(role);
    return id ? storedRole(session, *id) : id.error();
}

base::Result<CustomRoleRecord> changeCustomRole(
    Session &session, qint64 id, const domain::CustomRole &role, qint64 version)
{
    if (auto allowed = requireRoleEditing(session); !allowed)
        return allowed.error();
    auto stored = storedRole(session, id);
    if (!stored)
        return stored;
    if (version != 0 && version != stored->version)
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("somebody else changed the role meanwhile: read it again and repeat the change")};
    if (auto sound = checkRole(role); !sound)
        return sound.error();
    stored->role = role;
    if (auto updated = CustomRoleStore(session.database).update(*stored); !updated)
        return updated.error();
    session.roles.clear();
    return storedRole(session, id);
}

base::Status deleteCustomRole(Session &session, qint64 id)
{
    if (auto allowed = requireRoleEditing(session); !allowed)
        return allowed;
    if (const auto stored = storedRole(session, id); !stored)
        return stored.error();
    session.roles.clear();
    return CustomRoleStore(session.database).remove(id);
}

base::Result<CustomRoleRecord> customRole(Session &session, qint64 id)
{
    if (!Access(session).allows(Action::OrgUsersView, {}))
        return Access::notFound();
    return storedRole(session, id);
}

QStringList inheritedPermissions(BaseRole base)
{
    const int column = base == BaseRole::ViewOnly ? 0 : 1; // View-Only, Member: the first columns of team-like scopes
    QStringList names;
    for (const QString &name : domain::grantablePermissions()) {
        bool isWhole = true;
        for (const domain::Row &row : domain::rules()) {
            if (row.permission && name == QLatin1String(row.permission))
                isWhole = isWhole && row.cells[column] == domain::Cell::Yes;
        }
        if (isWhole)
            names.append(name);
    }
    names.append(launchPermission());
    return names;
}

} // namespace server
