#pragma once

#include "domain/run.h"
#include "ui/runs/ansitext.h"

#include <QAbstractListModel>
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

    /// Takes over the lines; tells only what changed (appended lines, an overwritten progress bar).
    void setLines(const QList<domain::ConsoleLine> &lines);
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
    /// The indices of all lines that contain `text`, without case.
    [[nodiscard]] QList<int> find(const QString &text) const;
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
    void replaceAll(const QList<domain::ConsoleLine> &lines);
    [[nodiscard]] QStringView partOfRow(int row) const;

    std::vector<Line> m_lines;
    std::vector<int> m_firstRows; ///< of each line and the end; empty where lines are not wrapped
    int m_wrapColumns = 0;
    qsizetype m_longest = 0;
};

} // namespace ui
