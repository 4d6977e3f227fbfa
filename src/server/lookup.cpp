#include "server/lookup.h"

#include "server/artifactplace.h"
#include "server/globalid.h"
#include "server/projectstore.h"
#include "server/runstore.h"
#include "server/teamstore.h"

namespace server {

base::Result<std::optional<EntityRecord>> defaultEntity(Session &session, const UserRecord &user)
{
    TeamStore teams(session.database);
    if (user.defaultEntity != 0)
        return teams.byId(user.defaultEntity);
    if (user.serviceEntity != 0)
        return teams.byId(user.serviceEntity);
    return teams.ofUser(user.id).map([](const QList<EntityRecord> &entities) {
        return entities.isEmpty() ? std::nullopt : std::optional<EntityRecord>(entities.first());
    });
}

base::Result<std::optional<EntityRecord>> entityNamed(Session &session, const QString &name)
{
    return name.isEmpty() ? defaultEntity(session, session.who.user) : TeamStore(session.database).byName(name);
}

base::Result<EntityView> viewOf(Session &session, const std::optional<EntityRecord> &entity, const QString &name)
{
    EntityView view;
    // The registries of the organisation tell by themselves who may see them.
    if (entity && entity->isOrganization && !session.who.isVisitor())
        return EntityView{*entity, EntityView::Sight::Limited};
    if (entity) {
        Access access(session);
        // The people of a team and their settings are for the team and those who administer it; others see its name.
        const auto inside = access.decide(domain::Action::TeamSettingsView, {&*entity});
        const auto seen = access.decide(domain::Action::TeamView, {&*entity});
        if (!inside || !seen)
            return inside ? seen.error() : inside.error();
        if (inside->allowed() || (seen->allowed() && session.who.user.isService))
            return EntityView{*entity, EntityView::Sight::Full};
        if (seen->allowed() && entity->isTeam)
            return EntityView{*entity, EntityView::Sight::Limited};
    }
    view.record.name = name;
    view.sight = EntityView::Sight::Missing;
    return view;
}

base::Result<EntityRecord> requireTeam(Session &session, const QString &name)
{
    const auto entity = entityNamed(session, name);
    if (!entity)
        return entity.error();
    const auto view = viewOf(session, *entity, name);
    if (!view)
        return view.error();
    if (view->sight != EntityView::Sight::Full || !view->record.isTeam)
        return Access::notFound();
    return view->record;
}

base::Result<std::shared_ptr<const ProjectView>> findProject(
    Session &session, const QString &entityName, const QString &name)
{
    const std::shared_ptr<const ProjectView> none;
    auto entity = entityNamed(session, entityName);
    if (!entity)
        return entity.error();
    if (!*entity)
        return none;
    auto project = ProjectStore(session.database).find((*entity)->id, name);
    if (!project)
        return project.error();
    if (!*project)
        return none;
    auto view = std::make_shared<ProjectView>(ProjectView{std::move(**project), std::move(**entity), false});
    const auto decision = Access(session).decide(viewAction(*view), targetOf(*view));
    if (!decision)
        return decision.error();
    return decision->allowed() ? std::shared_ptr<const ProjectView>(view) : none;
}

base::Result<std::shared_ptr<const ProjectView>> requireProject(
    Session &session, const QString &entity, const QString &project)
{
    auto found = findProject(session, entity, project);
    if (found && !*found)
        return Access::notFound();
    return found;
}

base::Result<std::shared_ptr<const ProjectView>> requireProject(Session &session, const QString &globalId)
{
    if (const auto named = projectFromId(globalId))
        return requireProject(session, named->entity, named->project);
    const auto number = numberFromId("ProjectInternalId", globalId);
    return number ? requireProject(session, *number) : Access::notFound();
}

base::Result<std::shared_ptr<const ProjectView>> requireProject(Session &session, qint64 number)
{
    const auto record = ProjectStore(session.database).byId(number);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    return requireProject(session, (*record)->entityName, (*record)->name);
}

base::Result<std::shared_ptr<const ProjectView>> projectAsSeen(Session &session, qint64 number)
{
    const std::shared_ptr<const ProjectView> none;
    const auto record = ProjectStore(session.database).byId(number);
    if (!record)
        return record.error();
    const auto entity = TeamStore(session.database).byId(*record ? (*record)->entity : 0);
    if (!entity)
        return entity.error();
    if (!*entity)
        return none;
    ProjectView view{**record, **entity, false};
    const auto seen = Access(session).decide(viewAction(view), targetOf(view));
    if (!seen)
        return seen.error();
    view.isNameOnly = !seen->allowed();
    return std::make_shared<const ProjectView>(std::move(view));
}

bool isKnownByName(Session &session, const ProjectView &project)
{
    using domain::Action;
    Access access(session);
    const auto allows = [&](Action action) { return access.allows(action, targetOf(project)); };
    const bool isOwnPlace = project.entity.owner != 0 && project.entity.owner == session.who.user.id;
    return (project.entity.isTeam || isOwnPlace) // of another's place not even that
        && (allows(Action::ProjectJoin) || allows(Action::ProjectUsersEdit) || allows(Action::ProjectSetVisibility));
}

base::Result<std::shared_ptr<const ProjectView>> requireKnownProject(Session &session, const QString &globalId)
{
    const auto seen = requireProject(session, globalId);
    const auto named = projectFromId(globalId);
    if (seen || !named)
        return seen;
    const auto entity = entityNamed(session, named->entity);
    if (!entity || !*entity)
        return entity ? Access::notFound() : entity.error();
    const auto record = ProjectStore(session.database).find((*entity)->id, named->project);
    if (!record || !*record)
        return record ? Access::notFound() : record.error();
    auto view = std::make_shared<const ProjectView>(ProjectView{**record, **entity, true});
    return isKnownByName(session, *view) ? base::Result<std::shared_ptr<const ProjectView>>(view) : Access::notFound();
}

base::Result<std::shared_ptr<const RunView>> findRun(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name)
{
    const std::shared_ptr<const RunView> none;
    auto run = RunStore(session.database).find(project->record.id, name);
    if (!run)
        return run.error();
    if (!*run || (*run)->deletedAt != 0)
        return none;
    auto view = std::make_shared<const RunView>(RunView{std::move(**run), project, true});
    const auto decision = Access(session).decide(domain::Action::RunView, targetOf(*view));
    if (!decision)
        return decision.error();
    return decision->allowed() ? view : none;
}

namespace {

base::Result<std::shared_ptr<const RunView>> requireRunIn(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name)
{
    auto found = findRun(session, project, name);
    if (found && !*found)
        return Access::notFound();
    return found;
}

} // namespace

base::Result<std::shared_ptr<const RunView>> requireRun(
    Session &session, const QString &entity, const QString &project, const QString &run)
{
    const auto place = requireProject(session, entity, project);
    return place ? requireRunIn(session, *place, run) : place.error();
}

base::Result<std::shared_ptr<const RunView>> requireRun(Session &session, const QString &globalId)
{
    const auto named = runFromId(globalId);
    if (!named)
        return Access::notFound();
    return requireRun(session, named->entity, named->project, named->run);
}

base::Result<std::shared_ptr<const RunView>> requireRun(Session &session, qint64 number)
{
    const auto run = RunStore(session.database).byId(number, RunStore::Texts::Without);
    if (!run)
        return run.error();
    const auto project = requireProject(session, *run ? (*run)->project : 0);
    return project ? requireRunIn(session, *project, (*run)->name) : project.error();
}

Access::Target targetOf(const ProjectView &project)
{
    return {&project.entity, &project.record};
}

Access::Target targetOf(const RunView &run)
{
    return {&run.project->entity, &run.project->record, &run.record};
}

} // namespace server
