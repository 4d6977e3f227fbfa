#include "api/retrypolicy.h"

#include <QLocale>
#include <QRandomGenerator>
#include <QTimeZone>
#include <algorithm>

namespace api {

using std::chrono::milliseconds;

namespace {

/// The date of an HTTP header, such as "Sun, 06 Nov 1994 08:49:37 GMT".
QDateTime httpDate(const QByteArray &text)
{
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace

std::optional<milliseconds> retryAfter(const QByteArray &header, const QDateTime &now)
{
    const QByteArray text = header.trimmed();
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds < 1e9)
        return milliseconds(static_cast<qint64>(seconds * 1000));
    const QDateTime date = httpDate(text);
    if (date.isValid())
        return milliseconds(std::max<qint64>(0, now.msecsTo(date)));
    return {};
}

std::optional<milliseconds> RetryPolicy::pauseAfter(int tried, std::optional<milliseconds> told) const
{
    if (tried >= maxTries || (told && *told > longestPause))
        return {};
    milliseconds pause = firstPause;
    for (int i = 1; i < tried && pause < longestPause; ++i)
        pause *= 2;
    pause = std::min(pause, longestPause);
    const double drawn = random ? random() : QRandomGenerator::global()->generateDouble();
    pause = milliseconds(static_cast<qint64>(static_cast<double>(pause.count()) * (0.5 + drawn / 2)));
    return told ? std::max(pause, *told) : pause;
}

} // namespace api
