#include "server/connection.h"
#include "server/globalid.h"
#include "server/resolving.h"
#include "server/savedview.h"

namespace server {

using graphql::Value;
using SharedView = std::shared_ptr<const SavedView>;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

Value viewTextOrNone(const QString &text)
{
    return text.isEmpty() ? Value() : Value(text);
}

base::Result<Value> personOf(Session &session, qint64 id)
{
    const auto user = userOf(session, id);
    if (!user)
        return user.error();
    return userValue(*user);
}

/// Lists are read without the specs, which can be long; one is read when it is asked for.
base::Result<Value> specOf(Session &session, const SharedView &view, const Value &)
{
    if (view->hasSpec)
        return Value(view->record.spec);
    const auto full = ViewStore(session.database).byId(view->record.id);
    if (!full)
        return full.error();
    return *full ? Value((*full)->spec) : Value();
}

base::Result<Value> allViews(Session &session, const SharedProject &project, const Value &arguments)
{
    if (project->isNameOnly)
        return connectionOf({}, {}, 0);
    const auto all =
        ViewStore(session.database)
            .ofProject(project->record.id, arguments[QStringLiteral("viewType")].toString(), ViewStore::Spec::Without);
    if (!all)
        return all.error();
    const QString name = arguments[QStringLiteral("viewName")].toString();
    const QString author = arguments[QStringLiteral("userName")].toString();
    const auto authorId = arguments[QStringLiteral("userId")].integer();
    QList<SharedView> found;
    for (const ViewRecord &record : *all) {
        auto view = std::make_shared<const SavedView>(SavedView{record, project, false});
        if ((!name.isEmpty() && record.name != name) || (authorId && record.creator != *authorId)
            || !isVisible(session, *view))
            continue;
        if (!author.isEmpty()) {
            const auto user = userOf(session, record.creator);
            if (!user)
                return user.error();
            if (!*user || (*user)->username != author)
                continue;
        }
        found.append(std::move(view));
    }
    const PageRequest page = PageRequest::from(arguments, found.size());
    Value::List nodes;
    for (const SharedView &view : found.mid(page.offset, page.count))
        nodes.push_back(Value::object(QStringLiteral("View"), view));
    return connectionOf(nodes, page, found.size());
}

base::Result<Value> drafts(Session &session, const SharedView &view, const Value &)
{
    const auto all = ViewStore(session.database).draftsOf(view->record.id);
    if (!all)
        return all.error();
    Value::List nodes;
    for (const ViewRecord &record : *all) {
        auto draft = std::make_shared<const SavedView>(SavedView{record, view->project, false});
        if (isVisible(session, *draft))
            nodes.push_back(Value::object(QStringLiteral("View"), std::move(draft)));
    }
    const auto total = static_cast<qint64>(nodes.size());
    return connectionOf(nodes, PageRequest{0, total}, total);
}

base::Result<Value> stargazers(Session &session, const SharedView &view, const Value &arguments)
{
    const auto ids = ViewStore(session.database).stargazers(view->record.id);
    if (!ids)
        return ids.error();
    const PageRequest page = PageRequest::from(arguments, ids->size());
    Value::List nodes;
    for (const qint64 id : ids->mid(page.offset, page.count)) {
        const auto user = personOf(session, id);
        if (!user)
            return user.error();
        nodes.push_back(*user);
    }
    return connectionOf(nodes, page, ids->size());
}

void addViewProperties(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<SavedView>(QLatin1String("View.") + QLatin1String(field), read);
    };
    property("id", [](const SavedView &view) { return numberId("View", view.record.id); });
    property("type", [](const SavedView &view) { return view.record.type; });
    property("name", [](const SavedView &view) { return view.record.name; });
    property("displayName", [](const SavedView &view) { return view.record.displayName; });
    property("description", [](const SavedView &view) { return view.record.description; });
    property("createdAt", [](const SavedView &view) { return timeValue(view.record.createdAt); });
    property("updatedAt", [](const SavedView &view) { return timeValue(view.record.updatedAt); });
    property("createdUsing", [](const SavedView &view) { return Value::enumText(view.record.createdUsing); });
    property("entityName", [](const SavedView &view) { return view.project->record.entityName; });
    property("projectName", [](const SavedView &view) { return view.project->record.name; });
    property("projectId", [](const SavedView &view) { return view.record.project; });
    property("locked", [](const SavedView &view) { return view.record.isLocked; });
    property("parentId", [](const SavedView &view) {
        return view.record.parent == 0 ? Value() : Value(numberId("View", view.record.parent));
    });
    property("coverUrl", [](const SavedView &view) { return viewTextOrNone(view.record.coverUrl); });
    property("previewUrl", [](const SavedView &view) { return viewTextOrNone(view.record.previewUrl); });
    property("viewCount", [](const SavedView &view) { return view.record.timesViewed; });
}

} // namespace

void addViewResolvers(graphql::Resolvers &resolvers)
{
    addViewProperties(resolvers);
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.allViews"), allViews);
    resolvers.add(QStringLiteral("Query.view"), [](const graphql::FieldContext &context) -> base::Result<Value> {
        const auto view = requireView(context.context<Session>(), context.arguments[QStringLiteral("id")].toString());
        if (!view && view.error().kind == base::Error::Kind::NotFound)
            return Value();
        return view ? base::Result<Value>(Value::object(QStringLiteral("View"), *view)) : view.error();
    });
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<SavedView>(resolvers, QLatin1String("View.") + QLatin1String(name), read);
    };
    field("spec", specOf);
    field("children", drafts);
    field("stargazers", stargazers);
    field("project", [](Session &, const SharedView &view, const Value &) -> base::Result<Value> {
        return Value::object(QStringLiteral("Project"), view->project);
    });
    field("user", [](Session &session, const SharedView &view, const Value &) {
        return personOf(session, view->record.creator);
    });
    field("updatedBy", [](Session &session, const SharedView &view, const Value &) {
        return personOf(session, view->record.updatedBy);
    });
    field("starCount", [](Session &session, const SharedView &view, const Value &) -> base::Result<Value> {
        const auto all = ViewStore(session.database).stargazers(view->record.id);
        return all ? base::Result<Value>(Value(all->size())) : all.error();
    });
    field("starred", [](Session &session, const SharedView &view, const Value &) -> base::Result<Value> {
        const auto starred = ViewStore(session.database).isStarred(view->record.id, session.who.user.id);
        return starred ? base::Result<Value>(Value(*starred)) : starred.error();
    });
}

} // namespace server
