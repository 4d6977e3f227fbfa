#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

/// Projects of all entities, and the people listed in restricted ones.
class ProjectStore
{
public:
    explicit ProjectStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<ProjectRecord>> byId(qint64 id);
    base::Result<std::optional<ProjectRecord>> find(qint64 entity, const QString &name);
    base::Result<QList<ProjectRecord>> ofEntity(qint64 entity); ///< newest first
    /// The new id; a restricted project lists its owner.
    base::Result<qint64> insert(const ProjectRecord &project, qint64 now);
    base::Status update(const ProjectRecord &project, qint64 now); ///< name, description, visibility, owner
    /// With all runs. Their files are the caller's to remove.
    base::Status remove(qint64 project);
    base::Result<qint64> nextRunNumber(qint64 project);
    base::Result<qint64> lastActive(qint64 project); ///< milliseconds; 0: never

    struct Listing
    {
        bool isListed = false;
        domain::TeamRole role; ///< None: inherits
    };
    base::Result<Listing> listing(qint64 project, qint64 user);
    struct Listed
    {
        UserRecord user;
        domain::TeamRole role; ///< None: inherits
    };
    base::Result<QList<Listed>> listed(qint64 project);
    base::Status list(qint64 project, qint64 user, domain::BaseRole role); ///< None: inherits
    base::Status list(qint64 project, qint64 user, const domain::TeamRole &role);
    base::Status unlist(qint64 project, qint64 user);

private:
    sqlite::Database &m_database;
};

} // namespace server
