#include "server/savedview.h"

#include "server/globalid.h"

namespace server {

using domain::Action;

ViewKind kindOf(const QString &type, const QString &name)
{
    if (type == QLatin1String("runs"))
        return ViewKind::Report;
    if (type == QLatin1String("runs/draft"))
        return ViewKind::Draft;
    if (type != QLatin1String("project-view"))
        return ViewKind::Unknown;
    // The web app names a person's own arrangement after the person.
    const bool isPersonal = name.startsWith(QLatin1String("nw-nwuser")) || name.startsWith(QLatin1String("nwuser"));
    return isPersonal ? ViewKind::PersonalWorkspace : ViewKind::SavedWorkspace;
}

Action actionFor(ViewKind kind, ViewDeed deed)
{
    const bool isReport = kind == ViewKind::Report || kind == ViewKind::Draft;
    switch (deed) {
    case ViewDeed::Look: // saved views have no row of their own: who reads the project's reports sees them
        return Action::ReportView;
    case ViewDeed::Create:
        if (kind == ViewKind::PersonalWorkspace)
            return Action::WorkspacePersonalEdit;
        return isReport ? Action::ReportCreate : Action::ViewSavedCreate;
    case ViewDeed::Edit:
        if (kind == ViewKind::PersonalWorkspace)
            return Action::WorkspacePersonalEdit;
        return isReport ? Action::ReportEdit : Action::ViewSavedEdit;
    case ViewDeed::Delete:
        break;
    }
    if (kind == ViewKind::PersonalWorkspace)
        return Action::WorkspacePersonalEdit;
    return isReport ? Action::ReportDelete : Action::ViewSavedDelete;
}

Access::Target targetOf(const SavedView &view)
{
    Access::Target target = targetOf(*view.project);
    target.creator = view.record.creator;
    target.view = view.record.id;
    return target;
}

bool isVisible(Session &session, const SavedView &view)
{
    const ViewKind kind = kindOf(view.record);
    const bool isPrivate = kind == ViewKind::Draft || kind == ViewKind::PersonalWorkspace;
    if (isPrivate && view.record.creator != session.who.user.id)
        return false;
    return Access(session).allows(actionFor(kind, ViewDeed::Look), targetOf(view));
}

base::Result<std::shared_ptr<const SavedView>> requireView(Session &session, const QString &globalId)
{
    const auto number = numberFromId("View", globalId);
    if (!number)
        return Access::notFound();
    auto record = ViewStore(session.database).byId(*number);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    // A report that is shared shows itself, and its project only as far as that is shared, too.
    const auto project = projectAsSeen(session, (*record)->project);
    if (!project)
        return project.error();
    if (!*project)
        return Access::notFound();
    auto view = std::make_shared<const SavedView>(SavedView{std::move(**record), *project, true});
    if (!isVisible(session, *view))
        return Access::notFound();
    return view;
}

base::Result<std::shared_ptr<const SavedView>> requireView(Session &session, const QString &globalId, Action action)
{
    auto view = requireView(session, globalId);
    if (!view)
        return view;
    if (auto allowed = Access(session).require(action, targetOf(**view)); !allowed)
        return allowed.error();
    return view;
}

} // namespace server
