#include "ui/runs/consolemodel.h"

#include <QStringMatcher>
#include <algorithm>

namespace ui {

namespace {

using Block = workspace::ConsoleLog::Block;

/// More are told as a reset.
constexpr qsizetype mostToldChanges = 100;
/// That are read within a frame.
constexpr qsizetype fewLines = 5000;

} // namespace

struct ConsoleModel::Prepared
{
    workspace::ConsoleLog log;
    std::deque<Line> lines;
    qsizetype longest = 0;
};

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

/// The blocks that both share are not looked into.
ConsoleModel::Change ConsoleModel::setLog(const workspace::ConsoleLog &log)
{
    const auto idOf = [](const Block &block) { return block.constFirst().number / workspace::ConsoleLog::blockLines; };
    QList<Block> old = m_log.blocks();
    const QList<Block> &now = log.blocks();
    qsizetype gone = 0;
    int dropped = 0;
    while (gone < old.size() && !now.isEmpty() && idOf(old[gone]) < idOf(now.constFirst()))
        dropped += static_cast<int>(old[gone++].size());
    old.remove(0, gone);
    if (old.isEmpty() || old.size() > now.size() || idOf(old.constFirst()) != idOf(now.constFirst()))
        return replaceAll(log);
    QList<std::pair<int, const domain::ConsoleLine *>> changed;
    int first = 0; // of the block
    for (qsizetype i = 0; i < old.size(); ++i) {
        if (!old[i].isSharedWith(now[i])) {
            const auto lines = differing(old[i], now[i], i == old.size() - 1);
            if (!lines)
                return replaceAll(log);
            for (const int line : *lines)
                changed.append({first + line, &now[i][line]});
        }
        first += static_cast<int>(old[i].size());
    }
    if (changed.size() > mostToldChanges)
        return replaceAll(log);
    if (dropped > 0)
        dropFirst(dropped);
    for (const auto &[line, raw] : changed) {
        if (!replaceLine(line, *raw))
            return replaceAll(log);
    }
    QList<domain::ConsoleLine> added = now[old.size() - 1].mid(old.constLast().size());
    for (qsizetype i = old.size(); i < now.size(); ++i)
        added += now[i];
    m_log = log;
    append(added);
    return {dropped, changed.isEmpty() ? first : changed.constFirst().first};
}

std::optional<QList<int>> ConsoleModel::differing(const Block &old, const Block &now, bool mayGrow)
{
    if (now.size() < old.size() || (now.size() > old.size() && !mayGrow))
        return std::nullopt;
    QList<int> lines;
    for (qsizetype i = 0; i < old.size(); ++i) {
        if (old[i].number != now[i].number)
            return std::nullopt;
        if (old[i] != now[i])
            lines.append(static_cast<int>(i));
    }
    return lines;
}

void ConsoleModel::dropFirst(int lines)
{
    const int rows = rowOfLine(lines);
    beginRemoveRows({}, 0, rows - 1);
    m_lines.erase(m_lines.begin(), m_lines.begin() + lines);
    if (!m_firstRows.empty()) {
        m_firstRows.erase(m_firstRows.begin(), m_firstRows.begin() + lines);
        for (int &row : m_firstRows)
            row -= rows;
    }
    endRemoveRows();
}

/// False: it needs more rows or fewer.
bool ConsoleModel::replaceLine(int line, const domain::ConsoleLine &raw)
{
    Line fresh = read(raw);
    Line &place = m_lines[static_cast<size_t>(line)];
    if (rowsOf(fresh) != rowsOf(place))
        return false;
    place = std::move(fresh);
    m_longest = std::max(m_longest, place.text.size());
    emit dataChanged(index(rowOfLine(line)), index(rowOfLine(line) + rowsOf(place) - 1));
    return true;
}

void ConsoleModel::append(const QList<domain::ConsoleLine> &lines)
{
    if (lines.isEmpty())
        return;
    std::vector<Line> added;
    added.reserve(static_cast<size_t>(lines.size()));
    int rows = 0;
    for (const domain::ConsoleLine &line : lines) {
        added.push_back(read(line));
        rows += rowsOf(added.back());
    }
    beginInsertRows({}, rowCount(), rowCount() + rows - 1);
    const size_t firstNew = m_lines.size();
    m_lines.insert(m_lines.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    countRows(firstNew);
    endInsertRows();
}

ConsoleModel::Change ConsoleModel::replaceAll(const workspace::ConsoleLog &log)
{
    take(*prepare(log));
    return {};
}

bool ConsoleModel::isMuch(const workspace::ConsoleLog &log) const
{
    return log.size() > lineCount() + fewLines;
}

std::shared_ptr<ConsoleModel::Prepared> ConsoleModel::prepare(const workspace::ConsoleLog &log)
{
    auto prepared = std::make_shared<Prepared>();
    prepared->log = log;
    for (const Block &block : log.blocks()) {
        for (const domain::ConsoleLine &line : block) {
            prepared->lines.push_back(read(line));
            prepared->longest = std::max(prepared->longest, prepared->lines.back().text.size());
        }
    }
    return prepared;
}

void ConsoleModel::take(Prepared &prepared)
{
    beginResetModel();
    m_log = prepared.log;
    m_lines.swap(prepared.lines);
    m_firstRows.clear();
    m_longest = prepared.longest;
    if (m_wrapColumns > 0)
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

QList<int> ConsoleModel::find(const QString &text, int first) const
{
    QList<int> found;
    if (text.isEmpty())
        return found;
    const QStringMatcher matcher(text, Qt::CaseInsensitive);
    for (int i = first; i < lineCount(); ++i) {
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
