#pragma once

#include "ui/runs/runfiltertoken.h"

#include <QList>
#include <QString>
#include <memory>

namespace ui {

/// One node of a parsed filter.
struct FilterNode
{
    enum class Kind { Words, Compare, In, Has, And, Or, Not };
    enum class Op { Equal, Unequal, Less, LessOrEqual, Greater, GreaterOrEqual, Contains, ContainsNot };

    Kind kind = Kind::Words;
    FilterToken column; ///< Compare, In, Has
    Op op = Op::Equal;
    QList<FilterToken> values; ///< Words and Compare: one; In: any number
    QList<std::shared_ptr<const FilterNode>> children;
};

} // namespace ui
