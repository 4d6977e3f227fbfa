#pragma once

#include "server/access.h"
#include "server/views.h"

/// Finding things on behalf of the caller: what may not be seen is not found.
namespace server {

/// Where the caller's runs go when no entity is named: the chosen default, a service account's team, the first team,
/// the personal entity. Nothing: the caller has no entity at all.
base::Result<std::optional<EntityRecord>> defaultEntity(Session &session, const UserRecord &user);
/// By name, or the default one for an empty name; with no regard to rights.
base::Result<std::optional<EntityRecord>> entityNamed(Session &session, const QString &name);
/// How much of an entity the caller may see.
base::Result<EntityView> viewOf(Session &session, const std::optional<EntityRecord> &entity, const QString &name);

/// A team that the caller sees in full; strangers are told that there is none. The caller asks for the action.
base::Result<EntityRecord> requireTeam(Session &session, const QString &name);

/// Null: not there or not visible.
base::Result<std::shared_ptr<const ProjectView>> findProject(
    Session &session, const QString &entity, const QString &project);
/// As findProject, but NotFound where it is null.
base::Result<std::shared_ptr<const ProjectView>> requireProject(
    Session &session, const QString &entity, const QString &project);
base::Result<std::shared_ptr<const ProjectView>> requireProject(Session &session, const QString &globalId);
base::Result<std::shared_ptr<const ProjectView>> requireProject(Session &session, qint64 number);
/// With no regard to rights: by name only where the caller does not see into it. Null: there is none.
base::Result<std::shared_ptr<const ProjectView>> projectAsSeen(Session &session, qint64 number);
/// Whether the caller knows a project of a team by name though they do not see into it: a restricted one that they
/// could join, or one whose door they may put in order.
bool isKnownByName(Session &session, const ProjectView &project);
/// As requireProject, and also one that is known by name only.
base::Result<std::shared_ptr<const ProjectView>> requireKnownProject(Session &session, const QString &globalId);

/// A run that is not deleted, with its texts; null: not there or not visible.
base::Result<std::shared_ptr<const RunView>> findRun(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &run);
base::Result<std::shared_ptr<const RunView>> requireRun(
    Session &session, const QString &entity, const QString &project, const QString &run);
base::Result<std::shared_ptr<const RunView>> requireRun(Session &session, const QString &globalId);
base::Result<std::shared_ptr<const RunView>> requireRun(Session &session, qint64 number);

/// The rule book's target for a run or a project.
Access::Target targetOf(const ProjectView &project);
Access::Target targetOf(const RunView &run);

} // namespace server
