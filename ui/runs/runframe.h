#pragma once

#include "domain/sharedrun.h"
#include "ui/runs/runcolumn.h"

#include <QHash>
#include <QList>
#include <QString>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace ui {

/// One column of a RunFrame: a kind, a number and a word for each slot. Words are interned, so that filters look at
/// each distinct text once.
class FrameColumn
{
public:
    enum class Cell : quint8 { Missing, Number, Text, Boolean };

    void append(const QJsonValue &value);
    void appendText(const QString &text);
    void appendNumber(double number);
    void appendMissing();
    /// Drops the places whose `keep` is false.
    void compact(const std::vector<bool> &keep);
    /// Puts the last appended cell in the place of `slot`.
    void moveLastTo(size_t slot);
    void reserve(size_t places);

    [[nodiscard]] size_t size() const { return m_cells.size(); }
    [[nodiscard]] Cell cell(size_t slot) const { return m_cells[slot]; }
    /// Number and Boolean: the value; NaN elsewhere.
    [[nodiscard]] double number(size_t slot) const { return m_numbers[slot]; }
    /// Text: its index in words().
    [[nodiscard]] quint32 word(size_t slot) const { return m_words[slot]; }
    [[nodiscard]] const QStringList &words() const { return m_dictionary; }
    /// The place of each word in natural order without case ("run-2" before "run-10"). Kept until a word is added.
    [[nodiscard]] std::span<const quint32> ranks() const;

private:
    void push(Cell cell, double number, quint32 word);

    std::vector<Cell> m_cells;
    std::vector<double> m_numbers;
    std::vector<quint32> m_words;
    QStringList m_dictionary;
    QHash<QString, quint32> m_wordIds;
    mutable std::vector<quint32> m_ranks;
};

/// The runs of a project by column. A run keeps its slot as long as no run is removed; columns are filled when they are
/// asked for, or bit by bit before that (prepare()), and patched afterwards. Used by one thread
/// at a time.
class RunFrame
{
public:
    struct Change
    {
        std::vector<bool> kept; ///< for each slot before; empty: all were kept
        std::vector<quint32> changed; ///< places (after) whose run is another one
        quint32 firstAdded = 0; ///< places from here on are new
        /// `sizeNow`: of the frame, after the update.
        [[nodiscard]] bool isEmpty(quint32 sizeNow) const
        {
            return kept.empty() && changed.empty() && firstAdded == sizeNow;
        }
    };

    RunFrame();
    ~RunFrame();
    RunFrame(RunFrame &&other) noexcept;
    RunFrame &operator=(RunFrame &&other) noexcept;
    Q_DISABLE_COPY(RunFrame)

    /// Takes over `runs`; what is unchanged stays where it is.
    Change update(const domain::SharedRuns &runs);

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_places.size()); }
    /// Until the next update.
    [[nodiscard]] const domain::SharedRun &run(quint32 slot) const { return m_runs.at(m_places[slot]); }
    /// -1: not here.
    [[nodiscard]] qint64 slotOf(const QString &runId) const;
    [[nodiscard]] const FrameColumn &column(const RunColumn &what) const;
    /// Fills up to `most` further cells of the column. False: there was nothing left to fill.
    bool prepare(const RunColumn &what, quint32 most);
    /// Whether any run has something there.
    [[nodiscard]] bool hasAny(const RunColumn &what) const;

private:
    static constexpr quint32 noSlot = ~quint32(0);

    template <typename Known, typename Fresh>
    void match(const domain::SharedRuns &runs, Known known, Fresh fresh) const;
    void addFresh(const QHash<QString, qsizetype> &fresh);
    void removeSlots(const std::vector<bool> &kept);
    void patchCells(const std::vector<quint32> &changed);

    struct Column
    {
        RunColumn what;
        FrameColumn cells; ///< of the first slots, as many as were filled so far
    };
    [[nodiscard]] Column &columnOf(const RunColumn &what) const;
    void fillTo(Column &column, quint32 end) const;

    domain::SharedRuns m_runs; ///< as they were told last
    std::vector<qsizetype> m_places; ///< in m_runs, of each slot
    std::vector<quint32> m_slotAt; ///< of each of m_runs; none: a newer row of the same run follows
    QHash<QString, quint32> m_slots;
    mutable std::unordered_map<QString, std::unique_ptr<Column>> m_columns; ///< by RunColumn::id()
};

/// A frame of these runs whose `columns` are filled and ready to be sorted by. Reads every run; for the pool.
std::shared_ptr<RunFrame> makeRunFrame(const domain::SharedRuns &runs, const QList<RunColumn> &columns);

/// Orders places by a column: numbers, then texts, then NaN, then what is missing, in both directions; equal ones stay
/// as they were. `places` is reordered in place.
void sortSlots(std::vector<quint32> &places, const FrameColumn &column, Qt::SortOrder order);

} // namespace ui
