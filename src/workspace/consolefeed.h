#pragma once

#include "api/page.h"
#include "workspace/cachedfeed.h"
#include "workspace/consolelog.h"

namespace workspace {

/// The console of a run: the last lines first, then what came before, then what is added. Kept whole up to a bound.
class ConsoleFeed : public RefreshedFeed<ConsoleLog>
{
public:
    ConsoleFeed(Backend &backend, const domain::RunPath &run);

private:
    using LinePage = api::Page<domain::ConsoleLine>;

    using CachedLog = base::Result<cache::Aged<ConsoleLog>>;

    void begin(const CachedLog &cached);
    void fetch() override;
    void takeTail(const base::Result<LinePage> &page);
    void fetchFrom(const QString &cursor);
    void takePage(const QString &cursor, const base::Result<LinePage> &page);
    void forget();
    void merge(const QList<domain::ConsoleLine> &lines);
    void finish();

    domain::RunPath m_run;
    ConsoleLog m_log;
    QList<domain::ConsoleLine> m_unsaved; ///< arrived since the cache was told
    bool m_replacesCache = true; ///< what is cached is of another console, or nothing
    bool m_isWhole = false; ///< every line before the last known one is here
};

} // namespace workspace
