#include "stallwatchdog.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <unistd.h>

namespace {

constexpr float limit = 50; // milliseconds
constexpr size_t mostStalls = 100; // that are kept with their stacks
constexpr int mostStacks = 8;

/// How long this process' first thread, the interface's, has waited for a core so far, in nanoseconds; 0 where the
/// system does not tell.
qint64 waitedForCore()
{
    QFile file(QStringLiteral("/proc/self/task/%1/schedstat").arg(getpid()));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 0;
    return file.read(100).split(' ').value(1).toLongLong();
}

float milliseconds(qint64 nanoseconds)
{
    return static_cast<float>(static_cast<double>(nanoseconds) / 1e6);
}

double rounded(float value)
{
    return std::round(static_cast<double>(value) * 10) / 10;
}

void describeAnswers(QJsonObject &report, const QString &prefix, std::vector<float> answers)
{
    std::sort(answers.begin(), answers.end());
    const auto longerThan = [&answers](float bound) {
        return static_cast<int>(answers.end() - std::upper_bound(answers.begin(), answers.end(), bound));
    };
    report[prefix + QStringLiteral("longest_ms")] = answers.empty() ? 0 : rounded(answers.back());
    report[prefix + QStringLiteral("p99_ms")] = answers.empty() ? 0 : rounded(answers[answers.size() * 99 / 100]);
    report[prefix + QStringLiteral("over_50_ms")] = longerThan(limit);
    report[prefix + QStringLiteral("over_100_ms")] = longerThan(2 * limit);
}

} // namespace

StallWatchdog::StallWatchdog(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
    m_thread = std::thread([this] { measure(); });
}

StallWatchdog::~StallWatchdog()
{
    m_isStopping = true;
    m_thread.join();
}

void StallWatchdog::measure()
{
    using namespace std::chrono_literals;
    for (int asked = 1; !m_isStopping; ++asked) {
        const qint64 waited = waitedForCore();
        const qint64 askedAt = m_clock.nsecsElapsed();
        QMetaObject::invokeMethod(
            this, [this, askedAt, waited] { answer(askedAt, waited); }, Qt::QueuedConnection);
        const QList<StackSampler::Stack> stacks = watch(asked);
        {
            const QMutexLocker lock(&m_mutex);
            if (m_answered == asked && m_milliseconds.back() > limit && m_stalls.size() < mostStalls)
                m_stalls.push_back({static_cast<double>(askedAt) / 1e9, m_milliseconds.back(), m_own.back(), stacks});
        }
        std::this_thread::sleep_for(5ms);
    }
}

/// Waits for the answer; what the interface's thread does meanwhile, if it is late.
QList<StackSampler::Stack> StallWatchdog::watch(int asked)
{
    using namespace std::chrono_literals;
    QList<StackSampler::Stack> stacks;
    QElapsedTimer sinceSample;
    sinceSample.start();
    while (!m_isStopping && m_answered < asked) {
        std::this_thread::sleep_for(500us);
        if (sinceSample.hasExpired(qint64(limit) / 2) && stacks.size() < mostStacks && m_answered < asked) {
            stacks.append(m_sampler.sample());
            sinceSample.restart();
        }
    }
    return stacks;
}

/// In the interface's thread.
void StallWatchdog::answer(qint64 askedAt, qint64 waitedBefore)
{
    const float took = milliseconds(m_clock.nsecsElapsed() - askedAt);
    const float waited = milliseconds(waitedForCore() - waitedBefore);
    {
        const QMutexLocker lock(&m_mutex);
        m_milliseconds.push_back(took);
        m_own.push_back(std::max(0.F, took - waited));
    }
    ++m_answered;
}

QJsonObject StallWatchdog::describe(const Stall &stall)
{
    QJsonArray stacks;
    for (const StackSampler::Stack &stack : stall.stacks)
        stacks.append(QJsonArray::fromStringList(StackSampler::describe(stack)));
    return {{QStringLiteral("at_s"), rounded(static_cast<float>(stall.atSeconds))},
        {QStringLiteral("ms"), rounded(stall.milliseconds)}, {QStringLiteral("own_ms"), rounded(stall.own)},
        {QStringLiteral("stacks"), stacks}};
}

QByteArray StallWatchdog::report() const
{
    const QMutexLocker lock(&m_mutex);
    QJsonObject report;
    report[u"questions"] = static_cast<int>(m_milliseconds.size());
    describeAnswers(report, {}, m_milliseconds);
    describeAnswers(report, QStringLiteral("own_"), m_own);
    QJsonArray stalls;
    for (const Stall &stall : m_stalls)
        stalls.append(describe(stall));
    report[u"stalls"] = stalls;
    return QJsonDocument(report).toJson(QJsonDocument::Compact) + '\n';
}
