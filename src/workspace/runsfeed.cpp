#include "workspace/runsfeed.h"

#include <QJsonArray>

namespace workspace {

namespace {

constexpr int lookSize = 20; // with config and summary
constexpr int payloadSize = 50;
constexpr int smallRowsSize = 500;
constexpr int firstVisitSize = 100; // with config and summary

} // namespace

RunsFeed::RunsFeed(Backend &backend, const domain::ProjectPath &project)
    : RefreshedFeed(backend)
    , m_project(project)
{
    connect(&backend, &Backend::runsTold, this, &RunsFeed::takeNews);
    connect(&backend, &Backend::runRemoved, this, &RunsFeed::takeRemoval);
    connect(&backend, &Backend::projectRunsStale, this, [this](const domain::ProjectPath &stale) {
        if (stale == m_project)
            refresh();
    });
    base::whenDone(this, backend.cache.runs().runs(project).then(QtFuture::Launch::Async, prepare),
        [this](const Beginning &beginning) { begin(beginning); });
}

RunsFeed::Beginning RunsFeed::prepare(const CachedRuns &cached)
{
    Beginning beginning{cached, {}};
    if (cached && cached->fetchedAt.isValid())
        beginning.book.setRuns(cached->value);
    return beginning;
}

void RunsFeed::begin(const Beginning &beginning)
{
    const CachedRuns &cached = beginning.cached;
    if (!cached) {
        m_backend.noteError(cached.error());
    } else if (cached->fetchedAt.isValid()) {
        m_book = beginning.book;
        m_isComplete = true;
        show();
        m_refresher.setFetchedAt(cached->fetchedAt);
    }
    m_refresher.request(false);
}

void RunsFeed::refresh()
{
    m_sweepsNext = true;
    m_refresher.request(true);
}

bool RunsFeed::isSweepDue() const
{
    // A large project is compared more seldom.
    const auto pause = m_backend.tempo.sweep * (1 + m_book.count() / 2000);
    return m_sweepsNext || !m_isComplete || !m_sinceSweep.isValid() || m_sinceSweep.hasExpired(pause.count());
}

void RunsFeed::fetch()
{
    m_wantPayload.clear();
    if (isSweepDue()) {
        m_seen.clear();
        sweep({});
    } else {
        look({});
    }
}

void RunsFeed::look(const QString &cursor)
{
    api::RunsRequest request;
    request.cursor = cursor;
    request.size = lookSize;
    request.order = QStringLiteral("-heartbeat_at");
    base::whenDone(this, m_backend.runsApi.page(m_project, request, {this}),
        [this](const base::Result<RunPage> &page) { takeLook(page); });
}

void RunsFeed::takeLook(const base::Result<RunPage> &page)
{
    if (!page) {
        m_refresher.failed(page.error());
        return;
    }
    const auto difference = m_book.merge(page->items);
    m_wantPayload += difference.wantPayload;
    if (!difference.isEmpty()) {
        m_backend.noteFailure(m_backend.cache.runs().change(m_project, difference.changed, {}, {}));
        emit m_backend.runsTold(m_project, difference.changed);
        show();
    }
    const bool isAllNew = difference.changed.size() == page->items.size();
    if (isAllNew && page->hasMore && !page->endCursor.isEmpty())
        look(page->endCursor);
    else if (page->total >= 0 && page->total != m_book.count())
        sweep({});
    else
        fetchPayload();
}

void RunsFeed::sweep(const QString &cursor)
{
    api::RunsRequest request;
    request.cursor = cursor;
    request.withPayload = !m_isComplete && m_book.count() < smallRowsSize; // soon complete on a first visit
    request.size = request.withPayload ? firstVisitSize : smallRowsSize;
    if (cursor.isEmpty())
        m_seen.clear();
    base::whenDone(this, m_backend.runsApi.page(m_project, request, {this}),
        [this, cursor](const base::Result<RunPage> &page) { takeSweep(cursor, page); });
}

void RunsFeed::takeSweep(const QString &cursor, const base::Result<RunPage> &page)
{
    if (!page) {
        m_refresher.failed(page.error());
        return;
    }
    for (const domain::Run &run : page->items)
        m_seen.insert(run.path.run);
    const auto difference = m_book.merge(page->items);
    m_wantPayload += difference.wantPayload;
    const bool isLast = !page->hasMore || page->endCursor.isEmpty() || page->endCursor == cursor;
    const QStringList removed = isLast && !page->isPartial ? m_book.removeUnseen(m_seen) : QStringList();
    m_isComplete = m_isComplete || isLast;
    if (isLast || !difference.isEmpty())
        m_backend.noteFailure(m_backend.cache.runs().change(
            m_project, difference.changed, removed, isLast ? Backend::now() : QDateTime()));
    if (!difference.isEmpty() || !removed.isEmpty()) {
        emit m_backend.runsTold(m_project, difference.changed);
        show();
    }
    if (!freshness().hasValue()) // the first page of a first visit is worth showing
        m_refresher.setFetchedAt(Backend::now());
    if (!isLast) {
        sweep(page->endCursor);
        return;
    }
    m_seen.clear();
    m_sweepsNext = false;
    m_sinceSweep.start();
    fetchPayload();
}

void RunsFeed::fetchPayload()
{
    if (m_wantPayload.isEmpty()) {
        finish();
        return;
    }
    const QStringList asked = m_wantPayload.mid(0, payloadSize);
    m_wantPayload = m_wantPayload.mid(payloadSize);
    api::RunsRequest request;
    request.size = payloadSize;
    request.filters = {
        {QStringLiteral("name"), QJsonObject{{QStringLiteral("$in"), QJsonArray::fromStringList(asked)}}}};
    base::whenDone(this, m_backend.runsApi.page(m_project, request, {this}),
        [this, asked](const base::Result<RunPage> &page) { takePayload(asked, page); });
}

void RunsFeed::takePayload(const QStringList &asked, const base::Result<RunPage> &page)
{
    if (!page) {
        show();
        m_refresher.failed(page.error());
        return;
    }
    QList<domain::Run> wanted;
    for (const domain::Run &run : page->items) {
        if (asked.contains(run.path.run)) // a server that does not know the filter answers with others
            wanted.append(run);
    }
    const auto difference = m_book.merge(wanted);
    if (!difference.isEmpty()) {
        m_backend.noteFailure(m_backend.cache.runs().change(m_project, difference.changed, {}, {}));
        // Whoever shows a large project goes over all of it each time; finish() shows the last ones.
        const auto pause = m_backend.tempo.gather * (1 + m_book.count() / 500);
        if (!m_sinceShown.isValid() || m_sinceShown.hasExpired(pause.count()))
            show();
    }
    fetchPayload();
}

void RunsFeed::finish()
{
    const QDateTime at = Backend::now();
    show();
    m_backend.noteFailure(m_backend.cache.runs().change(m_project, {}, {}, at));
    m_refresher.succeeded(at);
}

void RunsFeed::takeNews(const domain::ProjectPath &project, const QList<domain::Run> &runs)
{
    if (project != m_project || !freshness().hasValue())
        return;
    if (!m_book.merge(runs).isEmpty())
        show();
}

void RunsFeed::takeRemoval(const domain::RunPath &run)
{
    if (run.project != m_project)
        return;
    m_book.remove(run.run);
    show();
}

void RunsFeed::show()
{
    // Somebody who looks at an empty project waits for its first run.
    const bool isLive = m_book.hasActive() || m_book.count() == 0;
    m_refresher.setInterval(isLive ? m_backend.tempo.live : m_backend.tempo.idle);
    setValue(m_book.sorted());
    m_sinceShown.start();
}

} // namespace workspace
