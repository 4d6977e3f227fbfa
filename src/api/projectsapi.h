#pragma once

#include "api/page.h"
#include "api/transport.h"
#include "domain/project.h"
#include "domain/run.h"

#include <optional>

namespace api {

/// What the Home page is made of: the newest projects of all teams, and the newest runs in them.
struct HomeReply
{
    QList<domain::Project> projects;
    QList<domain::Run> runs; ///< small rows, see Runs
    bool isPartial = false;

    bool operator==(const HomeReply &) const = default;
};

/// A person on the list of a restricted project.
struct ProjectMember
{
    domain::UserId user;
    QString username;
    QString name;
    domain::BaseRole role = domain::BaseRole::Unknown;

    bool operator==(const ProjectMember &) const = default;
};

/// What to change about a project; what is not set stays.
struct ProjectEdit
{
    std::optional<QString> description;
    std::optional<domain::Visibility> visibility;
};

/// Projects (protocol, section 19).
class ProjectsApi
{
public:
    /// `transport` outlives this object.
    explicit ProjectsApi(Transport &transport);

    QFuture<base::Result<HomeReply>> home(int projectsPerTeam, int runsPerProject, const CallOptions &options = {});
    QFuture<base::Result<Page<domain::Project>>> page(
        const QString &entity, const QString &cursor, int size, const CallOptions &options = {});
    QFuture<base::Result<domain::Project>> project(const domain::ProjectPath &path, const CallOptions &options = {});
    /// Who is listed in a restricted project.
    QFuture<base::Result<QList<ProjectMember>>> members(
        const domain::ProjectPath &path, const CallOptions &options = {});

    /// Conflict where there is one of this name already.
    QFuture<base::Result<domain::Project>> create(const domain::ProjectPath &path, const QString &description,
        domain::Visibility visibility, const CallOptions &options = {});
    QFuture<base::Result<domain::Project>> edit(
        const domain::Project &project, const ProjectEdit &edit, const CallOptions &options = {});

private:
    Transport &m_transport;
};

} // namespace api
