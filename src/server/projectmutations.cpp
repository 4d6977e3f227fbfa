#include "server/globalid.h"
#include "server/mutations.h"
#include "server/names.h"
#include "server/placeforruns.h"
#include "server/projectstore.h"
#include "server/registrymutations.h"
#include "server/registrystore.h"
#include "server/runstore.h"
#include "server/teamstore.h"

namespace server {

using domain::Action;
using domain::Visibility;
using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

constexpr qsizetype longestDescription = 64 * 1024;

Value::Fields payloadOf(const SharedProject &project, bool isInserted)
{
    const Value value = Value::object(QStringLiteral("Project"), project);
    return {{QStringLiteral("project"), value}, {QStringLiteral("model"), value},
        {QStringLiteral("entityName"), project->record.entityName}, {QStringLiteral("inserted"), isInserted}};
}

/// Whoever is given is on the project's list from now on, with the role that they had there.
base::Status putOnList(Session &session, qint64 project, qint64 user)
{
    ProjectStore store(session.database);
    const auto listing = store.listing(project, user);
    if (!listing)
        return listing.error();
    return user == 0 || listing->isListed ? base::Status(base::Done{})
                                          : store.list(project, user, domain::BaseRole::None);
}

base::Status setVisibility(Session &session, const ProjectView &project, const QString &word, ProjectRecord &into)
{
    const Visibility wanted = domain::visibilityFromWire(word);
    if (wanted == Visibility::Unknown)
        return invalidInput("access");
    if (wanted == project.record.visibility)
        return base::Done{};
    Access::Target target = targetOf(project);
    target.givenVisibility = wanted;
    if (auto allowed = Access(session).require(Action::ProjectSetVisibility, target); !allowed)
        return allowed;
    into.visibility = wanted;
    if (wanted != Visibility::Restricted)
        return base::Done{};
    // Whoever restricts a project stays in it, and so does its owner; an organisation admin outside stays outside.
    if (auto listed = putOnList(session, project.record.id, project.record.owner); !listed)
        return listed;
    return project.isNameOnly ? base::Status(base::Done{}) : putOnList(session, project.record.id, session.who.user.id);
}

base::Status setOwner(Session &session, const ProjectView &project, const QString &id, ProjectRecord &into)
{
    if (auto allowed = Access(session).require(Action::ProjectSetOwner, targetOf(project)); !allowed)
        return allowed;
    const qint64 owner = numberFromId("User", id).value_or(0);
    const auto role = TeamStore(session.database).roleOf(project.entity.id, owner);
    const auto user = userOf(session, owner);
    if (!role || !user)
        return role ? user.error() : role.error();
    if (*role == domain::BaseRole::None || (*user)->isService)
        return invalidInput("owner");
    into.owner = owner;
    return into.visibility == Visibility::Restricted ? putOnList(session, project.record.id, owner)
                                                     : base::Status(base::Done{});
}

/// What is protected in a team's model registry is so by its name.
base::Status keepModelRegistry(const ProjectView &project, const ProjectRecord &changed)
{
    const bool isOne = placeKind(project) == PlaceKind::ModelRegistry;
    if (isOne == (placeKind(project.entity, changed) == PlaceKind::ModelRegistry))
        return base::Done{};
    return base::Error{base::Error::Kind::Conflict,
        QStringLiteral("the model registry of a team keeps its name, and no other project takes it")};
}

base::Result<SharedProject> changeProject(Session &session, const SharedProject &project, const Value &input)
{
    if (placeKind(*project) == PlaceKind::Registry)
        return changeRegistry(session, project, input);
    ProjectRecord record = project->record;
    if (const auto access = input[QStringLiteral("access")].text()) {
        if (auto set = setVisibility(session, *project, *access, record); !set)
            return set.error();
    }
    if (const auto owner = input[QStringLiteral("owner")].text()) {
        if (auto set = setOwner(session, *project, *owner, record); !set)
            return set.error();
    }
    record.description = input[QStringLiteral("description")].text().value_or(record.description);
    record.name = input[QStringLiteral("name")].text().value_or(record.name);
    const bool hasDetails = record.description != project->record.description || record.name != project->record.name;
    const bool hasNothing = record.visibility == project->record.visibility && record.owner == project->record.owner;
    if (hasDetails || hasNothing) {
        if (auto allowed = Access(session).require(Action::ProjectEditDetails, targetOf(*project)); !allowed)
            return allowed.error();
    }
    if (record.description.size() > longestDescription || !isSoundProjectName(record.name))
        return invalidInput("name or description");
    if (auto kept = keepModelRegistry(*project, record); !kept)
        return kept.error();
    ProjectStore store(session.database);
    if (record.name != project->record.name) {
        const auto taken = store.find(record.entity, record.name);
        if (!taken)
            return taken.error();
        if (*taken)
            return base::Error{base::Error::Kind::Conflict, QStringLiteral("the name is taken")};
    }
    if (auto updated = store.update(record, session.now); !updated)
        return updated.error();
    auto changed = store.byId(record.id);
    if (!changed)
        return changed.error();
    return SharedProject(
        std::make_shared<const ProjectView>(ProjectView{**changed, project->entity, project->isNameOnly}));
}

base::Result<Value::Fields> upsertModel(Session &session, const Value &input)
{
    if (!input[QStringLiteral("views")].isNull())
        return invalidInput("views: save a view of type project-view instead");
    const auto changed = [](const SharedProject &project) { return payloadOf(project, false); };
    if (const auto id = input[QStringLiteral("id")].text(); id && !id->isEmpty()) {
        const auto project = requireKnownProject(session, *id);
        if (!project)
            return project.error();
        return changeProject(session, *project, input).map(changed);
    }
    const QString entityName = input[QStringLiteral("entityName")].toString();
    ProjectRecord record;
    record.name = input[QStringLiteral("name")].toString();
    const auto existing = findProject(session, entityName, record.name);
    if (!existing)
        return existing.error();
    if (*existing)
        return changeProject(session, *existing, input).map(changed);
    const auto entity = entityNamed(session, entityName);
    if (!entity)
        return entity.error();
    if (!*entity)
        return Access::notFound();
    if (isRegistryName(**entity, record.name))
        return createRegistry(session, **entity, input).map([](const SharedProject &made) {
            return payloadOf(made, true);
        });
    record.description = input[QStringLiteral("description")].toString();
    record.visibility = defaultVisibility(**entity);
    if (const auto access = input[QStringLiteral("access")].text()) {
        record.visibility = domain::visibilityFromWire(*access);
        if (record.visibility == Visibility::Unknown)
            return invalidInput("access");
    }
    if (record.description.size() > longestDescription)
        return invalidInput("description");
    return createProject(session, **entity, record).map([](const SharedProject &project) {
        return payloadOf(project, true);
    });
}

base::Result<Value::Fields> renameProject(Session &session, const Value &input)
{
    const auto project = requireProject(
        session, input[QStringLiteral("entityName")].toString(), input[QStringLiteral("oldProjectName")].toString());
    if (!project)
        return project.error();
    const Value change = Value::Fields{{QStringLiteral("name"), input[QStringLiteral("newProjectName")]}};
    return changeProject(session, *project, change).map([](const SharedProject &changed) {
        return payloadOf(changed, false);
    });
}

base::Result<Value::Fields> deleteModel(Session &session, const Value &input)
{
    const auto project = requireProject(session, input[QStringLiteral("id")].toString());
    if (!project)
        return project.error();
    if (placeKind(**project) == PlaceKind::Registry) {
        const auto deleted = deleteRegistry(session, **project);
        return deleted ? base::Result<Value::Fields>(Value::Fields{{QStringLiteral("success"), true}})
                       : base::Result<Value::Fields>(deleted.error());
    }
    // The law is silent about projects that hold what a registry shows. Nothing goes from a registry unasked: as with
    // a version by itself, whoever may take it out of there does so first.
    const auto held = RegistryStore(session.database).holdingOfProject((*project)->record.id);
    if (!held)
        return held.error();
    Access::Target target = targetOf(**project);
    target.protectedAlias = held->protectedAlias;
    target.isLinkedOrGenerated = held->isLinked;
    if (auto allowed = Access(session).require(Action::ProjectDelete, target); !allowed)
        return allowed.error();
    for (const bool deleted : {false, true}) {
        const auto runs =
            RunStore(session.database).ofProject((*project)->record.id, RunStore::Texts::Without, deleted);
        if (!runs)
            return runs.error();
        for (const RunRecord &run : *runs)
            session.contentToRemove.append(run.id);
    }
    if (auto removed = ProjectStore(session.database).remove((*project)->record.id); !removed)
        return removed.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addProjectMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "upsertModel", upsertModel);
    addMutation(resolvers, "renameProject", renameProject);
    addMutation(resolvers, "deleteModel", deleteModel);
}

} // namespace server
