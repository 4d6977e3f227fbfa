#include "server/rolewords.h"

#include "server/customrolestore.h"
#include "server/globalid.h"
#include "server/mutations.h"

namespace server {

using graphql::Value;

base::Result<domain::TeamRole> roleFromWord(Session &session, const QString &word, const char *field)
{
    const domain::BaseRole base = domain::baseRoleFromWire(word);
    if (base != domain::BaseRole::Unknown && base != domain::BaseRole::None)
        return domain::TeamRole{base, {}};
    CustomRoleStore roles(session.database);
    const auto number = numberFromId("Role", word);
    const auto found = number ? roles.byId(*number) : roles.byName(word);
    if (!found)
        return found.error();
    if (!*found)
        return invalidInput(field);
    return domain::TeamRole{(*found)->role.base, (*found)->role};
}

QString roleWord(const domain::TeamRole &role)
{
    if (role.isCustom())
        return role.custom.name;
    return role.base == domain::BaseRole::None ? QStringLiteral("inherit") : domain::wireName(role.base);
}

Value roleValue(const domain::TeamRole &role)
{
    const QString word = roleWord(role);
    return Value::Fields{{QStringLiteral("ID"), role.isCustom() ? role.custom.id.value : word},
        {QStringLiteral("name"), word}, {QStringLiteral("base"), domain::wireName(role.base)},
        {QStringLiteral("permissions"), Value::strings(role.custom.permissions)}};
}

} // namespace server
