#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

struct OrganizationRecord
{
    QString name;
    std::optional<qint64> seatLimit; ///< full seats; nothing: no limit
    PrivacySwitches enforced;
};

/// The organisation: there is one on a server.
class OrganizationStore
{
public:
    explicit OrganizationStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<OrganizationRecord> read();
    base::Status update(const OrganizationRecord &organization);
    /// Full seats that people hold; service accounts need none.
    base::Result<qint64> usedSeats();
    /// Conflict: the limit is reached.
    base::Status requireFreeSeat();
    /// An admin beside whom nobody could administer: others have closed accounts, or a seat that only looks.
    base::Result<bool> isLastAdmin(qint64 user);
    base::Result<QStringList> adminNames();

private:
    sqlite::Database &m_database;
};

} // namespace server
