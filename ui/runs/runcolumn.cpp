#include "ui/runs/runcolumn.h"

#include <array>
#include <utility>

namespace ui {

namespace {

using Kind = RunColumn::Kind;

constexpr std::array<std::pair<Kind, const char *>, 12> fixedNames{{
    {Kind::Name, "name"},
    {Kind::State, "state"},
    {Kind::Creator, "creator"},
    {Kind::Group, "group"},
    {Kind::JobType, "job_type"},
    {Kind::Tags, "tags"},
    {Kind::Created, "created"},
    {Kind::Runtime, "runtime"},
    {Kind::Id, "id"},
    {Kind::Notes, "notes"},
    {Kind::Host, "host"},
    {Kind::Sweep, "sweep"},
}};

const QLatin1String configPrefix("config.");
const QLatin1String summaryPrefix("summary.");

} // namespace

QString RunColumn::id() const
{
    if (kind == Kind::Config)
        return configPrefix + key;
    if (kind == Kind::Summary)
        return summaryPrefix + key;
    for (const auto &[fixed, name] : fixedNames) {
        if (fixed == kind)
            return QLatin1String(name);
    }
    return {};
}

std::optional<RunColumn> RunColumn::fromId(const QString &id)
{
    if (id.startsWith(configPrefix) && id.size() > configPrefix.size())
        return RunColumn{Kind::Config, id.mid(configPrefix.size())};
    if (id.startsWith(summaryPrefix) && id.size() > summaryPrefix.size())
        return RunColumn{Kind::Summary, id.mid(summaryPrefix.size())};
    for (const auto &[fixed, name] : fixedNames) {
        if (id == QLatin1String(name))
            return RunColumn{fixed, {}};
    }
    return std::nullopt;
}

QList<RunColumn> RunColumn::fixedColumns()
{
    QList<RunColumn> columns;
    for (const auto &entry : fixedNames)
        columns.append({entry.first, {}});
    return columns;
}

} // namespace ui
