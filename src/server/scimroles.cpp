#include "server/customroles.h"
#include "server/globalid.h"
#include "server/scim.h"

namespace server {

namespace {

QJsonObject roleResource(const CustomRoleRecord &record)
{
    const domain::CustomRole &role = record.role;
    const QStringList inherited = inheritedPermissions(role.base);
    QJsonArray permissions;
    const auto add = [&permissions](const QString &name, bool isInherited) {
        permissions.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("isInherited"), isInherited}});
    };
    for (const QString &name : inherited)
        add(name, true);
    for (const QString &name : role.permissions) {
        if (!inherited.contains(name))
            add(name, false);
    }
    return {{QStringLiteral("schemas"), QJsonArray{QString()}}, {QStringLiteral("id"), role.id.value},
        {QStringLiteral("name"), role.name}, {QStringLiteral("description"), role.description},
        {QStringLiteral("inheritedFrom"), domain::wireName(role.base)},
        {QStringLiteral("organizationID"), numberId("Organization", 1)}, {QStringLiteral("permissions"), permissions},
        {QStringLiteral("meta"),
            QJsonObject{{QStringLiteral("resourceType"), QStringLiteral("Role")},
                {QStringLiteral("location"), QStringLiteral("Roles/") + role.id.value},
                {QStringLiteral("version"), QString::number(record.version)}}}};
}

ScimResult roleAnswer(const base::Result<CustomRoleRecord> &role, int status = 200)
{
    return role.map([status](const CustomRoleRecord &record) { return ScimAnswer{status, roleResource(record)}; });
}

base::Result<QStringList> permissionsIn(const QJsonValue &value)
{
    if (!value.isArray())
        return badScim(QStringLiteral("permissions: a list of {name}"));
    QStringList names;
    for (const QJsonValue entry : value.toArray()) {
        const QString name = entry[QLatin1String("name")].toString();
        if (name.isEmpty())
            return badScim(QStringLiteral("permissions: a list of {name}"));
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

/// Of a POST or PUT; a PUT leaves the permissions as they are.
base::Result<domain::CustomRole> roleInBody(const QJsonObject &body, const std::optional<QStringList> &kept)
{
    if (auto sound = checkScimBody(body, nullptr,
            {QStringLiteral("name"), QStringLiteral("description"), QStringLiteral("permissions"),
                QStringLiteral("inheritedFrom")});
        !sound)
        return sound.error();
    domain::CustomRole role;
    role.name = body.value(QLatin1String("name")).toString();
    role.description = body.value(QLatin1String("description")).toString();
    role.base = domain::baseRoleFromWire(body.value(QLatin1String("inheritedFrom")).toString());
    const QJsonValue permissions = body.value(QLatin1String("permissions"));
    if (kept && permissions.isUndefined()) {
        role.permissions = *kept;
        return role;
    }
    const auto names = permissionsIn(permissions);
    if (!names)
        return names.error();
    role.permissions = *names;
    return role;
}

base::Result<QJsonObject> shownRole(Session &, const CustomRoleRecord &stored)
{
    return roleResource(stored);
}

ScimResult listRoles(Session &session, const ScimRequest &request)
{
    const auto all = CustomRoleStore(session.database).all();
    return all ? answerScimList(session, request, *all, shownRole) : all.error();
}

ScimResult createScimRole(Session &session, const ScimRequest &request)
{
    const auto role = roleInBody(request.body, std::nullopt);
    return role ? roleAnswer(createCustomRole(session, *role), 201) : role.error();
}

ScimResult replaceScimRole(Session &session, const ScimRequest &request, const CustomRoleRecord &stored)
{
    const auto role = roleInBody(request.body, stored.role.permissions);
    return role ? roleAnswer(changeCustomRole(session, stored.id, *role, stored.version)) : role.error();
}

ScimResult patchScimRole(Session &session, const ScimRequest &request, const CustomRoleRecord &stored)
{
    const auto changes = ScimChange::from(request.body);
    if (!changes)
        return changes.error();
    domain::CustomRole role = stored.role;
    for (const ScimChange &change : *changes) {
        const auto names = permissionsIn(change.value);
        if (change.path != QLatin1String("permissions") || change.op == ScimChange::Op::Replace)
            return badScim(QStringLiteral("only permissions can be added and removed; replace a role with PUT"));
        if (!names)
            return names.error();
        for (const QString &name : *names) {
            role.permissions.removeAll(name);
            if (change.op == ScimChange::Op::Add)
                role.permissions.append(name);
        }
    }
    return roleAnswer(changeCustomRole(session, stored.id, role, stored.version));
}

base::Result<CustomRoleRecord> storedScimRole(Session &session, const QString &id)
{
    return customRole(session, numberFromId("Role", id).value_or(0));
}

ScimResult changeOrDeleteRole(Session &session, const ScimRequest &request, const CustomRoleRecord &stored)
{
    if (request.method == "PUT")
        return replaceScimRole(session, request, stored);
    if (request.method == "PATCH")
        return patchScimRole(session, request, stored);
    if (auto deleted = deleteCustomRole(session, stored.id); !deleted)
        return deleted.error();
    return ScimAnswer{204, {}};
}

} // namespace

ScimResult answerScimRoles(Session &session, const ScimRequest &request)
{
    if (request.id.isEmpty())
        return request.method == "POST" ? createScimRole(session, request) : listRoles(session, request);
    return answerScimResource(session, request, storedScimRole, shownRole, changeOrDeleteRole);
}

} // namespace server
