#include "server/projectlist.h"

#include "server/artifactplace.h"
#include "server/collectionquery.h"
#include "server/connection.h"
#include "server/projectstore.h"

namespace server {

using graphql::Value;

base::Result<QList<std::shared_ptr<const ProjectView>>> visibleProjects(Session &session, const EntityRecord &entity)
{
    const auto all = ProjectStore(session.database).ofEntity(entity.id);
    if (!all)
        return all.error();
    Access access(session);
    QList<std::shared_ptr<const ProjectView>> visible;
    for (const ProjectRecord &record : *all) {
        ProjectView view{record, entity, false};
        const bool isVisible = access.allows(viewAction(view), targetOf(view));
        view.isNameOnly = !isVisible;
        if (isVisible || isKnownByName(session, view))
            visible.append(std::make_shared<const ProjectView>(std::move(view)));
    }
    return visible;
}

base::Result<Value> projectConnection(Session &session, const EntityRecord &entity, const Value &arguments)
{
    const auto filter = RunFilter::parse(arguments[QStringLiteral("filters")].toString());
    if (!filter)
        return filter.error();
    auto visible = visibleProjects(session, entity);
    if (!visible)
        return visible.error();
    if (!filter->isEmpty()) {
        visible->removeIf([&filter](const std::shared_ptr<const ProjectView> &project) {
            return !filter->matches([&project](const QString &path) { return projectField(*project, path); });
        });
    }
    const PageRequest page = PageRequest::from(arguments, visible->size());
    Value::List nodes;
    for (const auto &project : visible->mid(page.offset, page.count))
        nodes.push_back(Value::object(QStringLiteral("Project"), project));
    return connectionOf(nodes, page, visible->size());
}

} // namespace server
