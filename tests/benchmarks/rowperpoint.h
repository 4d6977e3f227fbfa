#pragma once

#include "cache/historyrecord.h"

#include <QString>
#include <memory>

struct sqlite3;

namespace bench {

/// What most programs do: a table with a row for each point, in the order of its key, prepared statements, one
/// transaction a run.
class RowPerPoint
{
public:
    explicit RowPerPoint(const QString &file);

    bool write(const QList<cache::HistoryPart> &runs);
    bool read(const QString &key, int runs, std::vector<series::Points> &into);

private:
    struct Close
    {
        void operator()(sqlite3 *database) const;
    };
    bool run(const char *sql);

    std::unique_ptr<sqlite3, Close> m_database;
};

} // namespace bench
