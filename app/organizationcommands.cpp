#include "app/foldercommand.h"
#include "server/auditevent.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace app {

namespace {

using Code = base::Result<int>;
using server::AuditEvent;
using server::AuditFilter;

QString organizationText(const char *text)
{
    return QCoreApplication::translate("app::ServerProgram", text);
}

base::Error badOption(const QString &text)
{
    return {base::Error::Kind::Invalid, text};
}

Code seats(const CommandContext &context)
{
    const auto seats = context.folder.seats();
    if (!seats)
        return seats.error();
    const QString limit = seats->limit ? QString::number(*seats->limit) : organizationText("any number");
    context.out << organizationText("%1 of %2").arg(seats->used).arg(limit) << Qt::endl;
    return 0;
}

Code setSeats(const CommandContext &context)
{
    bool isNumber = false;
    const qint64 limit = context.words[0].toLongLong(&isNumber);
    const bool isNone = context.words[0] == QLatin1String("none");
    if (!isNone && (!isNumber || limit < 0))
        return badOption(organizationText("how many? Give a number from 0 on, or none"));
    const auto set = context.folder.setSeatLimit(isNone ? std::nullopt : std::optional<qint64>(limit));
    return set ? Code(0) : set.error();
}

/// A day or a moment, UTC where it does not say otherwise; 0: not given.
base::Result<qint64> momentOf(const CommandContext &context, const char *option)
{
    const QString text = context.options.value(QLatin1String(option));
    if (text.isEmpty())
        return qint64(0);
    QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    if (moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC);
    if (!moment.isValid())
        return badOption(organizationText("--%1 wants a day or a moment, as 2026-03-01 or 2026-03-01T12:00")
                             .arg(QLatin1String(option)));
    return moment.toMSecsSinceEpoch();
}

base::Result<AuditFilter> auditFilter(const CommandContext &context)
{
    AuditFilter filter;
    const auto since = momentOf(context, "since");
    const auto until = momentOf(context, "until");
    if (!since || !until)
        return since ? until.error() : since.error();
    filter.since = *since;
    filter.until = *until;
    filter.actorName = context.options.value(QStringLiteral("by"));
    filter.act = context.options.value(QStringLiteral("act"));
    filter.objectPart = context.options.value(QStringLiteral("about"));
    if (context.options.isSet(QStringLiteral("refused")))
        filter.isAllowed = false;
    bool isNumber = false;
    filter.newest = context.options.value(QStringLiteral("lines")).toLongLong(&isNumber);
    if (!isNumber || filter.newest < 0)
        return badOption(organizationText("--lines wants a number; 0 is all"));
    return filter;
}

QString momentText(const AuditEvent &event)
{
    return QDateTime::fromMSecsSinceEpoch(event.at, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// Names may come from anywhere: a line stays a line.
QString inOneLine(const QString &foreign)
{
    QString text;
    text.reserve(foreign.size());
    for (const QChar c : foreign) {
        if (c.isPrint())
            text.append(c);
        else
            text.append(QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0')));
    }
    return text;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("-") : inOneLine(text);
}

QString lineOf(const AuditEvent &event)
{
    const QString outcome = event.isAllowed ? QStringLiteral("allowed") : QStringLiteral("refused: ") + event.reason;
    const QString detail = event.detail.isEmpty()
        ? QString()
        : QString::fromUtf8(QJsonDocument(event.detail).toJson(QJsonDocument::Compact));
    return QStringList{momentText(event), orDash(event.actorName), orDash(event.peer), server::auditWayName(event.way),
        inOneLine(event.act), orDash(event.object), outcome, orDash(detail)}
        .join(QLatin1Char('\t'));
}

/// The names of the fields are those of the wire.
QString jsonOf(const AuditEvent &event)
{
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    const QJsonObject object{{QStringLiteral("id"), event.id}, {QStringLiteral("at"), momentText(event)},
        {QStringLiteral("actor"), orNull(event.actorName)}, {QStringLiteral("peer"), orNull(event.peer)},
        {QStringLiteral("way"), server::auditWayName(event.way)}, {QStringLiteral("act"), event.act},
        {QStringLiteral("object"), event.object}, {QStringLiteral("isAllowed"), event.isAllowed},
        {QStringLiteral("reason"), orNull(event.reason)}, {QStringLiteral("detail"), event.detail}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Code audit(const CommandContext &context)
{
    const auto filter = auditFilter(context);
    if (!filter)
        return filter.error();
    const bool isJson = context.options.isSet(QStringLiteral("json"));
    const auto shown = context.folder.auditLog(*filter,
        [&](const AuditEvent &event) { context.out << (isJson ? jsonOf(event) : lineOf(event)) << QLatin1Char('\n'); });
    context.out.flush();
    return shown ? Code(0) : shown.error();
}

} // namespace

QList<FolderCommand> organizationCommands()
{
    return {
        {"seats", organizationText("how many full seats are taken, and of how many"), seats},
        {"seats LIMIT", organizationText("how many people may have a full seat: a number, or none"), setSeats},
        {"audit",
            organizationText(
                "who did what and when (--since, --until, --by, --act, --about, --refused, --lines, --json)"),
            audit},
    };
}

} // namespace app
