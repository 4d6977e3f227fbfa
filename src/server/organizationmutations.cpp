#include "server/globalid.h"
#include "server/membership.h"
#include "server/mutations.h"
#include "server/organizationstore.h"
#include "server/people.h"
#include "server/rolevalue.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <array>

namespace server {

using domain::Action;
using graphql::Value;

namespace {

/// There is one organisation; whoever is not in it does not know its number.
base::Status requireOrganization(Session &session, const Value &input, const char *field, Action action)
{
    if (auto allowed = Access(session).require(action, {}); !allowed)
        return allowed;
    const auto number = numberFromId("Organization", input[QLatin1String(field)].toString());
    return number == 1 ? base::Status(base::Done{}) : base::Status(Access::notFound());
}

base::Result<UserRecord> personNamed(Session &session, const QString &username)
{
    const auto user = UserStore(session.database).byUsername(username);
    if (!user)
        return user.error();
    return *user && !(*user)->isService ? base::Result<UserRecord>(**user) : Access::notFound();
}

base::Result<domain::OrgRole> orgRoleIn(const Value &input)
{
    const domain::OrgRole role = domain::orgRoleFromWire(input[QStringLiteral("userOrgRole")].toString());
    if (role == domain::OrgRole::Unknown || role == domain::OrgRole::None)
        return invalidInput("userOrgRole");
    return role;
}

Value::Fields succeeded()
{
    return {{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> createUserMutation(Session &session, const Value &input)
{
    NewPerson person;
    person.email = input[QStringLiteral("email")].toString().trimmed();
    person.orgRole = input[QStringLiteral("admin")].toBool() ? domain::OrgRole::Admin : domain::OrgRole::Member;
    const auto made = createPerson(session, person);
    if (!made)
        return made.error();
    return Value::Fields{{QStringLiteral("user"), userValue(std::make_shared<const UserRecord>(*made))}};
}

/// Somebody new by their mail address, or somebody back who was taken off before.
base::Result<UserRecord> enteringPerson(Session &session, const QString &name, domain::OrgRole role)
{
    const auto known = UserStore(session.database).byUsername(name);
    if (!known)
        return known.error();
    if (!*known)
        return createPerson(session, {{}, {}, name, domain::Seat::Full, role});
    if ((*known)->isService)
        return Access::notFound();
    if (!(*known)->isDeactivated)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("this person is in the organization already")};
    if (isRemoved(**known))
        return createPerson(session, {name, {}, (*known)->email, domain::Seat::Full, role});
    if (auto opened = setActive(session, **known, true); !opened)
        return opened.error();
    if (role != (*known)->orgRole) {
        if (auto set = setOrgRole(session, **known, role); !set)
            return set.error();
    }
    return **known;
}

base::Result<Value::Fields> addOrganizationUser(Session &session, const Value &input)
{
    if (auto allowed = requireOrganization(session, input, "organizationId", Action::OrgUsersInvite); !allowed)
        return allowed.error();
    const auto role = orgRoleIn(input);
    if (!role)
        return role.error();
    const auto person = enteringPerson(session, input[QStringLiteral("userName")].toString().trimmed(), *role);
    if (!person)
        return person.error();
    for (const QString &name : input[QStringLiteral("teams")].toStrings()) {
        const auto team = requireTeam(session, name);
        if (!team)
            return team.error();
        if (auto added = addMember(session, *team, person->id, {domain::BaseRole::Member, {}}); !added)
            return added.error();
    }
    return succeeded();
}

base::Result<Value::Fields> updateOrganizationUser(Session &session, const Value &input)
{
    const auto role = orgRoleIn(input);
    const auto seatWord = input[QStringLiteral("modelsSeat")].text();
    const Action action = seatWord ? Action::OrgUsersSetSeat : Action::OrgUsersSetRole;
    if (auto allowed = requireOrganization(session, input, "organizationId", action); !allowed)
        return allowed.error();
    const auto person = personNamed(session, input[QStringLiteral("userName")].toString());
    if (!person || !role)
        return person ? role.error() : person.error();
    if (seatWord) {
        const domain::Seat seat = domain::seatFromWire(*seatWord);
        if (seat == domain::Seat::Unknown)
            return invalidInput("modelsSeat");
        if (auto set = setSeat(session, *person, seat); !set)
            return set.error();
    }
    if (*role != person->orgRole || !seatWord) {
        if (auto set = setOrgRole(session, *person, *role); !set)
            return set.error();
    }
    return succeeded();
}

base::Result<Value::Fields> removeOrganizationUser(Session &session, const Value &input)
{
    if (auto allowed = requireOrganization(session, input, "organizationId", Action::OrgUsersRemove); !allowed)
        return allowed.error();
    const auto person = personNamed(session, input[QStringLiteral("userName")].toString());
    if (!person)
        return person.error();
    if (auto removed = removePerson(session, *person); !removed)
        return removed.error();
    return succeeded();
}

/// One person at a time looks after billing beside the admins.
base::Result<Value::Fields> updateBillingUser(Session &session, const Value &input)
{
    if (auto allowed = requireOrganization(session, input, "organizationId", Action::OrgBillingAdminAssign); !allowed)
        return allowed.error();
    const qint64 wanted = numberFromId("User", input[QStringLiteral("newBillingUser")].toString()).value_or(0);
    const auto all = UserStore(session.database).all();
    if (!all)
        return all.error();
    bool isThere = false;
    for (const UserRecord &user : *all) {
        const bool isWanted = user.id == wanted && !user.isService;
        isThere = isThere || isWanted;
        if (user.isBillingAdmin == isWanted)
            continue;
        if (auto set = setBillingAdmin(session, user, isWanted); !set)
            return set.error();
    }
    return isThere ? base::Result<Value::Fields>(succeeded()) : Access::notFound();
}

struct SwitchName
{
    const char *name;
    std::optional<bool> PrivacySwitches::*value;
};
constexpr std::array switchNames{SwitchName{"hideTeam", &PrivacySwitches::hideTeam},
    SwitchName{"joinByDomain", &PrivacySwitches::joinByDomain},
    SwitchName{"membersCanInvite", &PrivacySwitches::membersMayInvite},
    SwitchName{"privateOnly", &PrivacySwitches::futureProjectsPrivate},
    SwitchName{"publicReportSharing", &PrivacySwitches::publicReportSharing},
    SwitchName{"saveCode", &PrivacySwitches::saveCodeByDefault}};

void enforceGiven(const Value &privacy, PrivacySwitches &enforced)
{
    for (const SwitchName &each : switchNames) {
        const QString word = privacy[QLatin1String(each.name)].toString();
        if (word == QLatin1String("TEAM_DECIDES"))
            enforced.*each.value = std::nullopt;
        else if (!word.isEmpty())
            enforced.*each.value = word == QLatin1String("ON");
    }
}

base::Result<Value::Fields> updateOrganizationMutation(Session &session, const Value &input)
{
    const bool changesPrivacy = !input[QStringLiteral("privacy")].isNull();
    const auto name = input[QStringLiteral("name")].text();
    const Action action = changesPrivacy ? Action::OrgPrivacyEnforce : Action::SystemSettingsEdit;
    if (auto allowed = requireOrganization(session, input, "organizationID", action); !allowed)
        return allowed.error();
    OrganizationStore store(session.database);
    auto organization = store.read();
    if (!organization)
        return organization.error();
    if (name) {
        if (auto allowed = Access(session).require(Action::SystemSettingsEdit, {}); !allowed)
            return allowed.error();
        if (name->trimmed().isEmpty() || name->size() > 128)
            return invalidInput("name");
        organization->name = name->trimmed();
    }
    enforceGiven(input[QStringLiteral("privacy")], organization->enforced);
    if (auto updated = store.update(*organization); !updated)
        return updated.error();
    return succeeded();
}

} // namespace

Value enforcedValue(const PrivacySwitches &enforced)
{
    Value::Fields fields;
    for (const SwitchName &each : switchNames) {
        const std::optional<bool> value = enforced.*each.value;
        const char *word = !value ? "TEAM_DECIDES" : *value ? "ON" : "OFF";
        fields.insert({QLatin1String(each.name), Value::enumText(QLatin1String(word))});
    }
    return fields;
}

void addOrganizationMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "addUserToOrganization", addOrganizationUser);
    addMutation(resolvers, "createUser", createUserMutation);
    addMutation(resolvers, "removeUserFromOrganization", removeOrganizationUser);
    addMutation(resolvers, "updateOrganization", updateOrganizationMutation);
    addMutation(resolvers, "updateOrganizationBillingUser", updateBillingUser);
    addMutation(resolvers, "updateOrganizationUser", updateOrganizationUser);
}

} // namespace server
