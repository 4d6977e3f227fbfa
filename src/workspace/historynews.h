#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>
#include <chrono>

namespace workspace {

/// Gathers what happens in a history feed, so that what comes closely together is told together. GUI thread.
class HistoryNews : public QObject
{
    Q_OBJECT

public:
    /// `pause`: between two tellings.
    explicit HistoryNews(std::chrono::milliseconds pause);

    void noteKeys();
    void notePoints(const QString &run);
    void noteState();
    /// What has been noted need not wait: somebody is looking at empty charts.
    void tellAtOnce();

signals:
    void keysDue();
    void stateDue();
    void pointsDue(const QStringList &runs); ///< sorted

private:
    void gather();
    void tell();

    std::chrono::milliseconds m_pause;
    QTimer m_timer;
    QElapsedTimer m_sinceTold;
    QSet<QString> m_runs;
    bool m_hasKeys = false;
    bool m_hasState = false;
};

} // namespace workspace
