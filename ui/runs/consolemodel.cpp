#include "ui/runs/consolemodel.h"

#include <QStringMatcher>
#include <algorithm>

namespace ui {

ConsoleModel::Line ConsoleModel::read(const domain::ConsoleLine &raw)
{
    Line line{raw, raw.text, false};
    if (hasControls(raw.text)) {
        AnsiLine ansi = readAnsi(raw.text);
        line.text = std::move(ansi.text);
        line.isStyled = !ansi.spans.isEmpty();
    }
    return line;
}

int ConsoleModel::rowsOf(const Line &line) const
{
    if (m_wrapColumns <= 0)
        return 1;
    return std::max(1, static_cast<int>((line.text.size() + m_wrapColumns - 1) / m_wrapColumns));
}

void ConsoleModel::countRows(size_t firstNew)
{
    if (firstNew == 0) {
        m_firstRows.clear();
        m_longest = 0;
    }
    for (size_t i = firstNew; i < m_lines.size(); ++i)
        m_longest = std::max(m_longest, m_lines[i].text.size());
    if (m_wrapColumns <= 0)
        return;
    if (m_firstRows.empty())
        m_firstRows.push_back(0);
    m_firstRows.reserve(m_lines.size() + 1);
    for (size_t i = firstNew; i < m_lines.size(); ++i)
        m_firstRows.push_back(m_firstRows.back() + rowsOf(m_lines[i]));
}

void ConsoleModel::setLines(const QList<domain::ConsoleLine> &lines)
{
    const auto common = std::min<qsizetype>(lines.size(), lineCount());
    QList<int> changed;
    for (qsizetype i = 0; i < common; ++i) {
        if (m_lines[static_cast<size_t>(i)].raw != lines[i])
            changed.append(static_cast<int>(i));
    }
    if (lines.size() < lineCount() || changed.size() > 100)
        return replaceAll(lines);
    for (const int i : changed) {
        Line fresh = read(lines[i]);
        Line &place = m_lines[static_cast<size_t>(i)];
        if (rowsOf(fresh) != rowsOf(place))
            return replaceAll(lines);
        place = std::move(fresh);
        m_longest = std::max(m_longest, place.text.size());
        emit dataChanged(index(rowOfLine(i)), index(rowOfLine(i) + rowsOf(place) - 1));
    }
    if (lines.size() == lineCount())
        return;
    std::vector<Line> added;
    added.reserve(static_cast<size_t>(lines.size() - common));
    int rows = 0;
    for (qsizetype i = common; i < lines.size(); ++i) {
        added.push_back(read(lines[i]));
        rows += rowsOf(added.back());
    }
    beginInsertRows({}, rowCount(), rowCount() + rows - 1);
    const size_t firstNew = m_lines.size();
    m_lines.insert(m_lines.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    countRows(firstNew);
    endInsertRows();
}

void ConsoleModel::replaceAll(const QList<domain::ConsoleLine> &lines)
{
    beginResetModel();
    m_lines.clear();
    m_lines.reserve(static_cast<size_t>(lines.size()));
    for (const domain::ConsoleLine &line : lines)
        m_lines.push_back(read(line));
    countRows(0);
    endResetModel();
}

void ConsoleModel::setWrapColumns(int columns)
{
    if (columns == m_wrapColumns)
        return;
    beginResetModel();
    m_wrapColumns = columns;
    countRows(0);
    endResetModel();
}

int ConsoleModel::rowOfLine(int line) const
{
    return m_firstRows.empty() ? line : m_firstRows[static_cast<size_t>(line)];
}

int ConsoleModel::lineOfRow(int row) const
{
    if (m_firstRows.empty())
        return row;
    const auto after = std::ranges::upper_bound(m_firstRows, row);
    return static_cast<int>(std::distance(m_firstRows.begin(), after)) - 1;
}

QStringView ConsoleModel::partOfRow(int row) const
{
    const int line = lineOfRow(row);
    const QString &text = lineText(line);
    if (m_wrapColumns <= 0)
        return text;
    return QStringView(text).mid(qsizetype(row - rowOfLine(line)) * m_wrapColumns, m_wrapColumns);
}

QList<AnsiSpan> ConsoleModel::spansOfRow(int row) const
{
    const int number = lineOfRow(row);
    const Line &line = m_lines[static_cast<size_t>(number)];
    if (!line.isStyled)
        return {};
    QList<AnsiSpan> spans = readAnsi(line.raw.text).spans;
    if (m_wrapColumns <= 0)
        return spans;
    const qsizetype from = qsizetype(row - rowOfLine(number)) * m_wrapColumns;
    QList<AnsiSpan> here;
    for (const AnsiSpan &span : std::as_const(spans)) {
        const qsizetype start = std::max(span.start, from);
        const qsizetype end = std::min(span.start + span.length, from + m_wrapColumns);
        if (start < end)
            here.append({start - from, end - start, span.style});
    }
    return here;
}

QList<int> ConsoleModel::find(const QString &text) const
{
    QList<int> found;
    if (text.isEmpty())
        return found;
    const QStringMatcher matcher(text, Qt::CaseInsensitive);
    for (int i = 0; i < lineCount(); ++i) {
        if (matcher.indexIn(lineText(i)) >= 0)
            found.append(i);
    }
    return found;
}

QString ConsoleModel::plainText() const
{
    QString text;
    for (const Line &line : m_lines) {
        text += line.text;
        text += QLatin1Char('\n');
    }
    return text;
}

int ConsoleModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_firstRows.empty() ? lineCount() : m_firstRows.back();
}

QVariant ConsoleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int number = lineOfRow(index.row());
    const domain::ConsoleLine &raw = line(number);
    switch (role) {
    case Qt::DisplayRole:
        return partOfRow(index.row()).toString();
    case Qt::AccessibleTextRole: {
        const QString text = partOfRow(index.row()).toString();
        return raw.level == QLatin1String("error") ? tr("Error output: %1").arg(text) : text;
    }
    case LineNumberRole:
        return raw.number + 1;
    case TimestampRole:
        return raw.timestamp.section(QLatin1Char('T'), -1).left(12);
    case IsErrorRole:
        return raw.level == QLatin1String("error");
    case IsContinuationRole:
        return index.row() != rowOfLine(number);
    case LineTextRole:
        return lineText(number);
    default:
        return {};
    }
}

} // namespace ui

#include "moc_consolemodel.cpp"
