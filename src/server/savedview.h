#pragma once

#include "server/lookup.h"
#include "server/viewstore.h"

namespace server {

/// The payload of `View`.
struct SavedView
{
    ViewRecord record; ///< without its spec where `hasSpec` is false
    std::shared_ptr<const ProjectView> project;
    bool hasSpec = true;
};

enum class ViewKind {
    Report,
    Draft, ///< of a report: its author's alone
    SavedWorkspace, ///< a workspace that the project shares
    PersonalWorkspace, ///< what one person arranged
    Unknown,
};
ViewKind kindOf(const QString &type, const QString &name);
inline ViewKind kindOf(const ViewRecord &view)
{
    return kindOf(view.type, view.name);
}

enum class ViewDeed { Look, Create, Edit, Delete };
/// The rule book's action for doing that to a view of that kind.
domain::Action actionFor(ViewKind kind, ViewDeed deed);

Access::Target targetOf(const SavedView &view);
/// May the caller see it? Drafts and personal workspaces are for whoever made them.
bool isVisible(Session &session, const SavedView &view);

/// By global id; NotFound: not there or not visible.
base::Result<std::shared_ptr<const SavedView>> requireView(Session &session, const QString &globalId);
/// As requireView, where the caller may do `action` to it.
base::Result<std::shared_ptr<const SavedView>> requireView(
    Session &session, const QString &globalId, domain::Action action);

} // namespace server
