#pragma once

#include "api/page.h"
#include "workspace/cachedfeed.h"

namespace workspace {

/// The console of a run: the last lines first, then what came before, then what is added. Kept whole up to a bound.
class ConsoleFeed : public RefreshedFeed<QList<domain::ConsoleLine>>
{
public:
    ConsoleFeed(Backend &backend, const domain::RunPath &run);

private:
    using LinePage = api::Page<domain::ConsoleLine>;

    void begin(const base::Result<cache::Aged<QList<domain::ConsoleLine>>> &cached);
    void fetch() override;
    void takeTail(const base::Result<LinePage> &page);
    void fetchFrom(const QString &cursor);
    void takePage(const QString &cursor, const base::Result<LinePage> &page);
    void merge(const QList<domain::ConsoleLine> &lines);
    void finish();

    domain::RunPath m_run;
    QMap<qint64, domain::ConsoleLine> m_lines;
    bool m_isWhole = false; ///< every line before the last known one is here
};

} // namespace workspace
