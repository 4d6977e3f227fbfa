#pragma once

#include "ui/runs/runfiltertoken.h"
#include "ui/runs/runframe.h"

#include <QString>
#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

struct FilterNode;

/// A filter over runs as people type it. Words look in name, id, state, creator, group, job type and tags; comparisons
/// name a column: `state = finished and config.framework = "jax"`, `summary.loss < 0.3 or not has config.lr`,
/// `runtime > 2h`, `created >= 2026-03-01`, `group in (amos, nadamp)`, `name ~ vit`. Text is compared without case.
/// A key without `config.` or `summary.` is looked for in both. Immutable and cheap to copy; GUI thread.
class RunFilter
{
public:
    /// Where words are looked for.
    static constexpr std::array wordColumns{RunColumn::Kind::Name, RunColumn::Kind::Id, RunColumn::Kind::State,
        RunColumn::Kind::Creator, RunColumn::Kind::Group, RunColumn::Kind::JobType, RunColumn::Kind::Tags};

    /// Lets everything through.
    RunFilter() = default;

    struct Parsed;
    static Parsed parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_root == nullptr; }
    /// What does not fit to these runs: a column that none of them has, a text where a date or a number is wanted.
    [[nodiscard]] std::optional<FilterError> check(const RunFrame &frame) const;
    /// For each slot, whether the run passes. Precondition: check() found nothing (what is unknown passes nothing).
    [[nodiscard]] std::vector<quint8> passing(const RunFrame &frame) const;

private:
    std::shared_ptr<const FilterNode> m_root;
};

struct RunFilter::Parsed
{
    RunFilter filter;
    std::optional<FilterError> error;
};

} // namespace ui
