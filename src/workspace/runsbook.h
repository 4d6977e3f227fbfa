#pragma once

#include "domain/run.h"

#include <QHash>
#include <QSet>

namespace workspace {

/// The runs of one project as known, and how they differ from what a page of the server says. No I/O.
class RunsBook
{
public:
    /// What rows of the server changed.
    struct Difference
    {
        QList<domain::Run> changed; ///< as they are now; small rows keep the config and summary that were known
        QStringList wantPayload; ///< of these, config or summary may have changed: only a small row was told

        [[nodiscard]] bool isEmpty() const { return changed.isEmpty(); }
    };

    void setRuns(const QList<domain::Run> &runs);
    [[nodiscard]] const QHash<QString, domain::Run> &runs() const { return m_runs; }
    [[nodiscard]] qsizetype count() const { return m_runs.size(); }
    [[nodiscard]] bool hasActive() const;
    /// Newest first.
    [[nodiscard]] QList<domain::Run> sorted() const;

    Difference merge(const QList<domain::Run> &told);
    void remove(const QString &run) { m_runs.remove(run); }
    /// Forgets the runs that are not in `seen`, and names them.
    QStringList removeUnseen(const QSet<QString> &seen);

private:
    QHash<QString, domain::Run> m_runs;
};

/// The told row with what only `known` has.
domain::Run mergedRun(const domain::Run &known, const domain::Run &told);

} // namespace workspace
