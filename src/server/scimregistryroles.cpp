#include "server/scimregistryroles.h"

#include "server/globalid.h"
#include "server/lookup.h"
#include "server/registrymutations.h"
#include "server/registrystore.h"

namespace server {

using graphql::Value;

namespace {

QString nameWithoutPrefix(const QString &project)
{
    const QLatin1String prefix(registryPrefix);
    return project.startsWith(prefix) ? project.mid(prefix.size()) : project;
}

/// By the name that people see, or by the one of the project.
base::Result<SharedRegistry> registryNamed(Session &session, const QString &name)
{
    const auto unknown = [&name] {
        return badScim(QStringLiteral("registryRoles: there is no registry %1").arg(name.left(64)));
    };
    const auto organization = RegistryStore(session.database).organizationEntity();
    if (!organization)
        return organization.error();
    const QString project = QLatin1String(registryPrefix) + nameWithoutPrefix(name);
    if (!*organization || !isRegistryName(**organization, project))
        return unknown();
    auto found = findProject(session, (*organization)->name, project);
    if (found && !*found)
        return unknown();
    return found;
}

base::Status giveRole(Session &session, const UserRecord &user, const QJsonValue &entry)
{
    const auto registry = registryNamed(session, entry[QLatin1String("registryName")].toString());
    if (!registry)
        return registry.error();
    const QString role = entry[QLatin1String("roleName")].toString();
    if (registryRoleFromWire(role) == domain::RegistryRole::Unknown)
        return badScim(QStringLiteral("registryRoles: roleName: admin, member, viewer or restricted_viewer"));
    const QString id = numberId("User", user.id);
    const Value added = Value::Fields{{QStringLiteral("userIds"), Value::strings({id})}};
    if (auto done = addRegistryMembers(session, **registry, added); !done)
        return done;
    const Value given = Value::Fields{{QStringLiteral("userId"), id}, {QStringLiteral("userProjectRole"), role}};
    return setRegistryUserRole(session, **registry, given);
}

base::Status takeRole(Session &session, const UserRecord &user, const QString &registryName)
{
    const auto registry = registryNamed(session, registryName);
    if (!registry)
        return registry.error();
    const Value removed = Value::Fields{{QStringLiteral("userIds"), Value::strings({numberId("User", user.id)})}};
    return removeRegistryMembers(session, **registry, removed);
}

base::Status takeAllRoles(Session &session, const UserRecord &user)
{
    const auto roles = RegistryStore(session.database).rolesOfUser(user.id);
    if (!roles)
        return roles.error();
    for (const auto &[registry, role] : *roles) {
        if (auto taken = takeRole(session, user, registry); !taken)
            return taken;
    }
    return base::Done{};
}

} // namespace

base::Result<QJsonArray> scimRegistryRoles(Session &session, const UserRecord &user)
{
    const auto roles = RegistryStore(session.database).rolesOfUser(user.id);
    if (!roles)
        return roles.error();
    QJsonArray list;
    for (const auto &[registry, role] : *roles) {
        list.append(QJsonObject{{QStringLiteral("registryName"), nameWithoutPrefix(registry)},
            {QStringLiteral("roleName"), wireName(role)}});
    }
    return list;
}

base::Status changeScimRegistryRoles(Session &session, const UserRecord &user, const ScimChange &change)
{
    if (change.filter && change.filter->attribute.compare(QLatin1String("registryName"), Qt::CaseInsensitive) != 0)
        return badScim(QStringLiteral("registryRoles: the filter is registryName eq \"name\""));
    const bool hasValue = !change.value.isNull() && !change.value.isUndefined();
    const bool removes = change.op == ScimChange::Op::Remove || (change.op == ScimChange::Op::Replace && !hasValue);
    if (removes)
        return change.filter ? takeRole(session, user, change.filter->value) : takeAllRoles(session, user);
    if (change.filter || !change.value.isArray())
        return badScim(QStringLiteral("registryRoles: a list of {registryName, roleName}"));
    for (const QJsonValue entry : change.value.toArray()) {
        if (auto given = giveRole(session, user, entry); !given)
            return given;
    }
    return base::Done{};
}

} // namespace server
