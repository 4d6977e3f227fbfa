#pragma once

#include "cache/historyrecord.h"
#include "domain/ids.h"
#include "sqlite/database.h"

namespace cache {

/// The stretches of one stream of one run, inside a transaction of the caller.
class HistoryWriter
{
public:
    HistoryWriter(sqlite::Database &database, const domain::RunPath &run, Stream stream);

    /// What is cached; nothing: an overview with isWhole false and 0 rows.
    base::Result<HistoryOverview> overview();
    base::Status append(const HistoryPart &part, HistoryOverview after);
    base::Status remove();
    /// Gives the stream another name; what had it is removed.
    base::Status renameTo(Stream stream);

    /// Points in a full stretch: about 32 to 64 KB.
    static constexpr size_t fullStretch = 8192;

private:
    base::Status writeOverview(const HistoryOverview &overview);
    base::Status appendColumn(const HistoryColumn &column);

    sqlite::Database &m_database;
    domain::RunPath m_run;
    Stream m_stream;
    qint64 m_id = -1;
};

/// The overview in a row of `histories`, whose first column is `first`.
HistoryOverview overviewOf(const sqlite::Statement &row, int first);

} // namespace cache
