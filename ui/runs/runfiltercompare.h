#pragma once

#include "ui/runs/runfilternode.h"
#include "ui/runs/runframe.h"

#include <optional>
#include <vector>

namespace ui {

/// For each slot, whether `cell op value` holds. What is missing equals nothing (so it is unequal to everything); NaN
/// equals only `nan`.
std::vector<quint8> compareColumn(
    const FrameColumn &column, RunColumn::Kind kind, FilterNode::Op op, const FilterToken &value);

/// For each word of the column, whether it contains `text`, without case.
std::vector<quint8> wordsContaining(const FrameColumn &column, const QString &text);

/// A value that cannot be compared with such a column: no date, no duration.
std::optional<FilterError> checkFilterValue(RunColumn::Kind kind, const FilterToken &value);

} // namespace ui
