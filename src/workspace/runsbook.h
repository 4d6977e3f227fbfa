#pragma once

#include "domain/sharedrun.h"

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
    [[nodiscard]] qsizetype count() const { return m_runs.size(); }
    [[nodiscard]] bool hasActive() const;
    /// Newest first; those of one moment by their ids.
    [[nodiscard]] const domain::SharedRuns &sorted() const { return m_sorted; }

    Difference merge(const QList<domain::Run> &told);
    void remove(const QString &run);
    /// Forgets the runs that are not in `seen`, and names them.
    QStringList removeUnseen(const QSet<QString> &seen);

private:
    [[nodiscard]] qsizetype placeOf(const domain::SharedRun &run) const;
    void insert(domain::SharedRuns &&added);

    QHash<QString, domain::SharedRun> m_runs;
    domain::SharedRuns m_sorted; ///< the same ones, kept in order: to sort a large project anew takes its time
};

/// The told row with what only `known` has.
domain::Run mergedRun(const domain::Run &known, const domain::Run &told);

} // namespace workspace
