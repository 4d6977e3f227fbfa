#pragma once

#include "workspace/feed.h"

#include <QTimer>
#include <chrono>

namespace workspace {

class Backend;

/// When a feed asks the server: at its start, when told, when the connection comes back, and now and then while it is
/// active; with growing pauses after failures. Keeps the feed's freshness. GUI thread.
class Refresher : public QObject
{
    Q_OBJECT

public:
    /// `backend` outlives this object.
    explicit Refresher(Backend &backend);

    [[nodiscard]] const Freshness &freshness() const { return m_freshness; }
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] bool isActive() const { return m_isActive; }
    void setActive(bool active);
    /// From now on; the pause under way ends earlier if need be.
    void setInterval(std::chrono::milliseconds interval);
    /// Asks now, or as soon as the server answers again. `byPerson`: tries to connect, too.
    void request(bool byPerson);

    /// The value that is there is from then.
    void setFetchedAt(const QDateTime &at);
    /// The feed's answers to due().
    void succeeded(const QDateTime &at);
    void failed(const base::Error &error);

signals:
    void due(); ///< fetch now, then call succeeded() or failed()
    void freshnessChanged();

private:
    void start();
    void followConnection();
    void planNext();
    void setFreshness(const Freshness &freshness);

    Backend &m_backend;
    Freshness m_freshness;
    QTimer m_timer;
    std::chrono::milliseconds m_interval;
    int m_failures = 0;
    bool m_isRunning = false;
    bool m_isWaiting = false; ///< for the connection
    bool m_isActive = true;
};

} // namespace workspace
