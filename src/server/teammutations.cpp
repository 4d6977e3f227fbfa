#include "server/membership.h"
#include "server/mutations.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using domain::Action;
using graphql::Value;

namespace {

Value teamValue(const EntityRecord &team)
{
    return Value::object(QStringLiteral("Entity"), EntityView{team, EntityView::Sight::Full});
}

/// The first admin: the named person, or the caller.
base::Result<qint64> firstAdmin(Session &session, const Value &input)
{
    const QString name = input[QStringLiteral("teamAdminUserName")].toString();
    if (name.isEmpty())
        return session.who.user.id;
    const auto user = UserStore(session.database).byUsername(name);
    if (!user)
        return user.error();
    if (!*user || (*user)->isService || (*user)->isDeactivated)
        return base::Error{base::Error::Kind::NotFound, QStringLiteral("no such user: ") + name.left(64)};
    return (*user)->id;
}

base::Result<Value::Fields> createTeamMutation(Session &session, const Value &input)
{
    if (auto allowed = Access(session).require(Action::OrgTeamsCreate, {}); !allowed)
        return allowed.error();
    const auto admin = firstAdmin(session, input);
    if (!admin)
        return admin.error();
    auto team = createTeam(session, input[QStringLiteral("teamName")].toString(), *admin);
    if (!team)
        return team.error();
    if (const auto access = input[QStringLiteral("defaultAccess")].text()) {
        if (domain::visibilityFromWire(*access) == domain::Visibility::Unknown)
            return invalidInput("defaultAccess");
        team->defaultAccess = *access;
        if (auto set = TeamStore(session.database).updateSettings(*team); !set)
            return set.error();
    }
    return Value::Fields{{QStringLiteral("entity"), teamValue(*team)}};
}

base::Result<Value::Fields> deleteTeamMutation(Session &session, const Value &input)
{
    const QString name = input[QStringLiteral("teamName")].toString();
    const auto team = name.isEmpty() ? base::Result<EntityRecord>(Access::notFound()) : requireTeam(session, name);
    if (!team)
        return team.error();
    if (auto deleted = deleteTeam(session, *team); !deleted)
        return deleted.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

std::optional<bool> givenSwitch(const Value &value)
{
    return value.isNull() ? std::nullopt : std::optional<bool>(value.toBool());
}

PrivacySwitches givenSwitches(const Value &input)
{
    const Value &settings = input[QStringLiteral("settings")];
    PrivacySwitches switches;
    switches.hideTeam = givenSwitch(settings[QStringLiteral("hidden")]);
    switches.futureProjectsPrivate = givenSwitch(input[QStringLiteral("privateOnly")]);
    switches.membersMayInvite = givenSwitch(settings[QStringLiteral("membersCanInvite")]);
    switches.publicReportSharing = givenSwitch(settings[QStringLiteral("publicReportSharing")]);
    switches.joinByDomain = givenSwitch(settings[QStringLiteral("openToMatchingOrgEmailDomainUsers")]);
    switches.saveCodeByDefault = givenSwitch(input[QStringLiteral("codeSavingEnabled")]);
    return switches;
}

void applySwitches(const PrivacySwitches &switches, domain::TeamPolicy &policy)
{
    policy.hideTeam = switches.hideTeam.value_or(policy.hideTeam);
    policy.futureProjectsPrivate = switches.futureProjectsPrivate.value_or(policy.futureProjectsPrivate);
    policy.membersMayInvite = switches.membersMayInvite.value_or(policy.membersMayInvite);
    policy.publicReportSharing = switches.publicReportSharing.value_or(policy.publicReportSharing);
    policy.joinByDomain = switches.joinByDomain.value_or(policy.joinByDomain);
    policy.saveCodeByDefault = switches.saveCodeByDefault.value_or(policy.saveCodeByDefault);
}

/// Each kind of setting has a right of its own; whoever changes several needs all of them.
base::Status requireSettings(Session &session, const EntityRecord &team, const Value &input)
{
    Access access(session);
    Access::Target target{&team};
    target.givenSwitches = givenSwitches(input);
    const bool changesTtl = !input[QStringLiteral("settings")][QStringLiteral("membersCanSetTtl")].isNull();
    const bool changesOthers = input[QStringLiteral("defaultAccess")].text().has_value();
    if (!target.givenSwitches.isEmpty()) {
        if (auto allowed = access.require(Action::TeamPrivacyEdit, target); !allowed)
            return allowed;
    }
    if (changesTtl) {
        if (auto allowed = access.require(Action::TeamTtlEdit, target); !allowed)
            return allowed;
    }
    const bool changesNothingElse = !target.givenSwitches.isEmpty() || changesTtl;
    if (changesOthers || !changesNothingElse)
        return access.require(Action::TeamSettingsEdit, target);
    return base::Done{};
}

base::Result<Value::Fields> updateEntity(Session &session, const Value &input)
{
    auto team = requireTeam(session, input[QStringLiteral("entity")].toString());
    if (!team)
        return team.error();
    if (auto allowed = requireSettings(session, *team, input); !allowed)
        return allowed.error();
    if (const auto access = input[QStringLiteral("defaultAccess")].text()) {
        if (domain::visibilityFromWire(*access) == domain::Visibility::Unknown)
            return invalidInput("defaultAccess");
        team->defaultAccess = *access;
    }
    applySwitches(givenSwitches(input), team->ownPolicy);
    team->ownPolicy.membersMaySetTtl =
        givenSwitch(input[QStringLiteral("settings")][QStringLiteral("membersCanSetTtl")])
            .value_or(team->ownPolicy.membersMaySetTtl);
    if (auto updated = TeamStore(session.database).updateSettings(*team); !updated)
        return updated.error();
    const auto changed = TeamStore(session.database).byId(team->id);
    if (!changed)
        return changed.error();
    return Value::Fields{{QStringLiteral("entity"), teamValue(**changed)}};
}

} // namespace

void addTeamMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createTeam", createTeamMutation);
    addMutation(resolvers, "deleteTeam", deleteTeamMutation);
    addMutation(resolvers, "updateEntity", updateEntity);
}

} // namespace server
