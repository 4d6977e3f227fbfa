#include "stallwatchdog.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <chrono>
#include <cmath>

StallWatchdog::StallWatchdog(QObject *parent)
    : QObject(parent)
    , m_thread([this] { measure(); })
{ }

StallWatchdog::~StallWatchdog()
{
    m_isStopping = true;
    m_thread.join();
}

void StallWatchdog::measure()
{
    using namespace std::chrono_literals;
    int asked = 0;
    while (!m_isStopping) {
        QElapsedTimer timer;
        timer.start();
        ++asked;
        QMetaObject::invokeMethod(
            this, [this] { ++m_answered; }, Qt::QueuedConnection);
        while (!m_isStopping && m_answered < asked)
            std::this_thread::sleep_for(500us);
        {
            const QMutexLocker lock(&m_mutex);
            m_milliseconds.push_back(static_cast<float>(static_cast<double>(timer.nsecsElapsed()) / 1e6));
        }
        std::this_thread::sleep_for(5ms);
    }
}

QByteArray StallWatchdog::report() const
{
    std::vector<float> sorted;
    {
        const QMutexLocker lock(&m_mutex);
        sorted = m_milliseconds;
    }
    std::sort(sorted.begin(), sorted.end());
    const auto longerThan = [&sorted](float limit) {
        return static_cast<int>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), limit));
    };
    const auto rounded = [](float value) { return std::round(static_cast<double>(value) * 10) / 10; };
    QJsonObject report;
    report[u"questions"] = static_cast<int>(sorted.size());
    report[u"longest_ms"] = sorted.empty() ? 0 : rounded(sorted.back());
    report[u"p99_ms"] = sorted.empty() ? 0 : rounded(sorted[sorted.size() * 99 / 100]);
    report[u"over_50_ms"] = longerThan(50);
    report[u"over_100_ms"] = longerThan(100);
    return QJsonDocument(report).toJson(QJsonDocument::Compact) + '\n';
}
