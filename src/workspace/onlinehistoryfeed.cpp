#include "workspace/onlinehistoryfeed.h"

#include "base/whendone.h"

#include <algorithm>

namespace workspace {

namespace {

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
    , m_fetcher(backend, project, m_runs)
    , m_news(backend.tempo.gather)
{
    connect(&m_news, &HistoryNews::keysDue, this, &OnlineHistoryFeed::tellKeys);
    connect(&m_news, &HistoryNews::stateDue, this, &OnlineHistoryFeed::stateChanged);
    connect(&m_news, &HistoryNews::pointsDue, this, &OnlineHistoryFeed::pointsChanged);
    connect(&m_columns, &HistoryColumns::changed, &m_news, &HistoryNews::notePoints);
    connect(&m_columns, &HistoryColumns::answered, this, [this] {
        m_news.noteState();
        m_news.tellAtOnce();
    });
    connect(&m_columns, &HistoryColumns::damaged, this, &OnlineHistoryFeed::forget);
    connect(&backend, &Backend::runsTold, this, &OnlineHistoryFeed::takeNews);
    connectFetcher();
    readProgress();
}

void OnlineHistoryFeed::connectFetcher()
{
    connect(&m_fetcher, &HistoryFetcher::stateChanged, &m_news, &HistoryNews::noteState);
    connect(&m_fetcher, &HistoryFetcher::outdated, this, &OnlineHistoryFeed::forget);
    connect(&m_fetcher, &HistoryFetcher::rowsCame, this,
        [this](const QString &run, const cache::HistoryPart &part, bool hasNewKeys) {
            m_columns.append(run, cache::Stream::History, part);
            if (hasNewKeys)
                noteKeys();
            m_news.notePoints(run);
        });
    connect(&m_fetcher, &HistoryFetcher::eventsCame, this, [this](const QString &run, bool hasOtherKeys) {
        m_columns.reload(run);
        if (hasOtherKeys)
            noteKeys();
        m_news.notePoints(run);
    });
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
    m_fetcher.setWanted(runs);
    noteKeys();
    m_news.noteState();
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
        m_news.notePoints(run);
    }
    noteKeys();
    m_news.noteState();
    m_news.tellAtOnce();
    m_fetcher.pump();
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
    m_news.noteState();
    m_fetcher.pump();
}

void OnlineHistoryFeed::setActive(bool active)
{
    if (active == m_isActive)
        return;
    m_isActive = active;
    m_fetcher.setActive(active);
    if (active)
        readOverviews(m_wanted); // another page may have fetched rows meanwhile
}

void OnlineHistoryFeed::setWantsAllSystem(bool wanted)
{
    m_fetcher.setWantsAllEvents(wanted);
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
    m_fetcher.wantEvents();
    return knownSystemKeys();
}

QStringList OnlineHistoryFeed::knownSystemKeys() const
{
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

void OnlineHistoryFeed::noteKeys()
{
    m_keys.reset();
    m_news.noteKeys();
}

void OnlineHistoryFeed::tellKeys()
{
    const QStringList system = knownSystemKeys();
    if (keys() == m_toldKeys && system == m_toldSystemKeys)
        return;
    m_toldKeys = keys();
    m_toldSystemKeys = system;
    emit keysChanged();
}

} // namespace workspace

#include "moc_onlinehistoryfeed.cpp"
