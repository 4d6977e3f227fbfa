#pragma once

#include "api/page.h"
#include "workspace/cachedfeed.h"
#include "workspace/runsbook.h"

#include <QElapsedTimer>

namespace workspace {

/// All runs of a project. A look takes only the runs whose heart beat last, until nothing in a page is new; now and
/// then the complete list is compared in small rows, which finds renamed and deleted runs. What changed is fetched
/// whole.
class RunsFeed : public RefreshedFeed<domain::SharedRuns>
{
public:
    RunsFeed(Backend &backend, const domain::ProjectPath &project);

    /// By a person: compares the complete list.
    void refresh() override;

private:
    using RunPage = api::Page<domain::Run>;
    using CachedRuns = base::Result<cache::Aged<QList<domain::Run>>>;

    /// What the cache has, as the feed keeps and shows it. Made outside of the interface's thread: runs are large.
    struct Beginning
    {
        CachedRuns cached;
        RunsBook book;
    };
    static Beginning prepare(const CachedRuns &cached);
    void begin(const Beginning &beginning);
    void fetch() override;

    void look(const QString &cursor);
    void takeLook(const base::Result<RunPage> &page);
    void sweep(const QString &cursor);
    void takeSweep(const QString &cursor, const base::Result<RunPage> &page);
    void fetchPayload();
    void takePayload(const QStringList &asked, const base::Result<RunPage> &page);
    void finish();

    void takeNews(const domain::ProjectPath &project, const QList<domain::Run> &runs);
    void takeRemoval(const domain::RunPath &run);
    void show();
    [[nodiscard]] bool isSweepDue() const;

    domain::ProjectPath m_project;
    RunsBook m_book;
    QSet<QString> m_seen; ///< by the sweep under way
    QStringList m_wantPayload;
    QElapsedTimer m_sinceSweep;
    QElapsedTimer m_sinceShown;
    bool m_isComplete = false; ///< the whole list was seen once
    bool m_sweepsNext = true;
};

} // namespace workspace
