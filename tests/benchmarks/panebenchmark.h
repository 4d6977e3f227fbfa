#pragma once

#include <QApplication>

namespace bench {

/// Knows the longest time that one event took: so long the window did not answer.
class WatchedApplication : public QApplication
{
    Q_OBJECT

public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;
    /// Since the last call; milliseconds.
    double takeLongest();

private:
    double m_longest = 0;
    int m_depth = 0;
};

/// Many charts on one page, all of them smoothed anew: which part of the work the window's thread does, and how long
/// one event keeps it from answering. False: it does more than half.
bool benchmarkPane(WatchedApplication &application, int runs, int charts, int count, int rounds);

} // namespace bench
