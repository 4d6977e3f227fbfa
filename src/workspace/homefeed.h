#pragma once

#include "workspace/cachedfeed.h"
#include "workspace/pages.h"

namespace workspace {

/// The Home page: projects and runs of all teams. What "since your last visit" means stands in the local state.
class HomeFeed : public RefreshedFeed<HomePage>
{
public:
    /// `lastVisit`: the end of the visit before this session; invalid: never.
    HomeFeed(Backend &backend, const QDateTime &lastVisit);

    /// The page made of what is known; runs are told apart by their state and the last visit.
    static HomePage pageOf(QList<domain::Project> projects, const QList<domain::Run> &runs, const QDateTime &lastVisit);

private:
    void readCache();
    void fetch() override;

    QDateTime m_lastVisit;
};

} // namespace workspace
