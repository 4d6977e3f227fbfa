#include "workspace/projectsfeed.h"

namespace workspace {

namespace {
constexpr int projectsAtOnce = 100;
}

ProjectsFeed::ProjectsFeed(Backend &backend, const QString &entity)
    : RefreshedFeed(backend)
    , m_entity(entity)
{
    connect(&backend, &Backend::projectsStale, this, [this](const QString &stale) {
        if (stale == m_entity)
            refresh();
    });
    base::whenDone(this, backend.cache.projects().projects(entity),
        [this](const base::Result<cache::Aged<QList<domain::Project>>> &cached) { begin(cached); });
}

void ProjectsFeed::begin(const base::Result<cache::Aged<QList<domain::Project>>> &cached)
{
    if (!cached) {
        m_backend.noteError(cached.error());
    } else if (cached->fetchedAt.isValid()) {
        setValue(cached->value);
        m_refresher.setFetchedAt(cached->fetchedAt);
    }
    m_refresher.request(false);
}

void ProjectsFeed::fetch()
{
    m_told.clear();
    fetchPage({});
}

void ProjectsFeed::fetchPage(const QString &cursor)
{
    base::whenDone(this, m_backend.projectsApi.page(m_entity, cursor, projectsAtOnce, {this}),
        [this, cursor](const base::Result<ProjectPages> &page) { takePage(cursor, page); });
}

void ProjectsFeed::takePage(const QString &cursor, const base::Result<ProjectPages> &page)
{
    if (!page) {
        m_refresher.failed(page.error());
        return;
    }
    m_told += m_backend.rights.withKnownRoles(page->items);
    if (page->hasMore && !page->endCursor.isEmpty() && page->endCursor != cursor) {
        fetchPage(page->endCursor);
        return;
    }
    const QDateTime at = Backend::now();
    if (page->isPartial) // what is missing is not gone
        m_backend.noteFailure(m_backend.cache.projects().merge(m_told));
    else
        m_backend.noteFailure(m_backend.cache.projects().setProjects(m_entity, m_told, at));
    m_backend.rights.setProjects(m_told);
    setValue(m_told);
    m_refresher.succeeded(at);
}

} // namespace workspace
