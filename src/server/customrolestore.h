#pragma once

#include "domain/roles.h"
#include "sqlite/database.h"

#include <QList>
#include <optional>

namespace server {

struct CustomRoleRecord
{
    qint64 id = 0;
    domain::CustomRole role; ///< role.id is the global id
    qint64 version = 0; ///< counts changes; sent back on a change, so that two people do not overwrite each other

    bool operator==(const CustomRoleRecord &) const = default;
};

/// The roles that the organisation composed.
class CustomRoleStore
{
public:
    explicit CustomRoleStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<QList<CustomRoleRecord>> all(); ///< by name
    base::Result<std::optional<CustomRoleRecord>> byId(qint64 id);
    base::Result<std::optional<CustomRoleRecord>> byName(const QString &name);
    /// The new id. Conflict: the name is taken.
    base::Result<qint64> insert(const domain::CustomRole &role);
    /// Holders follow a new base. Conflict: the name is taken.
    base::Status update(const CustomRoleRecord &role);
    /// Holders fall back to the base.
    base::Status remove(qint64 id);

private:
    base::Result<bool> isTaken(const QString &name, qint64 by);

    sqlite::Database &m_database;
};

/// The columns that teamRoleFromRow() reads behind the base's word: the row's own table joined with custom_roles.
extern const char customRoleColumns[];
inline constexpr int customRoleColumnCount = 6;
/// A role from the word of its base in column `word` and the custom role in those that begin with `custom`.
domain::TeamRole teamRoleFromRow(const sqlite::Statement &row, int word, int custom);
/// The store's number of a custom role; nothing: it is a fixed role.
std::optional<qint64> customRoleNumber(const domain::TeamRole &role);

} // namespace server
