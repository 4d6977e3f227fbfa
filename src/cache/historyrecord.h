#pragma once

#include "series/points.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace cache {

/// Which rows of a run.
enum class Stream {
    History = 0,
    Events = 1, ///< system metrics, fetched as a whole
    Renewal = 2, ///< a history that is being fetched anew and replaces the old one at its end
};

/// What is cached of one stream of one run.
struct HistoryOverview
{
    qint64 rows = 0;
    qint64 serverRows = 0; ///< as last told
    qint64 nextStep = 0; ///< one above the highest step that is here
    qint64 scannedTo = 0; ///< every row with a lower step was fetched
    /// How many rows the server counted more than came, after the last complete pass; 0 usually.
    qint64 lacking = 0;
    bool isWhole = false; ///< the first pass reached the end; only newer rows may be missing
    bool isSampled = false;
    QStringList keys; ///< metrics with numbers, sorted
    QDateTime fetchedAt;

    bool operator==(const HistoryOverview &) const = default;
};

/// The points of one metric in some rows.
struct HistoryColumn
{
    QString key;
    series::PointsPtr points;
};

/// Consecutive rows, as columns.
struct HistoryPart
{
    qint64 rows = 0;
    QList<HistoryColumn> columns;
};

/// A metric of a run, to be read.
struct ColumnName
{
    QString run;
    QString key;
    Stream stream = Stream::History;

    bool operator==(const ColumnName &) const = default;
    friend size_t qHash(const ColumnName &name, size_t seed = 0)
    {
        return qHashMulti(seed, name.run, name.key, static_cast<int>(name.stream));
    }
};

} // namespace cache
