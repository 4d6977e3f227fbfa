#include "workspace/consolefeed.h"

namespace workspace {

namespace {

constexpr int tailLines = 500;
constexpr int pageLines = 2000;

} // namespace

ConsoleFeed::ConsoleFeed(Backend &backend, const domain::RunPath &run)
    : RefreshedFeed(backend)
    , m_run(run)
{
    m_refresher.setInterval(backend.tempo.live);
    connect(
        &backend, &Backend::runsTold, this, [this](const domain::ProjectPath &project, const QList<domain::Run> &runs) {
            for (const domain::Run &told : runs) {
                if (project == m_run.project && told.path.run == m_run.run)
                    m_refresher.setInterval(domain::isActive(told.state) ? m_backend.tempo.live : m_backend.tempo.idle);
            }
        });
    const auto toLog = [](const base::Result<cache::Aged<QList<domain::ConsoleLine>>> &read) -> CachedLog {
        if (!read)
            return read.error();
        cache::Aged<ConsoleLog> log{read->value, read->fetchedAt};
        log.value.keepLast(mostConsoleLines);
        return log;
    };
    base::whenDone(this, backend.cache.consoles().lines(run).then(QtFuture::Launch::Async, toLog),
        [this](const CachedLog &cached) { begin(cached); });
}

void ConsoleFeed::begin(const CachedLog &cached)
{
    if (!cached) {
        m_backend.noteError(cached.error());
    } else if (cached->fetchedAt.isValid()) {
        m_log = cached->value;
        m_replacesCache = false;
        m_isWhole = true;
        setValue(m_log);
        m_refresher.setFetchedAt(cached->fetchedAt);
    }
    m_refresher.request(false);
}

void ConsoleFeed::fetch()
{
    api::ConsoleRequest request;
    request.fromEnd = true;
    request.count = tailLines;
    base::whenDone(this, m_backend.runsApi.console(m_run, request, {this}),
        [this](const base::Result<LinePage> &page) { takeTail(page); });
}

void ConsoleFeed::takeTail(const base::Result<LinePage> &page)
{
    if (!page) {
        m_refresher.failed(page.error());
        return;
    }
    const qint64 lastKnown = m_log.lastNumber();
    const qint64 first = page->items.isEmpty() ? 0 : page->items.constFirst().number;
    const qint64 last = page->items.isEmpty() ? -1 : page->items.constLast().number;
    const bool follows = m_isWhole && first <= lastKnown + 1 && last >= lastKnown;
    if (follows || first == 0) {
        if (!follows) // a new console, or one shorter than before
            forget();
        m_isWhole = true;
        merge(page->items);
        finish();
        return;
    }
    forget();
    merge(page->items); // the end is what people look at first
    setValue(m_log);
    fetchFrom({});
}

void ConsoleFeed::fetchFrom(const QString &cursor)
{
    api::ConsoleRequest request;
    request.count = pageLines;
    request.cursor = cursor;
    base::whenDone(this, m_backend.runsApi.console(m_run, request, {this}),
        [this, cursor](const base::Result<LinePage> &page) { takePage(cursor, page); });
}

void ConsoleFeed::takePage(const QString &cursor, const base::Result<LinePage> &page)
{
    if (!page) {
        m_refresher.failed(page.error());
        return;
    }
    merge(page->items);
    const bool isLast = !page->hasMore || page->endCursor.isEmpty() || page->endCursor == cursor;
    if (!isLast) {
        fetchFrom(page->endCursor);
        return;
    }
    m_isWhole = true;
    finish();
}

void ConsoleFeed::forget()
{
    m_log = {};
    m_unsaved.clear();
    m_replacesCache = true;
}

void ConsoleFeed::merge(const QList<domain::ConsoleLine> &lines)
{
    m_unsaved += m_log.merge(lines);
    m_log.keepLast(mostConsoleLines);
}

void ConsoleFeed::finish()
{
    const QDateTime at = Backend::now();
    setValue(m_log);
    auto &consoles = m_backend.cache.consoles();
    const QList<domain::ConsoleLine> unsaved = std::exchange(m_unsaved, {});
    if (m_replacesCache || m_log.isEmpty())
        m_backend.noteFailure(consoles.set(m_run, m_log.lines(), at));
    else if (!unsaved.isEmpty())
        m_backend.noteFailure(consoles.add(m_run, unsaved, at));
    m_replacesCache = false;
    m_refresher.succeeded(at);
}

} // namespace workspace
