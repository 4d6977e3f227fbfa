#include "workspace/historyplan.h"

#include <algorithm>
#include <limits>

namespace workspace {

namespace {

constexpr int firstSamples = 1000;
constexpr int fewestSamples = 50;
constexpr int mostSamples = 20'000;
constexpr qint64 wantedBytes = 1'500'000; // a page: quick to read, far below the limit of an answer
constexpr int mostSamplesOfOneStep = 200'000;
constexpr int openTries = 3; // of a server whose count of rows is too low
constexpr qint64 widestGap = qint64(1) << 45;

} // namespace

HistoryPlan::HistoryPlan(const cache::HistoryOverview &overview, qint64 toldRows)
    : m_overview(overview)
    , m_toldRows(toldRows)
    , m_samples(firstSamples)
    , m_wasWhole(overview.isWhole)
{ }

HistoryRequest HistoryPlan::next() const
{
    const qint64 first = m_overview.scannedTo;
    if (m_width == 0 && (m_toldRows < 0 || restFits()))
        return {first, -1, m_samples};
    // One step less than rows: where each step has one row, such a page is never full, and a full one is never
    // complete.
    const qint64 width = m_width > 0 ? m_width : m_samples - 1;
    const bool isFar = first > std::numeric_limits<qint64>::max() - width;
    return {first, isFar ? -1 : first + width, m_samples};
}

bool HistoryPlan::restFits() const
{
    return m_toldRows >= 0 && m_toldRows - m_overview.rows < m_samples;
}

bool HistoryPlan::mayLackRows(const HistoryPageFacts &facts, const HistoryRequest &asked) const
{
    if (facts.rows != asked.samples) // fewer: that is all; more: the server does not sample
        return false;
    const bool isJustAll = asked.first == 0 && asked.end < 0 && facts.rows == facts.serverRows;
    return !isJustAll;
}

HistoryPlan::Verdict HistoryPlan::take(const HistoryPageFacts &facts)
{
    const HistoryRequest asked = next();
    if (facts.serverRows >= 0)
        m_toldRows = facts.serverRows;
    if (mayLackRows(facts, asked)) {
        const bool isOneStep = asked.end == asked.first + 1;
        if (!isOneStep || m_samples < mostSamplesOfOneStep) {
            narrow(facts, asked);
            return Verdict::Narrow;
        }
        m_overview.isSampled = true; // more rows of one step than anybody can ask for
    }
    m_overview.rows += facts.rows;
    m_overview.serverRows = std::max<qint64>(m_toldRows, 0);
    m_overview.nextStep = std::max(m_overview.nextStep, facts.highestStep + 1);
    adapt(facts);
    if (asked.end >= 0) {
        m_overview.scannedTo = asked.end;
        widen(facts.rows, asked);
        const bool isAllHere = m_toldRows >= 0 && m_overview.rows >= m_toldRows;
        const bool isPastAnything = facts.rows == 0 && m_width >= widestGap;
        if (!isAllHere && !isPastAnything)
            return Verdict::Take;
    }
    return arrive(facts);
}

void HistoryPlan::widen(qint64 rows, const HistoryRequest &asked)
{
    if (restFits() && m_openFailures < openTries) {
        m_width = 0; // the rest at once
        return;
    }
    const qint64 width = asked.end - asked.first;
    const qint64 factor = rows == 0 ? 8 : std::clamp<qint64>(7 * asked.samples / (10 * rows), 1, 8);
    m_width = std::min(width * factor, widestGap);
}

HistoryPlan::Verdict HistoryPlan::arrive(const HistoryPageFacts &facts)
{
    // How many rows fewer (or more) than the server counts were here after the last complete pass: some servers count
    // differently, and that is no reason to fetch everything again.
    const qint64 lacking = m_toldRows < 0 ? 0 : m_toldRows - m_overview.rows;
    const qint64 knownLacking = m_overview.lacking;
    m_overview.scannedTo = m_overview.nextStep;
    m_isAtEnd = true;
    m_width = 0;
    if (m_wasWhole && lacking != knownLacking) {
        // While rows come in, count and rows may be of different moments: look again before fetching everything.
        const bool mayBeBetween = facts.isRunActive && facts.rows > 0;
        return mayBeBetween ? Verdict::Take : Verdict::Renew;
    }
    m_overview.isWhole = true;
    m_wasWhole = true;
    m_overview.lacking = lacking;
    m_overview.isSampled = m_overview.isSampled || (lacking > 0 && !facts.isRunActive);
    return Verdict::Take;
}

void HistoryPlan::narrow(const HistoryPageFacts &facts, const HistoryRequest &asked)
{
    if (asked.end == asked.first + 1) {
        m_samples = std::min(m_samples * 4, mostSamplesOfOneStep);
        return;
    }
    const qint64 steps = std::max<qint64>(facts.highestStep + 1 - asked.first, 1);
    if (asked.end < 0) {
        ++m_openFailures;
        // The sample spans all steps: how densely the rows lie says how many steps fit into a page.
        const qint64 rows = std::max<qint64>(m_toldRows - m_overview.rows, facts.rows);
        const double rowsPerStep = static_cast<double>(rows) / static_cast<double>(steps);
        m_width = std::max<qint64>(static_cast<qint64>(0.8 * m_samples / rowsPerStep), 1);
        m_width = std::min(m_width, steps - (steps > 1 ? 1 : 0));
    } else {
        m_width = std::max<qint64>((asked.end - asked.first) / 2, 1);
    }
}

void HistoryPlan::adapt(const HistoryPageFacts &facts)
{
    if (facts.rows < 100 || facts.bytes <= 0)
        return;
    const qint64 fitting = wantedBytes * facts.rows / facts.bytes;
    const qint64 wanted = std::clamp<qint64>(fitting, fewestSamples, qint64(m_samples) * 4);
    const int before = m_samples;
    m_samples = static_cast<int>(std::clamp<qint64>(wanted, fewestSamples, mostSamples));
    if (m_width > 0)
        m_width = std::max<qint64>(m_width * m_samples / before, 1);
}

void HistoryPlan::shrink()
{
    m_samples = std::max(m_samples / 4, fewestSamples);
    if (m_width > 0)
        m_width = std::max<qint64>(m_width / 4, 1);
}

bool HistoryPlan::isNews(qint64 serverRows) const
{
    return serverRows >= 0 && serverRows != m_overview.rows + m_overview.lacking;
}

} // namespace workspace
