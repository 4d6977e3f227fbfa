#include "server/placeforruns.h"

#include "server/attribution.h"
#include "server/names.h"
#include "server/projectstore.h"

namespace server {

using SharedProject = std::shared_ptr<const ProjectView>;

domain::Visibility defaultVisibility(const EntityRecord &entity)
{
    const auto visibility = domain::visibilityFromWire(entity.defaultAccess);
    const bool isOpen = visibility == domain::Visibility::Open || visibility == domain::Visibility::Public;
    if (visibility == domain::Visibility::Unknown || (isOpen && entity.policy.futureProjectsPrivate))
        return domain::Visibility::Team;
    return visibility;
}

base::Result<SharedProject> createProject(Session &session, const EntityRecord &entity, ProjectRecord project)
{
    const auto view = viewOf(session, entity, entity.name);
    if (!view)
        return view.error();
    if (view->sight == EntityView::Sight::Missing)
        return Access::notFound();
    Access::Target place{&entity};
    place.givenVisibility = project.visibility;
    if (auto allowed = Access(session).require(domain::Action::ProjectCreate, place); !allowed)
        return allowed.error();
    if (!isSoundProjectName(project.name))
        return base::Error{
            base::Error::Kind::Invalid, QStringLiteral("project name: use 1 to 128 characters, none of / \\ # ? % :")};
    ProjectStore store(session.database);
    const auto existing = store.find(entity.id, project.name);
    if (!existing)
        return existing.error();
    if (*existing) // there, but not to be seen
        return Access::notFound();
    const auto owner = creatorOf(session, entity);
    if (!owner)
        return owner.error();
    project.entity = entity.id;
    project.owner = *owner;
    const auto id = store.insert(project, session.now);
    if (!id)
        return id.error();
    auto made = store.byId(*id);
    if (!made)
        return made.error();
    return SharedProject(std::make_shared<const ProjectView>(ProjectView{**made, entity, false}));
}

base::Result<SharedProject> placeForRuns(Session &session, const QString &entityName, const QString &name)
{
    auto found = findProject(session, entityName, name);
    if (!found || *found)
        return found;
    const auto entity = entityNamed(session, entityName);
    if (!entity)
        return entity.error();
    if (!*entity)
        return Access::notFound();
    ProjectRecord project;
    project.name = name;
    project.visibility = defaultVisibility(**entity);
    return createProject(session, **entity, project);
}

} // namespace server
