#include "server/protectedaliases.h"

#include "server/artifactnames.h"
#include "server/artifactplace.h"
#include "server/lookup.h"
#include "server/mutations.h"
#include "server/projectlist.h"
#include "server/registrystore.h"
#include "server/resolving.h"

namespace server {

using domain::Action;
using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

using AliasPlace = RegistryStore::AliasPlace;

/// The registries of the organisation that the caller sees.
base::Result<QList<SharedProject>> visibleRegistries(Session &session, const EntityRecord &organization)
{
    auto projects = visibleProjects(session, organization);
    if (projects)
        projects->removeIf([](const SharedProject &project) { return placeKind(*project) != PlaceKind::Registry; });
    return projects;
}

/// What is protected in all of them.
base::Result<QStringList> aliasesOfAll(Session &session, const QList<AliasPlace> &places)
{
    QStringList common;
    for (const AliasPlace &place : places) {
        const auto aliases = RegistryStore(session.database).protectedAliases(place);
        if (!aliases)
            return aliases.error();
        if (&place == &places.first())
            common = *aliases;
        common.removeIf([&aliases](const QString &alias) { return !aliases->contains(alias); });
    }
    return common;
}

base::Result<Value> aliasesOfEntity(Session &session, const EntityView &entity, const Value &)
{
    QList<AliasPlace> places{{0, entity.record.id}};
    if (entity.record.isOrganization) {
        const auto registries = visibleRegistries(session, entity.record);
        if (!registries)
            return registries.error();
        places.clear();
        for (const SharedProject &registry : *registries)
            places.append({registry->record.id, entity.record.id});
    } else if (entity.sight != EntityView::Sight::Full) {
        return Value(Value::List{});
    }
    const auto aliases = aliasesOfAll(session, places);
    return aliases ? base::Result<Value>(Value::strings(*aliases)) : aliases.error();
}

base::Result<Value> aliasesOfProject(Session &session, const SharedProject &project, const Value &)
{
    const PlaceKind kind = placeKind(*project);
    const Action seeing = kind == PlaceKind::Registry ? Action::RegistryCollectionView : Action::MrView;
    if (kind == PlaceKind::Project || !Access(session).allows(seeing, targetOf(*project)))
        return Value(Value::List{});
    const auto aliases =
        RegistryStore(session.database)
            .protectedAliases({kind == PlaceKind::Registry ? project->record.id : 0, project->entity.id});
    return aliases ? base::Result<Value>(Value::strings(*aliases)) : aliases.error();
}

/// The lists that the input means, where the caller may define what is in them: that of the registry that it names, or
/// those of all registries, or that of a team's model registry.
base::Result<QList<AliasPlace>> placesToDefine(Session &session, const Value &input)
{
    const QString entityName = input[QStringLiteral("entityName")].toString();
    const QString projectName = input[QStringLiteral("projectName")].toString();
    const auto entity = entityNamed(session, entityName);
    if (!entity)
        return entity.error();
    if (!*entity)
        return Access::notFound();
    if (!(*entity)->isOrganization) {
        if (!projectName.isEmpty() && projectName != QLatin1String(modelRegistryName))
            return invalidInput("projectName: of a team, model-registry has protected aliases");
        const auto allowed = Access(session).require(Action::MrAliasProtectedEdit, {&**entity});
        return allowed ? base::Result<QList<AliasPlace>>(QList<AliasPlace>{{0, (*entity)->id}}) : allowed.error();
    }
    QList<SharedProject> registries;
    if (projectName.isEmpty()) {
        const auto all = visibleRegistries(session, **entity);
        if (!all)
            return all.error();
        registries = *all;
    } else {
        const auto named = requireProject(session, entityName, projectName);
        if (!named)
            return named.error();
        registries.append(*named);
    }
    QList<AliasPlace> places;
    for (const SharedProject &registry : registries) {
        if (auto allowed = Access(session).require(Action::RegistryAliasProtectedDefine, targetOf(*registry)); !allowed)
            return allowed.error();
        places.append({registry->record.id, (*entity)->id});
    }
    return places.isEmpty() ? base::Result<QList<AliasPlace>>(Access::notFound()) : places;
}

base::Result<Value::Fields> changeProtected(Session &session, const Value &input, bool protects)
{
    const auto places = placesToDefine(session, input);
    if (!places)
        return places.error();
    RegistryStore store(session.database);
    for (const QString &alias : input[QStringLiteral("aliases")].toStrings()) {
        if (!isSoundAlias(alias))
            return invalidInput("aliases: use at most 128 characters without / and :, and not v with a number");
        if (protects && alias == QLatin1String("latest"))
            return invalidInput("aliases: latest goes along with each link, whoever makes it");
        for (const AliasPlace &place : *places) {
            if (auto done = protects ? store.protectAlias(place, alias) : store.unprotectAlias(place, alias); !done)
                return done.error();
        }
    }
    const auto aliases = aliasesOfAll(session, *places);
    if (!aliases)
        return aliases.error();
    return Value::Fields{{QStringLiteral("aliases"), Value::strings(*aliases)}};
}

} // namespace

void addProtectedAliasResolvers(graphql::Resolvers &resolvers)
{
    addField<EntityView>(resolvers, QStringLiteral("Entity.protectedAliases"), aliasesOfEntity);
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.protectedAliases"), aliasesOfProject);
}

void addProtectedAliasMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "addProtectedAliases",
        [](Session &session, const Value &input) { return changeProtected(session, input, true); });
    addMutation(resolvers, "removeProtectedAliases",
        [](Session &session, const Value &input) { return changeProtected(session, input, false); });
}

} // namespace server
