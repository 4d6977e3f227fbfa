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
    base::whenDone(this, backend.cache.consoles().lines(run),
        [this](const base::Result<cache::Aged<QList<domain::ConsoleLine>>> &cached) { begin(cached); });
}

void ConsoleFeed::begin(const base::Result<cache::Aged<QList<domain::ConsoleLine>>> &cached)
{
    if (!cached) {
        m_backend.noteError(cached.error());
    } else if (cached->fetchedAt.isValid()) {
        for (const domain::ConsoleLine &line : cached->value)
            m_lines.insert(line.number, line);
        m_isWhole = true;
        setValue(m_lines.values());
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
    const qint64 lastKnown = m_lines.isEmpty() ? -1 : m_lines.lastKey();
    const qint64 first = page->items.isEmpty() ? 0 : page->items.constFirst().number;
    const qint64 last = page->items.isEmpty() ? -1 : page->items.constLast().number;
    const bool follows = m_isWhole && first <= lastKnown + 1 && last >= lastKnown;
    if (follows || first == 0) {
        if (!follows) // a new console, or one shorter than before
            m_lines.clear();
        m_isWhole = true;
        merge(page->items);
        finish();
        return;
    }
    m_lines.clear();
    merge(page->items); // the end is what people look at first
    setValue(m_lines.values());
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

void ConsoleFeed::merge(const QList<domain::ConsoleLine> &lines)
{
    for (const domain::ConsoleLine &line : lines)
        m_lines.insert(line.number, line);
    while (m_lines.size() > mostConsoleLines)
        m_lines.erase(m_lines.begin());
}

void ConsoleFeed::finish()
{
    const QDateTime at = Backend::now();
    const QList<domain::ConsoleLine> before = value();
    setValue(m_lines.values());
    const bool isLonger = value().size() > before.size() && std::equal(before.begin(), before.end(), value().begin());
    const auto &consoles = &m_backend.cache.consoles();
    if (isLonger)
        m_backend.noteFailure(consoles->add(m_run, value().mid(before.size()), at));
    else if (value() != before || value().isEmpty())
        m_backend.noteFailure(consoles->set(m_run, value(), at));
    m_refresher.succeeded(at);
}

} // namespace workspace
