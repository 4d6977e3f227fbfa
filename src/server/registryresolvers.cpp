#include "server/registryresolvers.h"
#include "server/collectionquery.h"
#include "server/collectionstore.h"
#include "server/connection.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/projectlist.h"
#include "server/protectedaliases.h"
#include "server/registrymutations.h"
#include "server/registrystore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <QJsonObject>
#include <algorithm>

namespace server {

using domain::Action;
using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

Value roleValue(domain::RegistryRole role)
{
    const QString word = wireName(role);
    return Value::Fields{{QStringLiteral("ID"), word}, {QStringLiteral("name"), word}};
}

/// The projects of the entity that the filter takes and whose artifacts the caller may see.
base::Result<QList<SharedProject>> searchedProjects(
    Session &session, const EntityRecord &entity, const QString &filters)
{
    const auto filter = RunFilter::parse(filters);
    if (!filter)
        return filter.error();
    auto projects = visibleProjects(session, entity);
    if (!projects)
        return projects;
    projects->removeIf([&](const SharedProject &project) {
        const auto valueOf = [&](const QString &path) { return projectField(*project, path); };
        return project->isNameOnly || !filter->matches(valueOf);
    });
    return projects;
}

base::Result<Value> entityCollections(Session &session, const EntityView &entity, const Value &arguments)
{
    if (entity.sight == EntityView::Sight::Missing)
        return connectionOf({}, {}, 0);
    const auto projects =
        searchedProjects(session, entity.record, arguments[QStringLiteral("projectFilters")].toString());
    return projects ? collectionConnection(session, *projects, {}, arguments) : base::Result<Value>(projects.error());
}

base::Result<Value> entityMemberships(Session &session, const EntityView &entity, const Value &arguments)
{
    if (entity.sight == EntityView::Sight::Missing)
        return connectionOf({}, {}, 0);
    const auto projects =
        searchedProjects(session, entity.record, arguments[QStringLiteral("projectFilters")].toString());
    return projects ? membershipConnection(session, *projects, arguments) : base::Result<Value>(projects.error());
}

base::Result<Value> organizationEntity(Session &session, const OrganizationView &, const Value &)
{
    const auto entity = RegistryStore(session.database).organizationEntity();
    if (!entity)
        return entity.error();
    if (!*entity)
        return Value();
    return Value::object(QStringLiteral("Entity"), EntityView{**entity, EntityView::Sight::Limited});
}

base::Result<Value> allowsAllTypes(Session &session, const SharedProject &project, const Value &)
{
    if (placeKind(*project) != PlaceKind::Registry)
        return Value(true);
    const auto allows = RegistryStore(session.database).allowsAllTypes(project->record.id);
    return allows ? base::Result<Value>(Value(*allows)) : allows.error();
}

base::Result<Value> teamMembers(Session &session, const SharedProject &project, const Value &)
{
    if (placeKind(*project) != PlaceKind::Registry
        || !Access(session).allows(Action::RegistrySettingsView, targetOf(*project)))
        return Value(Value::List{});
    const auto teams = RegistryStore(session.database).teams(project->record.id);
    if (!teams)
        return teams.error();
    Value::List members;
    for (const RegistryStore::TeamRole &one : *teams) {
        const auto entity = TeamStore(session.database).byId(one.entity);
        if (!entity)
            return entity.error();
        if (!*entity)
            continue;
        auto view = viewOf(session, *entity, (*entity)->name);
        if (!view)
            return view.error();
        if (view->sight == EntityView::Sight::Missing) // a hidden team that has a role here is known by name
            *view = EntityView{**entity, EntityView::Sight::Limited};
        members.push_back(Value::Fields{{QStringLiteral("team"), Value::object(QStringLiteral("Entity"), *view)},
            {QStringLiteral("role"), roleValue(one.role)}});
    }
    return Value(std::move(members));
}

base::Result<Value> workflowsAdmins(Session &session, const EntityView &entity, const Value &)
{
    if (entity.sight != EntityView::Sight::Full)
        return Value(Value::List{});
    const auto admins = RegistryStore(session.database).modelRegistryAdmins(entity.record.id);
    if (!admins)
        return admins.error();
    return Value::list(
        *admins, [](const UserRecord &user) { return userValue(std::make_shared<const UserRecord>(user)); });
}

base::Result<Value::Fields> setWorkflowsAdmin(Session &session, const Value &input, bool isAdmin)
{
    const auto entity = entityNamed(session, input[QStringLiteral("entityName")].toString());
    if (!entity)
        return entity.error();
    if (!*entity)
        return Access::notFound();
    if (auto allowed = Access(session).require(Action::MrAdminsEdit, {&**entity}); !allowed)
        return allowed.error();
    const auto user = UserStore(session.database).byUsername(input[QStringLiteral("username")].toString());
    if (!user)
        return user.error();
    const auto role = TeamStore(session.database).roleOf((*entity)->id, *user ? (*user)->id : 0);
    if (!role)
        return role.error();
    if (*role != domain::BaseRole::Member && *role != domain::BaseRole::Admin)
        return invalidInput("username: a member of the team is wanted");
    const auto set = RegistryStore(session.database).setModelRegistryAdmin((*entity)->id, (*user)->id, isAdmin);
    if (!set)
        return set.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> setTeamRole(Session &session, const Value &input)
{
    const auto registry = requireProject(session, input[QStringLiteral("projectId")].toString());
    if (!registry)
        return registry.error();
    if (placeKind(**registry) != PlaceKind::Registry)
        return invalidInput("projectId: teams have roles in registries only");
    if (auto set = setRegistryTeamRole(session, **registry, input); !set)
        return set.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

base::Result<Value> registryUsers(Session &session, const ProjectView &registry)
{
    if (!Access(session).allows(Action::RegistrySettingsView, targetOf(registry)))
        return Value(Value::List{});
    const auto users = RegistryStore(session.database).users(registry.record.id);
    if (!users)
        return users.error();
    return Value::list(*users, [](const RegistryStore::UserRole &one) {
        return Value(Value::Fields{{QStringLiteral("id"), numberId("User", one.user.id)},
            {QStringLiteral("username"), one.user.username}, {QStringLiteral("name"), one.user.name},
            {QStringLiteral("email"), one.user.email}, {QStringLiteral("role"), roleValue(one.role)}});
    });
}

void addRegistryResolvers(graphql::Resolvers &resolvers)
{
    addField<EntityView>(resolvers, QStringLiteral("Entity.artifactCollections"), entityCollections);
    addField<EntityView>(resolvers, QStringLiteral("Entity.artifactMemberships"), entityMemberships);
    addField<EntityView>(resolvers, QStringLiteral("Entity.workflowsAdmins"), workflowsAdmins);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.orgEntity"), organizationEntity);
    resolvers.addProperty<OrganizationView>(
        QStringLiteral("Organization.advancedRegistryFeatures"), [](const OrganizationView &) {
            return Value(Value::Fields{{QStringLiteral("advancedSearch"), false}});
        });
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.allowAllArtifactTypesInRegistry"), allowsAllTypes);
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.teamMembers"), teamMembers);
    addProtectedAliasResolvers(resolvers);
}

void addRegistryMutations(graphql::Resolvers &resolvers)
{
    addProtectedAliasMutations(resolvers);
    addMutation(resolvers, "addWorkflowsAdmin",
        [](Session &session, const Value &input) { return setWorkflowsAdmin(session, input, true); });
    addMutation(resolvers, "deleteWorkflowsAdmin",
        [](Session &session, const Value &input) { return setWorkflowsAdmin(session, input, false); });
    addMutation(resolvers, "updateProjectTeamMember", setTeamRole);
}

} // namespace server
