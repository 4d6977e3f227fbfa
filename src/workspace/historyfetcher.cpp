#include "workspace/historyfetcher.h"

#include "base/whendone.h"

#include <algorithm>

namespace workspace {

namespace {

constexpr int eventRows = 10'000;
constexpr qsizetype eventRuns = 60; // system metrics are fetched run by run: so many before they are looked at

base::Result<DecodedPage> decodeHistory(const base::Result<api::HistoryPage> &page)
{
    return page.map(decodeHistoryPage);
}

base::Result<DecodedPage> decodeEvents(const base::Result<api::HistoryPage> &page)
{
    return page.map(decodeEventsPage);
}

QStringList keysOfPart(const cache::HistoryPart &part)
{
    QStringList keys;
    for (const cache::HistoryColumn &column : part.columns)
        keys.append(column.key);
    return keys;
}

} // namespace

HistoryFetcher::HistoryFetcher(Backend &backend, domain::ProjectPath project, QHash<QString, RunHistory> &runs)
    : m_backend(backend)
    , m_project(std::move(project))
    , m_runs(runs)
{
    m_clock.start();
    m_pumpTimer.setSingleShot(true);
    connect(&m_pumpTimer, &QTimer::timeout, this, &HistoryFetcher::pump);
    connect(&backend.connection, &Connection::changed, this, [this] {
        for (RunHistory &run : m_runs)
            run.clearFailure();
        emit stateChanged();
        pump();
    });
}

void HistoryFetcher::setWantsAllEvents(bool wanted)
{
    if (wanted == m_wantsAllEvents)
        return;
    m_wantsAllEvents = wanted;
    pump();
}

qint64 HistoryFetcher::followPause() const
{
    const auto active =
        std::count_if(m_runs.begin(), m_runs.end(), [](const RunHistory &run) { return run.isActive(); });
    return m_backend.tempo.live.count() * std::max<qint64>(1, active / 8);
}

std::pair<QString, HistoryFetcher::Need> HistoryFetcher::mostUrgent() const
{
    const qint64 now = m_clock.elapsed();
    const qint64 pause = followPause();
    std::pair<QString, Need> chosen{{}, Need::Nothing};
    int fewest = std::numeric_limits<int>::max();
    for (qsizetype i = 0; i < m_wanted.size(); ++i) {
        const auto run = m_runs.constFind(m_wanted[i]);
        const Need need = run->need(now, pause, m_wantsEvents && (m_wantsAllEvents || i < eventRuns));
        const int turn = run->pages + (need == Need::Events ? 1000 : 0); // rows come before system metrics
        if (need != Need::Nothing && turn < fewest) {
            fewest = turn;
            chosen = {m_wanted[i], need};
        }
    }
    return chosen;
}

void HistoryFetcher::pump()
{
    if (!m_isActive || !m_backend.connection.isOnline())
        return;
    while (m_pagesUnderWay < pagesAtOnce) {
        const auto [run, need] = mostUrgent();
        if (need == Need::Nothing)
            break;
        fetch(run, need);
    }
    m_pumpTimer.start(std::max<std::chrono::milliseconds>(m_backend.tempo.live / 2, m_backend.tempo.gather));
}

void HistoryFetcher::fetch(const QString &run, Need need)
{
    RunHistory &history = m_runs[run];
    history.isFetching = true;
    ++m_pagesUnderWay;
    emit stateChanged();
    const api::CallOptions options{this, api::Urgency::Background};
    if (need == Need::Events) {
        base::whenDone(this,
            m_backend.historyApi.events(pathOf(run), eventRows, options).then(QtFuture::Launch::Async, decodeEvents),
            [this, run](const base::Result<DecodedPage> &page) { takeEvents(run, page); });
        return;
    }
    if (need == Need::Renewal && !history.isRenewing()) {
        history.startRenewal(m_clock.elapsed());
        m_backend.noteFailure(m_backend.cache.histories().remove(pathOf(run), cache::Stream::Renewal));
    }
    const HistoryRequest request = history.plan(need).next();
    base::whenDone(this,
        m_backend.historyApi.page(pathOf(run), {request.first, request.end}, request.samples, options)
            .then(QtFuture::Launch::Async, decodeHistory),
        [this, run, need](const base::Result<DecodedPage> &page) { takePage(run, need, page); });
}

void HistoryFetcher::takePage(const QString &run, Need need, const base::Result<DecodedPage> &page)
{
    --m_pagesUnderWay;
    const auto found = m_runs.find(run);
    if (found == m_runs.end() || (need == Need::Renewal) != found->isRenewing()) {
        pump(); // no longer wanted
        return;
    }
    if (!page) {
        found->isFetching = false;
        if (page.error().kind == base::Error::Kind::BadReply)
            found->plan(need).shrink(); // perhaps it was too large
        fail(run, page.error());
        return;
    }
    found->tell(page->facts.serverRows, page->state);
    takeRows(run, need, *page);
}

void HistoryFetcher::takeRows(const QString &run, Need need, const DecodedPage &page)
{
    RunHistory &history = m_runs[run];
    HistoryPlan &plan = history.plan(need);
    const cache::HistoryOverview before = plan.overview();
    HistoryPageFacts facts = page.facts;
    facts.isRunActive = history.isActive();
    const HistoryPlan::Verdict verdict = plan.take(facts);
    if (verdict == HistoryPlan::Verdict::Renew)
        history.wantRenewal();
    cache::HistoryOverview after = plan.overview();
    after.fetchedAt = before.fetchedAt;
    const bool isNothingNew = page.facts.rows == 0 && after == before;
    if (verdict == HistoryPlan::Verdict::Narrow || isNothingNew) {
        takeStored(run, need, base::Done{});
        return;
    }
    after.fetchedAt = Backend::now();
    const cache::Stream stream = need == Need::Renewal ? cache::Stream::Renewal : cache::Stream::History;
    base::whenDone(this, m_backend.cache.histories().append(pathOf(run), stream, page.part, after),
        [this, run, need](const base::Status &stored) { takeStored(run, need, stored); });
    if (need == Need::Rows) {
        const qsizetype known = history.keys().size();
        history.addKeys(keysOfPart(page.part));
        emit rowsCame(run, page.part, history.keys().size() != known);
    }
}

void HistoryFetcher::takeStored(const QString &run, Need need, const base::Status &stored)
{
    const auto found = m_runs.find(run);
    if (found == m_runs.end() || (need == Need::Renewal) != found->isRenewing()) {
        pump();
        return;
    }
    found->isFetching = false;
    if (!stored) {
        if (stored.error().kind != base::Error::Kind::Conflict)
            fail(run, stored.error());
        emit outdated(run);
        return;
    }
    found->tookPage(m_clock.elapsed());
    if (need == Need::Renewal && found->plan(need).isAtEnd())
        endRenewal(run);
    emit stateChanged();
    pump();
}

void HistoryFetcher::endRenewal(const QString &run)
{
    m_runs[run].isFetching = true;
    base::whenDone(
        this, m_backend.cache.histories().promoteRenewal(pathOf(run)), [this, run](const base::Status &done) {
            const auto found = m_runs.find(run);
            if (found == m_runs.end() || !found->isRenewing())
                return;
            found->isFetching = false;
            if (!done) {
                fail(run, done.error());
                return;
            }
            found->endRenewal();
            found->tookPage(m_clock.elapsed());
            emit outdated(run);
        });
}

void HistoryFetcher::takeEvents(const QString &run, const base::Result<DecodedPage> &page)
{
    --m_pagesUnderWay;
    const auto found = m_runs.find(run);
    if (found == m_runs.end()) {
        pump();
        return;
    }
    found->isFetching = false;
    if (!page && page.error().kind != base::Error::Kind::NotFound) {
        fail(run, page.error());
        found->tookEvents(found->events(), m_clock.elapsed()); // not at once again
        return;
    }
    cache::HistoryOverview overview;
    overview.fetchedAt = Backend::now();
    if (page && page->facts.rows > 0)
        storeEvents(run, *page, overview);
    const bool hasOtherKeys = overview.keys != found->events().keys;
    found->tookEvents(overview, m_clock.elapsed());
    emit eventsCame(run, hasOtherKeys);
    pump();
}

void HistoryFetcher::storeEvents(const QString &run, const DecodedPage &page, cache::HistoryOverview &overview)
{
    overview.rows = overview.serverRows = page.facts.rows;
    overview.isWhole = true;
    overview.isSampled = page.facts.rows >= eventRows;
    overview.keys = keysOfPart(page.part);
    std::sort(overview.keys.begin(), overview.keys.end());
    m_backend.noteFailure(m_backend.cache.histories().replace(pathOf(run), cache::Stream::Events, page.part, overview));
}

void HistoryFetcher::fail(const QString &run, const base::Error &error)
{
    m_backend.noteError(error);
    if (const auto found = m_runs.find(run); found != m_runs.end())
        found->fail(error, m_clock.elapsed(), m_backend.tempo.live.count() * 4);
    emit stateChanged();
    pump();
}

} // namespace workspace

#include "moc_historyfetcher.cpp"
