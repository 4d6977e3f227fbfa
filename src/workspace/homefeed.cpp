#include "workspace/homefeed.h"

#include <algorithm>

namespace workspace {

namespace {

constexpr int projectsPerTeam = 20;
constexpr int runsPerProject = 5;

} // namespace

HomeFeed::HomeFeed(Backend &backend, const QDateTime &lastVisit)
    : RefreshedFeed(backend)
    , m_lastVisit(lastVisit)
{
    readCache();
}

HomePage HomeFeed::pageOf(QList<domain::Project> projects, const QList<domain::Run> &runs, const QDateTime &lastVisit)
{
    std::stable_sort(projects.begin(), projects.end(), [](const domain::Project &a, const domain::Project &b) {
        return a.lastActive.isValid() && (!b.lastActive.isValid() || a.lastActive > b.lastActive);
    });
    HomePage page;
    page.projects = std::move(projects);
    page.lastVisit = lastVisit;
    for (const domain::Run &run : runs) {
        if (domain::isActive(run.state))
            page.activeRuns.append(run);
        else if (lastVisit.isValid() && run.heartbeatAt > lastVisit)
            page.finishedSinceLastVisit.append(run);
    }
    const auto newerFirst = [](const domain::Run &a, const domain::Run &b) { return a.heartbeatAt > b.heartbeatAt; };
    std::stable_sort(page.activeRuns.begin(), page.activeRuns.end(), newerFirst);
    std::stable_sort(page.finishedSinceLastVisit.begin(), page.finishedSinceLastVisit.end(), newerFirst);
    return page;
}

void HomeFeed::readCache()
{
    base::whenDone(this, m_backend.cache.projects().all(), [this](const base::Result<QList<domain::Project>> &all) {
        base::whenDone(this, m_backend.cache.runs().homeRuns(),
            [this, projects = all.valueOr({})](const base::Result<cache::Aged<QList<domain::Run>>> &runs) {
                if (!runs) {
                    m_backend.noteError(runs.error());
                } else if (runs->fetchedAt.isValid() && !freshness().hasValue()) {
                    setValue(pageOf(projects, runs->value, m_lastVisit));
                    m_refresher.setFetchedAt(runs->fetchedAt);
                }
                m_refresher.request(false);
            });
    });
}

void HomeFeed::fetch()
{
    base::whenDone(this, m_backend.projectsApi.home(projectsPerTeam, runsPerProject, {this}),
        [this](const base::Result<api::HomeReply> &home) {
            if (!home) {
                m_refresher.failed(home.error());
                return;
            }
            const QDateTime at = Backend::now();
            const auto projects = m_backend.rights.withKnownRoles(home->projects);
            m_backend.noteFailure(m_backend.cache.projects().merge(projects));
            m_backend.noteFailure(m_backend.cache.runs().setHomeRuns(home->runs, at));
            m_backend.rights.setProjects(projects);
            setValue(pageOf(projects, home->runs, m_lastVisit));
            m_refresher.succeeded(at);
        });
}

} // namespace workspace
