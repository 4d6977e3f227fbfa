#include "ui/charts/axisticks.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

class AxisWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::AxisWords)
};

constexpr double second = 1;
constexpr double minute = 60;
constexpr double hour = 3600;
constexpr double day = 86400;

/// The next of 1, 2, 5 times a power of ten.
double roundStep(double atLeast)
{
    const double power = std::pow(10, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= atLeast * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

double roundTimeStep(double atLeast)
{
    static constexpr std::array steps{1 * second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
        1 * minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, 1 * hour, 2 * hour, 3 * hour,
        6 * hour, 12 * hour, 1 * day, 2 * day, 7 * day};
    if (atLeast < 1)
        return roundStep(atLeast);
    for (const double step : steps) {
        if (step >= atLeast)
            return step;
    }
    return roundStep(atLeast / day) * day;
}

/// Digits after the point that a step needs.
int decimalsOf(double step)
{
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 12);
}

/// `largest`: the greatest distance from zero on the axis, so that all its numbers have one unit.
QString numberTickText(double value, double step, double largest, const QLocale &locale)
{
    const double size = std::abs(value);
    if (value == 0 || size < step * 1e-6)
        return locale.toString(0);
    if (largest >= 1e9 || step < 1e-4)
        return locale.toString(value, 'g', std::clamp(static_cast<int>(std::log10(size / step)) + 2, 1, 9));
    if (step >= 1e6)
        return AxisWords::tr("%1M", "millions").arg(locale.toString(value / 1e6, 'f', 0));
    if (step >= 1e3 || (largest >= 1e4 && step >= 100))
        return AxisWords::tr("%1k", "thousands").arg(locale.toString(value / 1e3, 'f', decimalsOf(step / 1e3)));
    return locale.toString(value, 'f', decimalsOf(step));
}

QString durationTickText(double value, double step, const QLocale &locale)
{
    if (step >= day)
        return AxisWords::tr("%1 d", "days").arg(locale.toString(value / day, 'f', 0));
    if (step >= hour)
        return AxisWords::tr("%1 h", "hours").arg(locale.toString(value / hour, 'f', 0));
    if (step >= minute) {
        const auto minutes = std::llround(value / minute);
        if (minutes >= 60 && value > 0)
            return QStringLiteral("%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
        return AxisWords::tr("%1 min", "minutes").arg(locale.toString(minutes));
    }
    return AxisWords::tr("%1 s", "seconds").arg(locale.toString(value, 'f', decimalsOf(step)));
}

QDateTime momentOf(double seconds)
{
    constexpr double limit = 8.64e12; // what a QDateTime can hold, and well beyond any log
    return QDateTime::fromMSecsSinceEpoch(std::llround(std::clamp(seconds, -limit, limit) * 1000));
}

QString momentTickText(double value, double step, const QLocale &locale)
{
    const QDateTime moment = momentOf(value);
    if (step >= day)
        return locale.toString(moment.date(), QStringLiteral("d MMM"));
    if (step >= minute)
        return moment.time() == QTime(0, 0) ? locale.toString(moment.date(), QStringLiteral("d MMM"))
                                            : moment.toString(QStringLiteral("HH:mm"));
    return moment.toString(QStringLiteral("HH:mm:ss"));
}

QString tickText(AxisKind kind, double value, double step, double largest, const QLocale &locale)
{
    switch (kind) {
    case AxisKind::Number:
        return numberTickText(value, step, largest, locale);
    case AxisKind::Duration:
        return durationTickText(value, step, locale);
    case AxisKind::Moment:
        return momentTickText(value, step, locale);
    }
    return {};
}

QList<Tick> linearTicks(AxisKind kind, const series::Range &range, int most, const QLocale &locale)
{
    QList<Tick> ticks;
    const double atLeast = range.size() / std::max(most, 1);
    if (!(atLeast > 0) || !std::isfinite(atLeast))
        return ticks;
    const double step = kind == AxisKind::Number ? roundStep(atLeast) : roundTimeStep(atLeast);
    // Days begin at local midnight, not at that of Greenwich.
    const double offset = kind == AxisKind::Moment ? momentOf(range.low).offsetFromUtc() : 0;
    const double first = std::ceil((range.low + offset) / step - 1e-9);
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    for (int i = 0; i <= most + 2; ++i) {
        const double at = (first + i) * step - offset;
        if (at > range.high + step * 1e-9)
            break;
        ticks.append({at, tickText(kind, at, step, largest, locale)});
    }
    return ticks;
}

QList<Tick> logTicks(AxisKind kind, const series::Range &range, int most, const QLocale &locale)
{
    const double decades = range.size();
    if (decades < 0.7) { // less than a factor of five: round numbers of the values themselves
        QList<Tick> ticks = linearTicks(kind, {std::pow(10, range.low), std::pow(10, range.high)}, most, locale);
        for (Tick &tick : ticks)
            tick.at = std::log10(tick.at);
        return ticks;
    }
    QList<Tick> ticks;
    const auto stride = std::max(1.0, std::ceil(decades / std::max(most, 1)));
    const double first = std::floor(range.low / stride) * stride;
    for (int i = 0; i <= most + 1; ++i) {
        const double power = first + i * stride;
        for (int factor = 1; factor < 10; ++factor) {
            const double at = power + std::log10(factor);
            if (at < range.low - 1e-9 || at > range.high + 1e-9 || (factor > 1 && stride > 1))
                continue;
            const bool isRound = factor == 2 || factor == 5;
            const bool hasText = factor == 1 || decades < 1.2 || (decades < most / 2.5 && isRound);
            const double value = std::pow(10, power) * factor;
            ticks.append({at, hasText ? axisValueText(kind, value, locale) : QString()});
        }
    }
    return ticks;
}

} // namespace

QList<Tick> axisTicks(AxisKind kind, const series::Range &range, bool isLog, int most, const QLocale &locale)
{
    if (range.isEmpty())
        return {};
    return isLog ? logTicks(kind, range, most, locale) : linearTicks(kind, range, most, locale);
}

QString axisValueText(AxisKind kind, double value, const QLocale &locale)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? QStringLiteral("NaN") : QStringLiteral("∞");
    switch (kind) {
    case AxisKind::Number:
        // Whole numbers such as steps are told in full.
        if (std::floor(value) == value && std::abs(value) < 1e9)
            return locale.toString(value, 'f', 0);
        return locale.toString(value, 'g', 6);
    case AxisKind::Duration: {
        const auto seconds = std::llround(value);
        if (seconds < 60 && seconds > -60)
            return AxisWords::tr("%1 s", "seconds").arg(locale.toString(value, 'f', 1));
        return QStringLiteral("%1:%2:%3")
            .arg(seconds / 3600)
            .arg(std::abs(seconds / 60 % 60), 2, 10, QLatin1Char('0'))
            .arg(std::abs(seconds % 60), 2, 10, QLatin1Char('0'));
    }
    case AxisKind::Moment:
        return locale.toString(momentOf(value), QStringLiteral("d MMM yyyy HH:mm:ss"));
    }
    return {};
}

} // namespace ui
