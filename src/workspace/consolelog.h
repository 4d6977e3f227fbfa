#pragma once

#include "domain/run.h"

#include <QList>

namespace workspace {

/// The lines of a console, ascending by number, in blocks that copies share: a copy, a comparison and an addition cost
/// the same however many lines there are already.
class ConsoleLog
{
public:
    /// A block holds the lines of one such stretch of numbers.
    static constexpr qint64 blockLines = 1000;
    using Block = QList<domain::ConsoleLine>;

    ConsoleLog() = default;
    /// In any order; of two lines with one number the later counts.
    ConsoleLog(const QList<domain::ConsoleLine> &lines) // not explicit: these are the same lines
    {
        merge(lines);
    }

    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    /// None is empty.
    [[nodiscard]] const QList<Block> &blocks() const { return m_blocks; }
    [[nodiscard]] const domain::ConsoleLine &operator[](qsizetype place) const;
    /// -1: there is none.
    [[nodiscard]] qint64 lastNumber() const { return isEmpty() ? -1 : m_blocks.constLast().constLast().number; }
    [[nodiscard]] QList<domain::ConsoleLine> lines() const;

    /// Adds lines, replaces those with the same number; those that were not so here already.
    QList<domain::ConsoleLine> merge(const QList<domain::ConsoleLine> &lines);
    /// Lets go of whole blocks from the beginning until no more than `most` lines are left.
    void keepLast(qsizetype most);

    bool operator==(const ConsoleLog &other) const;

private:
    Block &blockOf(qint64 number);

    QList<Block> m_blocks;
    qsizetype m_size = 0;
};

} // namespace workspace
