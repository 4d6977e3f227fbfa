// Times, durations and numbers as people read them (ui/kit/words.h).
#include "ui/kit/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace ui {

namespace {

struct Times
{
    Q_DECLARE_TR_FUNCTIONS(ui::Times)
};

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

QString futureText(qint64 seconds)
{
    if (seconds < minute)
        return Times::tr("in %1 s").arg(seconds);
    if (seconds < hour)
        return Times::tr("in %1 min").arg(seconds / minute);
    if (seconds < day)
        return Times::tr("in %1 h").arg(seconds / hour);
    return Times::tr("in %Ln day(s)", nullptr, static_cast<int>(std::min<qint64>(seconds / day, 1'000'000)));
}

} // namespace

QString ageText(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const qint64 seconds = when.secsTo(now);
    // The clocks of two computers differ by some seconds; that is no future.
    if (seconds < -10)
        return futureText(-seconds);
    if (seconds < 5)
        return Times::tr("just now");
    if (seconds < minute)
        return Times::tr("%1 s ago").arg(seconds);
    if (seconds < hour)
        return Times::tr("%1 min ago").arg(seconds / minute);
    if (seconds < day)
        return Times::tr("%1 h ago").arg(seconds / hour);
    const qint64 days = when.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (days <= 1)
        return Times::tr("yesterday");
    if (days < 30)
        return Times::tr("%Ln day(s) ago", nullptr, static_cast<int>(days));
    return QLocale().toString(when.toLocalTime().date(), QLocale::ShortFormat);
}

QString exactTimeText(const QDateTime &when)
{
    if (!when.isValid())
        return {};
    const QDateTime local = when.toLocalTime();
    const QLocale locale;
    return Times::tr("%1 %2 %3", "date, time, time zone")
        .arg(locale.toString(local.date(), QLocale::ShortFormat), local.time().toString(QStringLiteral("HH:mm:ss")),
            local.timeZoneAbbreviation());
}

QString durationText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QStringLiteral("–");
    const auto whole = static_cast<qint64>(std::min(seconds, 9.0e15));
    if (whole < minute)
        return Times::tr("%1 s").arg(whole);
    if (whole < hour)
        return Times::tr("%1 min %2 s").arg(whole / minute).arg(whole % minute);
    if (whole < day)
        return Times::tr("%1 h %2 min").arg(whole / hour).arg(whole % hour / minute);
    return Times::tr("%1 d %2 h").arg(whole / day).arg(whole % day / hour);
}

QString numberText(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 6);
}

QString countText(qint64 value)
{
    return QLocale().toString(value);
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace ui
