#pragma once

#include "series/curve.h"

#include <QList>
#include <QLocale>
#include <QString>

namespace ui {

/// What the numbers of an axis stand for.
enum class AxisKind {
    Number,
    Duration, ///< seconds
    Moment, ///< seconds since 1970, shown in local time
};

struct Tick
{
    double at = 0; ///< in axis coordinates: the logarithm on a logarithmic axis
    QString text; ///< empty: a line without a number
};

/// Round numbers over a range, at most about `most` with text. `isLog`: the range holds decimal logarithms.
QList<Tick> axisTicks(AxisKind kind, const series::Range &range, bool isLog, int most, const QLocale &locale);

/// A value of an axis in full: up to six digits, a duration, or date and time.
QString axisValueText(AxisKind kind, double value, const QLocale &locale);

} // namespace ui
