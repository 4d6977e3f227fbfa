#include "server/globalid.h"
#include "server/mutations.h"
#include "server/projectstore.h"
#include "server/teamstore.h"

namespace server {

using domain::Action;
using domain::BaseRole;
using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

/// A project by its id, also a restricted one that the caller may only join.
base::Result<SharedProject> projectToJoin(Session &session, const QString &id)
{
    const auto seen = requireProject(session, id);
    if (seen)
        return seen;
    const auto named = projectFromId(id);
    const auto entity =
        named ? entityNamed(session, named->entity) : base::Result<std::optional<EntityRecord>>(std::nullopt);
    if (!entity || !*entity)
        return Access::notFound();
    const auto record = ProjectStore(session.database).find((*entity)->id, named->project);
    if (!record || !*record)
        return Access::notFound();
    auto view = std::make_shared<const ProjectView>(ProjectView{**record, **entity, true});
    return Access(session).allows(Action::ProjectJoin, targetOf(*view)) ? base::Result<SharedProject>(view)
                                                                        : Access::notFound();
}

base::Result<Value::Fields> addMembers(Session &session, const Value &input)
{
    const auto project = projectToJoin(session, input[QStringLiteral("projectId")].toString());
    if (!project)
        return project.error();
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
    const auto project = requireProject(session, input[QStringLiteral("projectId")].toString());
    if (!project)
        return project.error();
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
    const auto project = requireProject(session, input[QStringLiteral("projectId")].toString());
    if (!project)
        return project.error();
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
