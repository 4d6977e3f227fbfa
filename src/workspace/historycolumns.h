#pragma once

#include "cache/historyrecord.h"
#include "domain/ids.h"
#include "workspace/backend.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

namespace workspace {

/// The columns of a feed that are in memory: those that somebody looks at. Read from the cache when they are asked for,
/// continued with the rows that arrive, and let go when they were not asked for and memory is short. GUI thread; the
/// work is done elsewhere.
class HistoryColumns : public QObject
{
    Q_OBJECT

public:
    /// `backend` outlives this object.
    HistoryColumns(Backend &backend, domain::ProjectPath project);

    /// Null: not here (yet); it is read then, and changed() tells when it came.
    series::PointsPtr points(const cache::ColumnName &name);
    /// points() was asked for columns that have not been looked up yet.
    [[nodiscard]] bool isAsked() const { return !m_asked.isEmpty(); }
    /// Rows that the cache gets at the same time.
    void append(const QString &run, cache::Stream stream, const cache::HistoryPart &part);
    /// What is cached of the run is another one now: columns that were here are read again.
    void reload(const QString &run);
    /// Lets go of all other runs.
    void keepOnly(const QSet<QString> &runs);

    /// How many bytes of points are kept for nobody but the feed.
    static constexpr qint64 mostBytes = qint64(384) * 1024 * 1024;

signals:
    void changed(const QString &run);
    void answered(); ///< nothing isAsked() any more
    void damaged(const QString &run); ///< the cache has forgotten it: to be fetched again

private:
    struct Column
    {
        series::PointsPtr points;
        QList<series::PointsPtr> pending; ///< arrived and not joined yet
        bool isWanted = false; ///< to be read
        bool isReading = false;
        bool isRead = false;
        bool isStale = false; ///< read again when the read under way has ended
        quint64 joining = 0; ///< number of the join under way; 0: none
        quint64 lastUse = 0;
        qint64 joinedAt = 0; ///< milliseconds of m_clock
    };
    struct JoinedColumn
    {
        cache::ColumnName name;
        series::PointsPtr points;
        quint64 join = 0;
    };
    using Joined = QList<JoinedColumn>;

    void readWanted();
    void takeRead(const QList<cache::ColumnName> &names, const base::Result<cache::ReadColumns> &read);
    void join();
    void takeJoined(const Joined &joined);
    void planJoin();
    void letGo();

    Backend &m_backend;
    domain::ProjectPath m_project;
    QHash<cache::ColumnName, Column> m_columns;
    QTimer m_readTimer;
    QTimer m_joinTimer;
    QElapsedTimer m_clock;
    quint64 m_uses = 0;
    quint64 m_joins = 0;
    int m_reads = 0; ///< under way
    QSet<cache::ColumnName> m_asked; ///< by points(), and not looked up since
};

} // namespace workspace
