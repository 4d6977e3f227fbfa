#pragma once

#include "cache/historyrecord.h"

namespace workspace {

/// A page of rows that a plan wants: `first` <= step < `end` (-1: open), at most `samples`.
struct HistoryRequest
{
    qint64 first = 0;
    qint64 end = -1;
    int samples = 0;

    bool operator==(const HistoryRequest &) const = default;
};

/// What a page held.
struct HistoryPageFacts
{
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 highestStep = -1;
    qint64 serverRows = -1; ///< -1: not told
    bool isRunActive = false;
};

/// Which rows of one run to ask for next, so that all of them come, each once, from a server that answers a page with
/// at most so many rows and leaves out some of the others when there are more (protocol, section 18). A page with fewer
/// rows than asked for is complete; any other is asked for again in parts. No I/O.
class HistoryPlan
{
public:
    enum class Verdict {
        Take, ///< the page's rows follow those that are here; overview() counts them
        Narrow, ///< the page may lack rows: next() asks for less
        Renew, ///< what is here is not what the server has: fetch everything anew
    };

    /// Goes on from what is cached. `toldRows`: of the server, if known, else -1.
    explicit HistoryPlan(const cache::HistoryOverview &overview = {}, qint64 toldRows = -1);

    [[nodiscard]] HistoryRequest next() const;
    Verdict take(const HistoryPageFacts &facts);
    /// The answer was too large.
    void shrink();

    [[nodiscard]] const cache::HistoryOverview &overview() const { return m_overview; }
    /// All rows up to the last step that was seen are here; false while a pass is under way.
    [[nodiscard]] bool isAtEnd() const { return m_overview.isWhole && m_isAtEnd; }
    /// Whether `serverRows` says that something is new. The plan then asks at its end again.
    [[nodiscard]] bool isNews(qint64 serverRows) const;
    void lookAgain() { m_isAtEnd = false; }

private:
    [[nodiscard]] bool restFits() const;
    void widen(qint64 rows, const HistoryRequest &asked);
    [[nodiscard]] bool mayLackRows(const HistoryPageFacts &facts, const HistoryRequest &asked) const;
    void narrow(const HistoryPageFacts &facts, const HistoryRequest &asked);
    void adapt(const HistoryPageFacts &facts);
    Verdict arrive(const HistoryPageFacts &facts);

    cache::HistoryOverview m_overview;
    qint64 m_toldRows;
    int m_samples;
    qint64 m_width = 0; ///< steps to ask for at once; 0: not narrowed
    int m_openFailures = 0; ///< the rest was said to fit into a page, and did not
    bool m_isAtEnd = false;
    bool m_wasWhole; ///< before the pass under way
};

} // namespace workspace
