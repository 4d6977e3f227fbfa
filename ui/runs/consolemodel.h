#pragma once

#include "ui/runs/ansitext.h"
#include "workspace/consolelog.h"

#include <QAbstractListModel>
#include <deque>
#include <memory>
#include <vector>

namespace ui {

/// The console of a run, one row a line, or several rows of equal height for a long line when lines are wrapped. Holds
/// hundreds of thousands of lines; escape sequences are read when a line comes. GUI thread.
class ConsoleModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LineNumberRole = Qt::UserRole + 1, ///< qint64 as people count, from 1
        TimestampRole, ///< QString; short
        IsErrorRole, ///< bool: written to stderr
        IsContinuationRole, ///< bool: not the first row of its line
        LineTextRole, ///< QString: the whole line
    };

    using QAbstractListModel::QAbstractListModel;

    /// Lines that have been read and are not shown yet.
    struct Prepared;

    /// What became of the lines that were here.
    struct Change
    {
        int dropped = 0; ///< so many from the beginning
        int firstNew = 0; ///< from this line on, as counted now, they may be others
    };

    /// Takes over the lines; tells only what changed (appended lines, an overwritten progress bar, a beginning that is
    /// let go). Costs as much as what changed, not as what is there.
    Change setLog(const workspace::ConsoleLog &log);
    /// Whether so much is to be read that it takes longer than a frame: prepare() it in the pool then.
    [[nodiscard]] bool isMuch(const workspace::ConsoleLog &log) const;
    /// Any thread.
    static std::shared_ptr<Prepared> prepare(const workspace::ConsoleLog &log);
    /// Takes over what was prepared, whatever was here.
    void take(Prepared &prepared);
    /// Characters in a row; 0: lines are not wrapped.
    void setWrapColumns(int columns);
    [[nodiscard]] int wrapColumns() const { return m_wrapColumns; }

    [[nodiscard]] int lineCount() const { return static_cast<int>(m_lines.size()); }
    /// Characters in the longest line.
    [[nodiscard]] qsizetype longestLine() const { return m_longest; }
    [[nodiscard]] int rowOfLine(int line) const;
    [[nodiscard]] int lineOfRow(int row) const;
    [[nodiscard]] const QString &lineText(int line) const { return m_lines[static_cast<size_t>(line)].text; }
    [[nodiscard]] const domain::ConsoleLine &line(int line) const { return m_lines[static_cast<size_t>(line)].raw; }
    /// The styled stretches of a row, counted from the row's first character.
    [[nodiscard]] QList<AnsiSpan> spansOfRow(int row) const;
    /// The indices of all lines from `first` on that contain `text`, without case.
    [[nodiscard]] QList<int> find(const QString &text, int first = 0) const;
    /// All lines without escape sequences, a line break after each.
    [[nodiscard]] QString plainText() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Line
    {
        domain::ConsoleLine raw;
        QString text;
        bool isStyled = false;
    };

    static Line read(const domain::ConsoleLine &raw);
    [[nodiscard]] int rowsOf(const Line &line) const;
    /// Lines before `firstNew` are counted already.
    void countRows(size_t firstNew);
    void dropFirst(int lines);
    /// Lines of a block that stay but read otherwise; nothing: other lines than these came or went.
    [[nodiscard]] static std::optional<QList<int>> differing(
        const workspace::ConsoleLog::Block &old, const workspace::ConsoleLog::Block &now, bool mayGrow);
    [[nodiscard]] bool replaceLine(int line, const domain::ConsoleLine &raw);
    void append(const QList<domain::ConsoleLine> &lines);
    Change replaceAll(const workspace::ConsoleLog &log);
    [[nodiscard]] QStringView partOfRow(int row) const;

    workspace::ConsoleLog m_log; ///< as it was set last
    std::deque<Line> m_lines; ///< the same, read
    std::vector<int> m_firstRows; ///< of each line and the end; empty where lines are not wrapped
    int m_wrapColumns = 0;
    qsizetype m_longest = 0;
};

} // namespace ui
