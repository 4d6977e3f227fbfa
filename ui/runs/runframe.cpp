#include "ui/runs/runframe.h"

#include "ui/runs/jsonpath.h"

#include "base/lenientjson.h"

#include <algorithm>
#include <limits>

namespace ui {

namespace {

void appendCell(FrameColumn &column, const domain::Run &run, const RunColumn &what)
{
    using Kind = RunColumn::Kind;
    switch (what.kind) {
    case Kind::Name:
        return column.appendText(run.displayName.isEmpty() ? run.path.run : run.displayName);
    case Kind::State:
        return column.appendText(run.state == domain::RunState::Unknown ? run.stateText : domain::wireName(run.state));
    case Kind::Creator:
        return column.appendText(run.creatorName);
    case Kind::Group:
        return column.appendText(run.group);
    case Kind::JobType:
        return column.appendText(run.jobType);
    case Kind::Tags:
        return column.appendText(run.tags.join(QStringLiteral(", ")));
    case Kind::Created:
        return run.createdAt.isValid() ? column.appendNumber(static_cast<double>(run.createdAt.toMSecsSinceEpoch()))
                                       : column.appendMissing();
    case Kind::Runtime:
        return run.runtimeSeconds >= 0 ? column.appendNumber(run.runtimeSeconds) : column.appendMissing();
    case Kind::Id:
        return column.appendText(run.path.run);
    case Kind::Notes:
        return column.appendText(run.notes);
    case Kind::Host:
        return column.appendText(run.host);
    case Kind::Sweep:
        return column.appendText(run.sweep);
    case Kind::Config:
        return column.append(jsonAt(run.config, what.key));
    case Kind::Summary:
        return column.append(jsonAt(run.summary, what.key));
    }
}

} // namespace

void FrameColumn::push(Cell cell, double number, quint32 word)
{
    m_cells.push_back(cell);
    m_numbers.push_back(number);
    m_words.push_back(word);
}

void FrameColumn::append(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
    case QJsonValue::Null:
        return appendMissing();
    case QJsonValue::Bool:
        return push(Cell::Boolean, value.toBool() ? 1.0 : 0.0, 0);
    case QJsonValue::Double:
        return appendNumber(value.toDouble());
    case QJsonValue::String:
        if (const auto number = base::numberOf(value))
            return appendNumber(*number);
        return appendText(value.toString());
    case QJsonValue::Array:
    case QJsonValue::Object:
        return appendText(jsonCellText(value));
    }
}

void FrameColumn::appendText(const QString &text)
{
    if (text.isEmpty())
        return appendMissing();
    auto known = m_wordIds.constFind(text);
    if (known == m_wordIds.constEnd()) {
        known = m_wordIds.insert(text, static_cast<quint32>(m_dictionary.size()));
        m_dictionary.append(text);
        m_ranks.clear();
    }
    push(Cell::Text, std::numeric_limits<double>::quiet_NaN(), known.value());
}

void FrameColumn::appendNumber(double number)
{
    push(Cell::Number, number, 0);
}

void FrameColumn::appendMissing()
{
    push(Cell::Missing, std::numeric_limits<double>::quiet_NaN(), 0);
}

void FrameColumn::compact(const std::vector<bool> &keep)
{
    size_t to = 0;
    for (size_t from = 0; from < m_cells.size(); ++from) {
        if (!keep[from])
            continue;
        m_cells[to] = m_cells[from];
        m_numbers[to] = m_numbers[from];
        m_words[to] = m_words[from];
        ++to;
    }
    m_cells.resize(to);
    m_numbers.resize(to);
    m_words.resize(to);
}

void FrameColumn::moveLastTo(size_t slot)
{
    m_cells[slot] = m_cells.back();
    m_numbers[slot] = m_numbers.back();
    m_words[slot] = m_words.back();
    m_cells.pop_back();
    m_numbers.pop_back();
    m_words.pop_back();
}

void FrameColumn::reserve(size_t places)
{
    m_cells.reserve(places);
    m_numbers.reserve(places);
    m_words.reserve(places);
}

RunFrame::RunFrame() = default;
RunFrame::~RunFrame() = default;
RunFrame::RunFrame(RunFrame &&other) noexcept = default;
RunFrame &RunFrame::operator=(RunFrame &&other) noexcept = default;

/// Almost all runs are the ones that were there, most of them side by side as before: these are found without a look at
/// what they are.
template <typename Known, typename Fresh>
void RunFrame::match(const domain::SharedRuns &runs, Known known, Fresh fresh) const
{
    qsizetype next = 0; // in m_runs
    for (qsizetype i = 0; i < runs.size(); ++i) {
        if (next < m_runs.size() && runs[i].isSameAs(m_runs[next]) && m_slotAt[static_cast<size_t>(next)] != noSlot) {
            known(m_slotAt[static_cast<size_t>(next++)], i);
            continue;
        }
        const auto found = m_slots.constFind(runs[i]->path.run);
        if (found == m_slots.constEnd()) {
            fresh(i);
            continue;
        }
        known(*found, i);
        next = m_places[*found] + 1;
    }
}

RunFrame::Change RunFrame::update(const domain::SharedRuns &runs)
{
    Change change;
    constexpr qsizetype nowhere = -1;
    std::vector<qsizetype> places(m_places.size(), nowhere); // of the newest row of each slot
    QHash<QString, qsizetype> fresh; // the newest row of each run that is not there yet
    if (m_places.empty())
        fresh.reserve(runs.size());
    match(
        runs, [&places](quint32 slot, qsizetype i) { places[slot] = i; },
        [&fresh, &runs](qsizetype i) { fresh.insert(runs[i]->path.run, i); });
    if (std::ranges::find(places, nowhere) != places.end()) {
        change.kept.resize(places.size());
        for (size_t slot = 0; slot < places.size(); ++slot)
            change.kept[slot] = places[slot] != nowhere;
        removeSlots(change.kept);
        std::erase(places, nowhere);
    }
    for (quint32 slot = 0; slot < size(); ++slot) {
        if (runs[places[slot]] != run(slot))
            change.changed.push_back(slot);
    }
    change.firstAdded = size();
    m_runs = runs;
    m_places = std::move(places);
    addFresh(fresh);
    m_slotAt.assign(static_cast<size_t>(runs.size()), noSlot);
    for (quint32 slot = 0; slot < size(); ++slot)
        m_slotAt[static_cast<size_t>(m_places[slot])] = slot;
    patchCells(change.changed);
    return change;
}

void RunFrame::addFresh(const QHash<QString, qsizetype> &fresh)
{
    if (fresh.isEmpty())
        return;
    m_places.reserve(static_cast<size_t>(m_runs.size()));
    m_slots.reserve(m_runs.size());
    std::vector<qsizetype> added(fresh.begin(), fresh.end());
    std::ranges::sort(added);
    for (const qsizetype place : added) {
        m_slots.insert(m_runs[place]->path.run, size());
        m_places.push_back(place);
    }
}

/// What is new is filled in when somebody asks for it.
void RunFrame::patchCells(const std::vector<quint32> &changed)
{
    for (auto &[id, column] : m_columns) {
        for (const quint32 slot : changed) {
            if (slot >= column->cells.size())
                continue;
            appendCell(column->cells, run(slot), column->what);
            column->cells.moveLastTo(slot);
        }
    }
}

void RunFrame::removeSlots(const std::vector<bool> &kept)
{
    size_t to = 0;
    for (size_t from = 0; from < m_places.size(); ++from) {
        if (kept[from])
            m_places[to++] = m_places[from];
    }
    m_places.resize(to);
    for (auto &[id, column] : m_columns)
        column->cells.compact(kept);
    m_slots.clear();
    for (quint32 slot = 0; slot < size(); ++slot)
        m_slots.insert(run(slot)->path.run, slot);
}

qint64 RunFrame::slotOf(const QString &runId) const
{
    const auto found = m_slots.constFind(runId);
    return found == m_slots.constEnd() ? -1 : static_cast<qint64>(found.value());
}

RunFrame::Column &RunFrame::columnOf(const RunColumn &what) const
{
    auto &place = m_columns[what.id()];
    if (place == nullptr)
        place = std::make_unique<Column>(Column{what, {}});
    return *place;
}

void RunFrame::fillTo(Column &column, quint32 end) const
{
    auto slot = static_cast<quint32>(column.cells.size());
    if (slot < end)
        column.cells.reserve(size());
    for (; slot < end; ++slot)
        appendCell(column.cells, run(slot), column.what);
}

const FrameColumn &RunFrame::column(const RunColumn &what) const
{
    Column &column = columnOf(what);
    fillTo(column, size());
    return column.cells;
}

bool RunFrame::prepare(const RunColumn &what, quint32 most)
{
    Column &column = columnOf(what);
    const auto filled = static_cast<quint32>(column.cells.size());
    fillTo(column, filled + std::min(most, size() - filled));
    return filled < size();
}

bool RunFrame::hasAny(const RunColumn &what) const
{
    constexpr quint32 step = 256; // what most runs have is found at once
    Column &column = columnOf(what);
    for (quint32 slot = 0; slot < size(); ++slot) {
        if (slot == column.cells.size())
            fillTo(column, std::min(size(), slot + step));
        if (column.cells.cell(slot) != FrameColumn::Cell::Missing)
            return true;
    }
    return false;
}

std::shared_ptr<RunFrame> makeRunFrame(const domain::SharedRuns &runs, const QList<RunColumn> &columns)
{
    auto frame = std::make_shared<RunFrame>();
    frame->update(runs);
    for (const RunColumn &column : columns)
        static_cast<void>(frame->column(column).ranks()); // kept in the column
    return frame;
}

} // namespace ui
