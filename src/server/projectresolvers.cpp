#include "server/artifactplace.h"
#include "server/globalid.h"
#include "server/projectstore.h"
#include "server/registryresolvers.h"
#include "server/resolving.h"
#include "server/rolewords.h"
#include "server/runquery.h"

namespace server {

using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

base::Result<Value> runs(Session &session, const SharedProject &project, const Value &arguments)
{
    if (project->isNameOnly || !Access(session).allows(domain::Action::RunView, targetOf(*project)))
        return Value();
    return RunQuery(session, project).connection(arguments);
}

base::Result<Value> projectRunCount(Session &session, const SharedProject &project, const Value &arguments)
{
    if (project->isNameOnly)
        return Value(0);
    const auto count = RunQuery(session, project).count(arguments[QStringLiteral("filters")].toString());
    return count ? base::Result<Value>(Value(*count)) : count.error();
}

base::Result<Value> activeCount(Session &session, const SharedProject &project, const Value &)
{
    if (project->isNameOnly)
        return Value(0);
    const auto count =
        RunQuery(session, project).count(QStringLiteral("{\"state\": {\"$in\": [\"running\", \"pending\"]}}"));
    return count ? base::Result<Value>(Value(*count)) : count.error();
}

base::Result<Value> run(Session &session, const SharedProject &project, const Value &arguments)
{
    if (project->isNameOnly)
        return Value();
    const auto found = findRun(session, project, arguments[QStringLiteral("name")].toString());
    if (!found)
        return found.error();
    return *found ? Value::object(QStringLiteral("Run"), *found) : Value();
}

base::Result<Value> projectOwner(Session &session, const SharedProject &project, const Value &)
{
    const auto user = userOf(session, project->isNameOnly ? 0 : project->record.owner);
    if (!user)
        return user.error();
    return userValue(*user);
}

base::Result<Value> projectEntity(Session &session, const SharedProject &project, const Value &)
{
    auto view = viewOf(session, project->entity, project->entity.name);
    if (!view)
        return view.error();
    if (view->sight == EntityView::Sight::Missing) // who sees a project of it knows the name
        *view = EntityView{project->entity, EntityView::Sight::Limited};
    return Value::object(QStringLiteral("Entity"), *view);
}

base::Result<Value> projectReadOnly(Session &session, const SharedProject &project, const Value &)
{
    return Value(!Access(session).allows(domain::Action::RunLog, targetOf(*project)));
}

base::Result<Value> lastActive(Session &session, const SharedProject &project, const Value &)
{
    if (project->isNameOnly)
        return Value();
    const auto last = ProjectStore(session.database).lastActive(project->record.id);
    return last ? base::Result<Value>(timeValue(*last)) : last.error();
}

base::Result<Value> projectMembers(Session &session, const SharedProject &project, const Value &)
{
    if (project->isNameOnly)
        return Value(Value::List{});
    if (placeKind(*project) == PlaceKind::Registry)
        return registryUsers(session, *project);
    const auto view = viewOf(session, project->entity, project->entity.name);
    if (!view)
        return view.error();
    if (view->sight != EntityView::Sight::Full) // who may look into the project need not know the team's people
        return Value(Value::List{});
    const auto listed = ProjectStore(session.database).listed(project->record.id);
    if (!listed)
        return listed.error();
    return Value::list(*listed, [](const ProjectStore::Listed &one) {
        return Value(Value::Fields{{QStringLiteral("id"), numberId("User", one.user.id)},
            {QStringLiteral("username"), one.user.username}, {QStringLiteral("name"), one.user.name},
            {QStringLiteral("email"), one.user.email}, {QStringLiteral("role"), roleValue(one.role)}});
    });
}

} // namespace

void addProjectResolvers(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<ProjectView>(QLatin1String("Project.") + QLatin1String(field), read);
    };
    property("id", [](const ProjectView &project) {
        return projectId({project.record.entityName, project.record.name});
    });
    property("internalId", [](const ProjectView &project) { return numberId("ProjectInternalId", project.record.id); });
    property("name", [](const ProjectView &project) { return project.record.name; });
    property("entityName", [](const ProjectView &project) { return project.record.entityName; });
    property("description", [](const ProjectView &project) {
        return project.isNameOnly ? Value() : textOrNull(project.record.description);
    });
    property("access", [](const ProjectView &project) { return domain::wireName(project.record.visibility); });
    property("createdAt", [](const ProjectView &project) { return timeValue(project.record.createdAt); });
    property("updatedAt", [](const ProjectView &project) { return timeValue(project.record.updatedAt); });
    property("isBenchmark", [](const ProjectView &) { return false; });
    // Old SDKs ask for them; nothing here has such.
    for (const char *absent : {"dockerImage", "repo", "views"})
        property(absent, [](const ProjectView &) { return Value(); });
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<ProjectView>(resolvers, QLatin1String("Project.") + QLatin1String(name), read);
    };
    field("runs", runs);
    field("buckets", runs);
    field("runCount", projectRunCount);
    field("totalRuns", [](Session &session, const SharedProject &project, const Value &) {
        return projectRunCount(session, project, Value());
    });
    field("runActiveCount", activeCount);
    field("run", run);
    field("bucket", run);
    field("user", projectOwner);
    field("entity", projectEntity);
    field("readOnly", projectReadOnly);
    field("lastActive", lastActive);
    field("members", projectMembers);
}

} // namespace server
