#include "server/globalid.h"
#include "server/mutations.h"
#include "server/projectstore.h"
#include "server/registrymutations.h"
#include "server/teamstore.h"

namespace server {

using domain::Action;
using domain::BaseRole;
using graphql::Value;

namespace {

/// `change` of a registry, whose roles are others than those of a project.
base::Result<Value::Fields> inRegistry(Session &session, const std::shared_ptr<const ProjectView> &project,
    const Value &input, base::Status (*change)(Session &, const ProjectView &, const Value &))
{
    if (auto changed = change(session, *project, input); !changed)
        return changed.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> addMembers(Session &session, const Value &input)
{
    const auto project = requireKnownProject(session, input[QStringLiteral("projectId")].toString());
    if (!project)
        return project.error();
    if (placeKind(**project) == PlaceKind::Registry)
        return inRegistry(session, *project, input, addRegistryMembers);
    ProjectStore store(session.database);
    for (const QString &id : input[QStringLiteral("userIds")].toStrings()) {
        const qint64 user = numberFromId("User", id).value_or(0);
        const auto role = TeamStore(session.database).roleOf((*project)->entity.id, user);
        if (!role)
            return role.error();
        if (*role == BaseRole::None)
            return invalidInput("userIds");
        const bool isJoining =
            user == session.who.user.id && Access(session).allows(Action::ProjectJoin, targetOf(**project));
        if (!isJoining) {
            if (auto allowed = Access(session).require(Action::ProjectUsersEdit, targetOf(**project)); !allowed)
                return allowed.error();
        }
        if (auto listed = store.list((*project)->record.id, user, BaseRole::None); !listed)
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
    for (const QString &id : input[QStringLiteral("userIds")].toStrings()) {
        const auto removed =
            ProjectStore(session.database).unlist((*project)->record.id, numberFromId("User", id).value_or(0));
        if (!removed)
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
    const auto teamRole = TeamStore(session.database).roleOf((*project)->entity.id, user);
    if (!teamRole)
        return teamRole.error();
    Access::Target target = targetOf(**project);
    target.isTargetViewOnly = *teamRole == BaseRole::ViewOnly;
    if (auto allowed = Access(session).require(Action::ProjectUsersEdit, target); !allowed)
        return allowed.error();
    const QString word = input[QStringLiteral("userProjectRole")].toString();
    BaseRole role = word == QLatin1String("inherit") ? BaseRole::None : domain::baseRoleFromWire(word);
    if (role == BaseRole::Unknown || *teamRole == BaseRole::None)
        return invalidInput("userProjectRole");
    if (role == *teamRole)
        role = BaseRole::None;
    if (auto listed = ProjectStore(session.database).list((*project)->record.id, user, role); !listed)
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
