#include "server/globalid.h"
#include "server/mutations.h"
#include "server/reportspec.h"
#include "server/savedview.h"

#include <QRandomGenerator>

namespace server {

using domain::Action;
using graphql::Value;
using SharedView = std::shared_ptr<const SavedView>;

namespace {

constexpr qsizetype longestViewName = 128;
constexpr qsizetype longestTitle = 512;
constexpr qsizetype longestViewText = 64 * 1024;
constexpr qsizetype longestViewUrl = 2048;
constexpr qsizetype mostViewsAtOnce = 1000;
constexpr qsizetype mostViewsOfAProject = 10'000;

Value viewValue(const SharedView &view)
{
    return Value::object(QStringLiteral("View"), view);
}

QString inventedViewName()
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString name;
    for (int i = 0; i < 12; ++i)
        name.append(QLatin1Char(letters[QRandomGenerator::global()->bounded(int(sizeof letters) - 1)]));
    return name;
}

void takeText(const Value &input, const char *field, QString &into)
{
    if (const auto text = input[QLatin1String(field)].text())
        into = *text;
}

/// What the input gives; absent and null leave things as they are.
void applyViewInput(ViewRecord &view, const Value &input)
{
    takeText(input, "displayName", view.displayName);
    takeText(input, "description", view.description);
    takeText(input, "coverUrl", view.coverUrl);
    takeText(input, "previewUrl", view.previewUrl);
    takeText(input, "spec", view.spec);
    takeText(input, "type", view.type);
    if (const auto name = input[QStringLiteral("name")].text(); name && !name->isEmpty())
        view.name = *name;
    if (!input[QStringLiteral("locked")].isNull())
        view.isLocked = input[QStringLiteral("locked")].toBool();
}

base::Status checkView(const ViewRecord &view)
{
    if (kindOf(view) == ViewKind::Unknown)
        return invalidInput("type: one of runs, runs/draft, project-view");
    if (view.name.size() > longestViewName)
        return invalidInput("name: longer than 128 characters");
    if (view.displayName.size() > longestTitle)
        return invalidInput("displayName: longer than 512 characters");
    if (view.description.size() > longestViewText)
        return invalidInput("description: longer than 65536 characters");
    if (view.coverUrl.size() > longestViewUrl || view.previewUrl.size() > longestViewUrl)
        return invalidInput("coverUrl or previewUrl: longer than 2048 characters");
    return checkViewSpec(view.type, view.spec);
}

/// A draft belongs to a report of the same project.
base::Status setParent(Session &session, const Value &input, ViewRecord &view)
{
    const auto id = input[QStringLiteral("parentId")].text();
    if (!id || id->isEmpty())
        return base::Done{};
    const auto parent = requireView(session, *id);
    if (!parent)
        return parent.error();
    if ((*parent)->record.project != view.project || kindOf((*parent)->record) != ViewKind::Report)
        return invalidInput("parentId: no report of this project");
    view.parent = (*parent)->record.id;
    return base::Done{};
}

Value::Fields upsertedView(const SharedView &view, bool isInserted)
{
    return {{QStringLiteral("view"), viewValue(view)}, {QStringLiteral("inserted"), isInserted}};
}

base::Result<Value::Fields> createView(
    Session &session, const std::shared_ptr<const ProjectView> &project, const Value &input)
{
    ViewStore store(session.database);
    SavedView view{{}, project, true};
    ViewRecord &record = view.record;
    record.project = project->record.id;
    record.type = QStringLiteral("runs");
    record.name = inventedViewName();
    record.createdUsing = input[QStringLiteral("createdUsing")].toString(QStringLiteral("WANDB_SDK"));
    record.creator = record.updatedBy = session.who.user.id;
    record.createdAt = record.updatedAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    applyViewInput(record, input);
    if (auto sound = checkView(record); !sound)
        return sound.error();
    Access::Target target = targetOf(*project);
    target.creator = kindOf(record) == ViewKind::PersonalWorkspace ? session.who.user.id : 0;
    if (auto allowed = Access(session).require(actionFor(kindOf(record), ViewDeed::Create), target); !allowed)
        return allowed.error();
    if (auto set = setParent(session, input, record); !set)
        return set.error();
    const auto others = store.ofProject(record.project, {}, ViewStore::Spec::Without);
    if (!others)
        return others.error();
    if (others->size() >= mostViewsOfAProject)
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("the project has %1 views, more than that are not kept").arg(mostViewsOfAProject)};
    const auto id = store.insert(record);
    if (!id)
        return id.error();
    record.id = *id;
    return upsertedView(std::make_shared<const SavedView>(std::move(view)), true);
}

base::Result<Value::Fields> changeView(Session &session, const SharedView &found, const Value &input)
{
    SavedView view = *found;
    applyViewInput(view.record, input);
    if (auto sound = checkView(view.record); !sound)
        return sound.error();
    // Publishing a draft makes a report; turning something into another kind asks for both.
    Access access(session);
    for (const ViewKind kind : {kindOf(found->record), kindOf(view.record)}) {
        if (auto allowed = access.require(actionFor(kind, ViewDeed::Edit), targetOf(*found)); !allowed)
            return allowed.error();
    }
    const bool wasReport = kindOf(found->record) == ViewKind::Report || kindOf(found->record) == ViewKind::Draft;
    const bool isReport = kindOf(view.record) == ViewKind::Report || kindOf(view.record) == ViewKind::Draft;
    if (wasReport != isReport)
        return invalidInput("type: a report does not become a workspace, nor the other way round");
    if (auto set = setParent(session, input, view.record); !set)
        return set.error();
    view.record.updatedBy = session.who.user.id;
    view.record.updatedAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    ViewStore store(session.database);
    const auto namesake = store.find(view.record.project, view.record.type, view.record.name);
    if (!namesake)
        return namesake.error();
    if (*namesake && (*namesake)->id != view.record.id)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("name: another view has it")};
    if (auto updated = store.update(view.record); !updated)
        return updated.error();
    return upsertedView(std::make_shared<const SavedView>(std::move(view)), false);
}

base::Result<Value::Fields> upsertView(Session &session, const Value &input)
{
    if (const auto id = input[QStringLiteral("id")].text(); id && !id->isEmpty()) {
        const auto view = requireView(session, *id);
        return view ? changeView(session, *view, input) : view.error();
    }
    const auto project = requireProject(
        session, input[QStringLiteral("entityName")].toString(), input[QStringLiteral("projectName")].toString());
    if (!project)
        return project.error();
    const QString name = input[QStringLiteral("name")].toString();
    const QString type = input[QStringLiteral("type")].toString(QStringLiteral("runs"));
    auto existing = ViewStore(session.database).find((*project)->record.id, type, name);
    if (!existing)
        return existing.error();
    if (name.isEmpty() || !*existing)
        return createView(session, *project, input);
    const auto view = std::make_shared<const SavedView>(SavedView{std::move(**existing), *project, true});
    if (!isVisible(session, *view)) // somebody else's draft of that name
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("name: another view has it")};
    return changeView(session, view, input);
}

/// Drafts that stay behind are told of; whether they go is the caller's choice.
base::Result<bool> removeView(Session &session, const QString &id, bool withDrafts)
{
    const auto view = requireView(session, id);
    if (!view)
        return view.error();
    const ViewRecord &record = (*view)->record;
    if (auto allowed = Access(session).require(actionFor(kindOf(record), ViewDeed::Delete), targetOf(**view)); !allowed)
        return allowed.error();
    ViewStore store(session.database);
    const auto drafts = store.draftsOf(record.id);
    if (!drafts)
        return drafts.error();
    if (withDrafts) {
        for (const ViewRecord &draft : *drafts) {
            if (auto removed = store.remove(draft.id); !removed)
                return removed.error();
        }
    }
    if (auto removed = store.remove(record.id); !removed)
        return removed.error();
    return !withDrafts && !drafts->isEmpty();
}

base::Result<Value::Fields> deleteViews(Session &session, const QStringList &ids, const Value &input)
{
    if (ids.size() > mostViewsAtOnce)
        return invalidInput("ids: more than 1000");
    bool hasPending = false;
    for (const QString &id : ids) {
        const auto pending = removeView(session, id, input[QStringLiteral("deleteDrafts")].toBool());
        if (!pending)
            return pending.error();
        hasPending = hasPending || *pending;
    }
    return Value::Fields{{QStringLiteral("success"), true}, {QStringLiteral("pendingDrafts"), hasPending}};
}

base::Result<Value::Fields> setStar(Session &session, const Value &input, bool isStarred)
{
    const auto view = requireView(session, input[QStringLiteral("id")].toString(), Action::ReportFollow);
    if (!view)
        return view.error();
    ViewStore store(session.database);
    const base::Status done = isStarred ? store.star((*view)->record.id, session.who.user.id, session.now)
                                        : store.unstar((*view)->record.id, session.who.user.id);
    if (!done)
        return done.error();
    return Value::Fields{{QStringLiteral("view"), viewValue(*view)}};
}

base::Result<Value::Fields> noteVisit(Session &session, const Value &input)
{
    const auto view = requireView(session, input[QStringLiteral("id")].toString(), Action::ReportView);
    if (!view)
        return view.error();
    if (auto counted = ViewStore(session.database).countVisit((*view)->record.id); !counted)
        return counted.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addViewMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "upsertView", upsertView);
    addMutation(resolvers, "deleteView", [](Session &session, const Value &input) {
        return deleteViews(session, {input[QStringLiteral("id")].toString()}, input);
    });
    addMutation(resolvers, "deleteViews", [](Session &session, const Value &input) {
        return deleteViews(session, input[QStringLiteral("ids")].toStrings(), input);
    });
    addMutation(
        resolvers, "starView", [](Session &session, const Value &input) { return setStar(session, input, true); });
    addMutation(
        resolvers, "unstarView", [](Session &session, const Value &input) { return setStar(session, input, false); });
    addMutation(resolvers, "viewView", noteVisit);
}

} // namespace server
