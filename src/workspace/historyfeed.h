#pragma once

#include "base/error.h"
#include "series/points.h"

#include <QObject>
#include <QStringList>
#include <optional>

namespace workspace {

/// How much of a run's history is here.
struct HistoryState
{
    qint64 rowsHere = 0;
    qint64 rowsOnServer = 0; ///< as last told
    bool isLoading = false;
    bool isSampled = false; ///< the server gave samples only: charts say so
    bool isSystemSampled = false; ///< the same of the system metrics
    std::optional<base::Error> error;

    [[nodiscard]] bool isComplete() const { return rowsHere >= rowsOnServer && !isSampled; }
    bool operator==(const HistoryState &) const = default;
};

/// The histories of a project's runs, whole, by metric. From the cache at once, missing rows fetched behind, running
/// runs followed while the feed is active. GUI thread; the points themselves may be handed to any thread.
class HistoryFeed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The runs (ids in the project) whose histories are wanted, the ones on screen first; replaces the earlier wish.
    virtual void setRuns(const QStringList &runs) = 0;
    virtual void setActive(bool active) = 0;
    /// System metrics are fetched run by run, after the rows: those of the first runs, or of all while they are looked
    /// at.
    virtual void setWantsAllSystem(bool wanted) = 0;

    /// All metrics with numbers in the wanted runs, sorted. Includes `_step`-less bookkeeping keys `_runtime` and
    /// `_timestamp`; keys of nested values are joined with ".".
    [[nodiscard]] virtual QStringList keys() const = 0;
    /// The system metrics (events stream) are apart: keys such as "system.cpu", against their row number and time.
    [[nodiscard]] virtual QStringList systemKeys() const = 0;
    /// Null: not here (yet).
    [[nodiscard]] virtual series::PointsPtr points(const QString &run, const QString &key) const = 0;
    /// points() was null for want of an answer from the cache: stateChanged() comes when all are there.
    [[nodiscard]] virtual bool isReading() const { return false; }
    [[nodiscard]] virtual HistoryState state(const QString &run) const = 0;

signals:
    void keysChanged();
    /// Gathered, at most about ten times a second; at once when the cache has given all that points() lacked.
    void pointsChanged(const QStringList &runs);
    void stateChanged();
};

} // namespace workspace
