#include "server/customroles.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/rolevalue.h"

namespace server {

using graphql::Value;

namespace {

domain::CustomRole roleInInput(const Value &input)
{
    domain::CustomRole role;
    role.name = input[QStringLiteral("name")].toString().trimmed();
    role.description = input[QStringLiteral("description")].toString();
    role.base = domain::baseRoleFromWire(input[QStringLiteral("inheritedFrom")].toString());
    role.permissions = input[QStringLiteral("permissions")].toStrings();
    role.permissions.removeDuplicates();
    return role;
}

Value::Fields rolePayload(const CustomRoleRecord &role)
{
    return {{QStringLiteral("role"), customRoleValue(role)}};
}

base::Result<Value::Fields> createRoleMutation(Session &session, const Value &input)
{
    return createCustomRole(session, roleInInput(input)).map(rolePayload);
}

base::Result<Value::Fields> updateRoleMutation(Session &session, const Value &input)
{
    const qint64 id = numberFromId("Role", input[QStringLiteral("id")].toString()).value_or(0);
    return changeCustomRole(session, id, roleInInput(input), input[QStringLiteral("version")].toInt()).map(rolePayload);
}

base::Result<Value::Fields> deleteRoleMutation(Session &session, const Value &input)
{
    const qint64 id = numberFromId("Role", input[QStringLiteral("id")].toString()).value_or(0);
    if (auto deleted = deleteCustomRole(session, id); !deleted)
        return deleted.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

Value customRoleValue(const CustomRoleRecord &record)
{
    const domain::CustomRole &role = record.role;
    return Value::Fields{{QStringLiteral("id"), role.id.value}, {QStringLiteral("name"), role.name},
        {QStringLiteral("description"), role.description},
        {QStringLiteral("inheritedFrom"), domain::wireName(role.base)},
        {QStringLiteral("permissions"), Value::strings(role.permissions)}, {QStringLiteral("version"), record.version}};
}

void addRoleMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createCustomRole", createRoleMutation);
    addMutation(resolvers, "deleteCustomRole", deleteRoleMutation);
    addMutation(resolvers, "updateCustomRole", updateRoleMutation);
}

} // namespace server
