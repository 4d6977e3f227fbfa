#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <algorithm>
#include <cstdio>
#include <vector>

namespace bench {

template <typename Work>
double milliseconds(Work &&work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

inline double median(std::vector<double> times)
{
    if (times.empty())
        return 0;
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

/// So that this share of them took no longer.
inline double part(std::vector<double> times, double share)
{
    if (times.empty())
        return 0;
    std::sort(times.begin(), times.end());
    return times[static_cast<size_t>(share * static_cast<double>(times.size() - 1))];
}

/// Memory of the process that is in use, bytes; 0 where the system does not tell.
inline qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

/// How often things are measured; a figure is the median of the rounds' medians.
struct Effort
{
    int rounds = 3;
    int ours = 7; ///< repetitions within a round
    int anchor = 2;
};

/// One operation, ours and the anchor's in turn, so that both meet the same disturbances of the machine.
class Duel
{
public:
    template <typename Ours, typename Anchor>
    void round(const Effort &effort, Ours &&ours, Anchor &&anchor)
    {
        std::vector<double> mine;
        std::vector<double> theirs;
        for (int i = 0; i < effort.ours; ++i) {
            mine.push_back(milliseconds(ours));
            if (i < effort.anchor)
                theirs.push_back(milliseconds(anchor));
        }
        m_ours.push_back(median(mine));
        m_anchor.push_back(median(theirs));
    }
    [[nodiscard]] double ours() const { return median(m_ours); }
    [[nodiscard]] double anchor() const { return median(m_anchor); }
    [[nodiscard]] double ratio() const { return anchor() / ours(); }

private:
    std::vector<double> m_ours;
    std::vector<double> m_anchor;
};

/// One operation of a list that is as long as lists become, next to the same of a widget of the toolkit.
class Race
{
public:
    /// `anchor`: the other's name. `rounds`: of three tries each.
    Race(const char *anchor, int rounds)
        : m_anchor(anchor)
        , m_rounds(rounds)
    { }

    /// Prints the times. It is lost by whoever takes so many times as long as the other, and longer than a frame.
    template <typename Ours, typename Anchor>
    void run(const char *name, double mostTimes, Ours &&ours, Anchor &&anchor)
    {
        constexpr double frame = 16;
        Duel duel;
        for (int round = 0; round < m_rounds; ++round)
            duel.round({1, 3, 3}, ours, anchor);
        const bool isGood = duel.ours() < mostTimes * duel.anchor() || duel.ours() < frame;
        std::printf("  %-22s %8.2f ms, %s %8.2f ms: %6.1fx%s\n", name, duel.ours(), m_anchor, duel.anchor(),
            duel.ratio(), isGood ? "" : " TOO SLOW");
        m_isLost = m_isLost || !isGood;
    }
    [[nodiscard]] bool isLost() const { return m_isLost; }

private:
    const char *m_anchor;
    int m_rounds;
    bool m_isLost = false;
};

} // namespace bench
