#include "server/globalid.h"
#include "server/mutations.h"
#include "server/projectstore.h"
#include "server/registrymutations.h"
#include "server/rolewords.h"
#include "server/teamstore.h"

namespace server {

using domain::Action;
using domain::BaseRole;
using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

/// `change` of a registry, whose roles are others than those of a project.
base::Result<Value::Fields> inRegistry(Session &session, const std::shared_ptr<const ProjectView> &project,
    const Value &input, base::Status (*change)(Session &, const ProjectView &, const Value &))
{
    if (auto changed = change(session, *project, input); !changed)
        return changed.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Status onlyPeople(const Value &input)
{
    // Teams are listed in registries; a project belongs to one team.
    return input[QStringLiteral("teamIds")].toList().empty() ? base::Status(base::Done{}) : invalidInput("teamIds");
}

QList<qint64> usersIn(const Value &input)
{
    QList<qint64> users;
    for (const QString &id : input[QStringLiteral("userIds")].toStrings())
        users.append(numberFromId("User", id).value_or(0));
    return users;
}

/// A team admin may put themself on the list of a restricted project, unasked.
bool isJoining(Session &session, const SharedProject &project, const QList<qint64> &users)
{
    return users == QList<qint64>{session.who.user.id}
    && Access(session).allows(Action::ProjectJoin, targetOf(*project));
}

base::Result<Value::Fields> addMembers(Session &session, const Value &input)
{
    const auto project = requireKnownProject(session, input[QStringLiteral("projectId")].toString());
    if (!project)
        return project.error();
    if (placeKind(**project) == PlaceKind::Registry)
        return inRegistry(session, *project, input, addRegistryMembers);
    const QList<qint64> users = usersIn(input);
    if (!isJoining(session, *project, users)) {
        if (auto allowed = Access(session).require(Action::ProjectUsersEdit, targetOf(**project)); !allowed)
            return allowed.error();
    }
    if (auto sound = onlyPeople(input); !sound)
        return sound.error();
    for (const qint64 user : users) {
        const auto role = TeamStore(session.database).roleOf((*project)->entity.id, user);
        if (!role)
            return role.error();
        if (*role == BaseRole::None)
            return invalidInput("userIds");
        const auto listing = ProjectStore(session.database).listing((*project)->record.id, user);
        if (!listing)
            return listing.error();
        if (listing->isListed) // keeps the role they have
            continue;
        if (auto listed = ProjectStore(session.database).list((*project)->record.id, user, BaseRole::None); !listed)
            return listed.error();
    }
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> removeMembers(Session &session, const Value &input)
{
    const auto project = requireKnownProject(session, input[QStringLiteral("projectId")].toString());
    if (!project)
        return project.error();
    if (placeKind(**project) == PlaceKind::Registry)
        return inRegistry(session, *project, input, removeRegistryMembers);
    if (auto allowed = Access(session).require(Action::ProjectUsersEdit, targetOf(**project)); !allowed)
        return allowed.error();
    if (auto sound = onlyPeople(input); !sound)
        return sound.error();
    for (const qint64 user : usersIn(input)) {
        if (auto removed = ProjectStore(session.database).unlist((*project)->record.id, user); !removed)
            return removed.error();
    }
    return Value::Fields{{QStringLiteral("success"), true}};
}

/// The team role again means that the person follows it from now on.
base::Result<Value::Fields> setRole(Session &session, const Value &input)
{
    const auto project = requireKnownProject(session, input[QStringLiteral("projectId")].toString());
    if (!project)
        return project.error();
    if (placeKind(**project) == PlaceKind::Registry)
        return inRegistry(session, *project, input, setRegistryUserRole);
    const qint64 user = numberFromId("User", input[QStringLiteral("userId")].toString()).value_or(0);
    const auto teamRole = TeamStore(session.database).teamRoleOf((*project)->entity.id, user);
    if (!teamRole)
        return teamRole.error();
    Access::Target target = targetOf(**project);
    target.isTargetViewOnly = teamRole->base == BaseRole::ViewOnly && !teamRole->isCustom();
    if (auto allowed = Access(session).require(Action::ProjectUsersEdit, target); !allowed)
        return allowed.error();
    const QString word = input[QStringLiteral("userProjectRole")].toString();
    auto role = word == QLatin1String("inherit") ? base::Result<domain::TeamRole>(domain::TeamRole{})
                                                 : roleFromWord(session, word, "userProjectRole");
    if (!role)
        return role.error();
    if (teamRole->base == BaseRole::None)
        return invalidInput("userId");
    const auto person = userOf(session, user);
    if (!person)
        return person.error();
    if (role->isCustom() && (*person)->isService)
        return invalidInput("userProjectRole");
    if (*role == *teamRole)
        *role = {};
    if (auto listed = ProjectStore(session.database).list((*project)->record.id, user, *role); !listed)
        return listed.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addProjectMemberMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createProjectMembers", addMembers);
    addMutation(resolvers, "deleteProjectMembers", removeMembers);
    addMutation(resolvers, "updateProjectMember", setRole);
}

} // namespace server
