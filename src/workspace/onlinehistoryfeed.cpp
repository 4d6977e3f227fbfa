#include "workspace/onlinehistoryfeed.h"

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

QStringList sortedList(const QSet<QString> &set)
{
    QStringList list(set.begin(), set.end());
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace

OnlineHistoryFeed::OnlineHistoryFeed(Backend &backend, const domain::ProjectPath &project)
    : m_owner(backend.shared_from_this())
    , m_backend(backend)
    , m_project(project)
    , m_columns(backend, project)
{
    m_clock.start();
    m_pumpTimer.setSingleShot(true);
    m_gatherTimer.setSingleShot(true);
    connect(&m_pumpTimer, &QTimer::timeout, this, &OnlineHistoryFeed::pump);
    connect(&m_gatherTimer, &QTimer::timeout, this, &OnlineHistoryFeed::tellGathered);
    connect(&m_columns, &HistoryColumns::changed, this, &OnlineHistoryFeed::gatherPoints);
    connect(&m_columns, &HistoryColumns::answered, this, [this] {
        gatherState();
        tellAnswered();
    });
    connect(&m_columns, &HistoryColumns::damaged, this, &OnlineHistoryFeed::forget);
    connect(&backend, &Backend::runsTold, this, &OnlineHistoryFeed::takeNews);
    connect(&backend.connection, &Connection::changed, this, [this] {
        for (RunHistory &run : m_runs)
            run.clearFailure();
        gatherState();
        pump();
    });
    readProgress();
}

void OnlineHistoryFeed::readProgress()
{
    base::whenDone(this, m_backend.cache.runs().progress(m_project),
        [this](const base::Result<QHash<QString, cache::RunProgress>> &progress) {
            m_hasProgress = true;
            if (progress) {
                for (auto it = progress->begin(); it != progress->end(); ++it) {
                    if (!m_progress.contains(it.key())) // what the server told meanwhile is newer
                        m_progress.insert(it.key(), *it);
                }
            }
            readOverviews(m_wanted);
        });
}

void OnlineHistoryFeed::setRuns(const QStringList &runs)
{
    if (runs == m_wanted)
        return;
    m_wanted = runs;
    const QSet<QString> wanted(runs.begin(), runs.end());
    m_runs.removeIf([&wanted](const auto &entry) { return !wanted.contains(entry.key()); });
    m_columns.keepOnly(wanted);
    QStringList unknown;
    for (const QString &run : runs) {
        if (!m_runs.contains(run)) {
            m_runs.insert(run, {});
            unknown.append(run);
        }
    }
    noteKeys(true);
    gatherState();
    if (m_hasProgress)
        readOverviews(unknown);
}

void OnlineHistoryFeed::readOverviews(const QStringList &runs)
{
    if (runs.isEmpty())
        return;
    auto &store = m_backend.cache.histories();
    base::whenDone(this, store.overviews(m_project, runs, cache::Stream::History),
        [this, runs, &store](const base::Result<QHash<QString, cache::HistoryOverview>> &histories) {
            if (!histories)
                m_backend.noteError(histories.error());
            base::whenDone(this, store.overviews(m_project, runs, cache::Stream::Events),
                [this, runs, known = histories.valueOr({})](
                    const base::Result<QHash<QString, cache::HistoryOverview>> &events) {
                    beginRuns(runs, known, events.valueOr({}));
                });
        });
}

void OnlineHistoryFeed::beginRuns(const QStringList &runs, const QHash<QString, cache::HistoryOverview> &histories,
    const QHash<QString, cache::HistoryOverview> &events)
{
    for (const QString &run : runs) {
        const auto found = m_runs.find(run);
        if (found == m_runs.end() || found->isFetching)
            continue;
        if (const auto progress = m_progress.constFind(run); progress != m_progress.constEnd())
            found->tell(progress->lineCount, progress->state);
        found->begin(histories.value(run), events.value(run));
        m_changedRuns.insert(run);
    }
    noteKeys(true);
    gatherState();
    tellAnswered();
    pump();
}

void OnlineHistoryFeed::takeNews(const domain::ProjectPath &project, const QList<domain::Run> &runs)
{
    if (project != m_project)
        return;
    for (const domain::Run &told : runs) {
        m_progress.insert(told.path.run, {told.historyLineCount, told.state});
        if (const auto found = m_runs.find(told.path.run); found != m_runs.end())
            found->tell(told.historyLineCount, told.state);
    }
    gatherState();
    pump();
}

void OnlineHistoryFeed::setActive(bool active)
{
    if (active == m_isActive)
        return;
    m_isActive = active;
    if (active)
        readOverviews(m_wanted); // another page may have fetched rows meanwhile
}

void OnlineHistoryFeed::setWantsAllSystem(bool wanted)
{
    if (wanted == m_wantsAllEvents)
        return;
    m_wantsAllEvents = wanted;
    pump();
}

qint64 OnlineHistoryFeed::followPause() const
{
    const auto active =
        std::count_if(m_runs.begin(), m_runs.end(), [](const RunHistory &run) { return run.isActive(); });
    return m_backend.tempo.live.count() * std::max<qint64>(1, active / 8);
}

void OnlineHistoryFeed::pump()
{
    if (!m_isActive || !m_backend.connection.isOnline())
        return;
    const qint64 now = m_clock.elapsed();
    const qint64 pause = followPause();
    while (m_pagesUnderWay < pagesAtOnce) {
        QString chosen;
        Need chosenNeed = Need::Nothing;
        int fewest = std::numeric_limits<int>::max();
        for (qsizetype i = 0; i < m_wanted.size(); ++i) {
            const RunHistory &run = m_runs[m_wanted[i]];
            const Need need = run.need(now, pause, m_wantsEvents && (m_wantsAllEvents || i < eventRuns));
            const int turn = run.pages + (need == Need::Events ? 1000 : 0); // rows come before system metrics
            if (need != Need::Nothing && turn < fewest) {
                fewest = turn;
                chosen = m_wanted[i];
                chosenNeed = need;
            }
        }
        if (chosenNeed == Need::Nothing)
            break;
        fetch(chosen, chosenNeed);
    }
    m_pumpTimer.start(std::max<std::chrono::milliseconds>(m_backend.tempo.live / 2, m_backend.tempo.gather));
}

void OnlineHistoryFeed::fetch(const QString &run, Need need)
{
    RunHistory &history = m_runs[run];
    history.isFetching = true;
    ++m_pagesUnderWay;
    gatherState();
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

void OnlineHistoryFeed::takePage(const QString &run, Need need, const base::Result<DecodedPage> &page)
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

void OnlineHistoryFeed::takeRows(const QString &run, Need need, const DecodedPage &page)
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
        m_columns.append(run, stream, page.part);
        const qsizetype known = history.keys().size();
        history.addKeys(keysOfPart(page.part));
        noteKeys(history.keys().size() != known);
        gatherPoints(run);
    }
}

void OnlineHistoryFeed::takeStored(const QString &run, Need need, const base::Status &stored)
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
        forget(run); // what is in memory and what is cached differ: begin again from the cache
        return;
    }
    found->tookPage(m_clock.elapsed());
    if (need == Need::Renewal && found->plan(need).isAtEnd())
        endRenewal(run);
    gatherState();
    pump();
}

void OnlineHistoryFeed::endRenewal(const QString &run)
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
            m_columns.reload(run);
            readOverviews({run});
        });
}

void OnlineHistoryFeed::takeEvents(const QString &run, const base::Result<DecodedPage> &page)
{
    --m_pagesUnderWay;
    const auto found = m_runs.find(run);
    if (found == m_runs.end()) {
        pump();
        return;
    }
    found->isFetching = false;
    cache::HistoryOverview overview;
    overview.fetchedAt = Backend::now();
    if (!page && page.error().kind != base::Error::Kind::NotFound) {
        fail(run, page.error());
        found->tookEvents(found->events(), m_clock.elapsed()); // not at once again
        return;
    }
    if (page && page->facts.rows > 0) {
        overview.rows = overview.serverRows = page->facts.rows;
        overview.isWhole = true;
        overview.isSampled = page->facts.rows >= eventRows;
        overview.keys = keysOfPart(page->part);
        std::sort(overview.keys.begin(), overview.keys.end());
        m_backend.noteFailure(
            m_backend.cache.histories().replace(pathOf(run), cache::Stream::Events, page->part, overview));
    }
    const bool isNews = overview.keys != found->events().keys;
    found->tookEvents(overview, m_clock.elapsed());
    m_columns.reload(run);
    noteKeys(isNews);
    gatherPoints(run);
    pump();
}

void OnlineHistoryFeed::fail(const QString &run, const base::Error &error)
{
    m_backend.noteError(error);
    if (const auto found = m_runs.find(run); found != m_runs.end())
        found->fail(error, m_clock.elapsed(), m_backend.tempo.live.count() * 4);
    gatherState();
    pump();
}

void OnlineHistoryFeed::forget(const QString &run)
{
    m_columns.reload(run);
    readOverviews({run});
}

QStringList OnlineHistoryFeed::keys() const
{
    if (!m_keys) {
        QSet<QString> keys;
        for (const RunHistory &run : m_runs) {
            for (const QString &key : run.keys())
                keys.insert(key);
        }
        m_keys = sortedList(keys);
    }
    return *m_keys;
}

QStringList OnlineHistoryFeed::systemKeys() const
{
    m_wantsEvents = true;
    QSet<QString> keys;
    for (const RunHistory &run : m_runs) {
        for (const QString &key : run.events().keys)
            keys.insert(key);
    }
    return sortedList(keys);
}

series::PointsPtr OnlineHistoryFeed::points(const QString &run, const QString &key) const
{
    const auto found = m_runs.constFind(run);
    if (found == m_runs.constEnd())
        return nullptr;
    if (std::binary_search(found->keys().begin(), found->keys().end(), key))
        return m_columns.points({run, key, cache::Stream::History});
    if (std::binary_search(found->events().keys.begin(), found->events().keys.end(), key))
        return m_columns.points({run, key, cache::Stream::Events});
    return nullptr;
}

HistoryState OnlineHistoryFeed::state(const QString &run) const
{
    const auto found = m_runs.constFind(run);
    return found == m_runs.constEnd() ? HistoryState{} : found->state();
}

void OnlineHistoryFeed::noteKeys(bool isNews)
{
    if (!isNews)
        return;
    m_keys.reset();
    m_hasKeyNews = true;
    gather();
}

void OnlineHistoryFeed::gatherPoints(const QString &run)
{
    m_changedRuns.insert(run);
    gather();
}

void OnlineHistoryFeed::gatherState()
{
    m_hasStateNews = true;
    gather();
}

/// The first news after a while are told at once, what follows them closely together.
void OnlineHistoryFeed::gather()
{
    if (m_gatherTimer.isActive())
        return;
    const std::chrono::milliseconds pause = m_backend.tempo.gather;
    const std::chrono::milliseconds since(m_sinceTold.isValid() ? m_sinceTold.elapsed() : pause.count());
    m_gatherTimer.start(std::max(std::chrono::milliseconds(0), pause - since));
}

/// Somebody waits in front of empty charts for what the cache has; it has answered.
void OnlineHistoryFeed::tellAnswered()
{
    if (!m_gatherTimer.isActive())
        return;
    m_gatherTimer.stop();
    tellGathered();
}

void OnlineHistoryFeed::tellGathered()
{
    m_sinceTold.start();
    if (std::exchange(m_hasKeyNews, false)) {
        const bool wantedEvents = m_wantsEvents;
        const QStringList system = systemKeys();
        m_wantsEvents = wantedEvents;
        if (keys() != m_toldKeys || system != m_toldSystemKeys) {
            m_toldKeys = keys();
            m_toldSystemKeys = system;
            emit keysChanged();
        }
    }
    if (std::exchange(m_hasStateNews, false))
        emit stateChanged();
    if (!m_changedRuns.isEmpty()) {
        const QStringList runs = sortedList(std::exchange(m_changedRuns, {}));
        emit pointsChanged(runs);
    }
}

} // namespace workspace

#include "moc_onlinehistoryfeed.cpp"
