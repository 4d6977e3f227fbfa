#include "server/auditstore.h"

#include "server/storequery.h"

#include <QJsonDocument>

namespace server {

namespace {

AuditEvent::Way auditWay(const QString &name)
{
    if (name == QLatin1String("scim"))
        return AuditEvent::Way::Scim;
    if (name == QLatin1String("identity"))
        return AuditEvent::Way::Identity;
    return name == QLatin1String("command") ? AuditEvent::Way::Command : AuditEvent::Way::Graphql;
}

AuditEvent readEvent(sqlite::Statement &row)
{
    AuditEvent event;
    event.id = row.integer(0);
    event.at = row.integer(1);
    event.actor = row.integer(2);
    event.actorName = row.text(3);
    event.key = row.integer(4);
    event.peer = row.text(5);
    event.way = auditWay(row.text(6));
    event.act = row.text(7);
    event.object = row.text(8);
    event.isAllowed = row.boolean(9);
    event.reason = row.text(10);
    event.detail = QJsonDocument::fromJson(row.text(11).toUtf8()).object();
    return event;
}

/// Cut text would be no JSON any more: a detail that is too long says only that.
QString detailText(const QJsonObject &detail)
{
    const QString text = QString::fromUtf8(QJsonDocument(detail).toJson(QJsonDocument::Compact));
    return text.size() <= AuditStore::longestText ? text : QStringLiteral("{\"cut\":%1}").arg(text.size());
}

} // namespace

QString auditWayName(AuditEvent::Way way)
{
    switch (way) {
    case AuditEvent::Way::Graphql:
        return QStringLiteral("graphql");
    case AuditEvent::Way::Scim:
        return QStringLiteral("scim");
    case AuditEvent::Way::Identity:
        return QStringLiteral("identity");
    case AuditEvent::Way::Command:
        break;
    }
    return QStringLiteral("command");
}

base::Status AuditStore::append(const AuditEvent &event, qint64 most)
{
    const auto added = m_database.execute(
        QStringLiteral("INSERT INTO audit(at, actor, actor_name, key, peer, way, act, object, allowed, reason, detail)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
        event.at, orNull(event.actor), event.actorName, orNull(event.key), event.peer, auditWayName(event.way),
        event.act, event.object.left(longestText), event.isAllowed, event.reason, detailText(event.detail));
    return added ? forget(event.isAllowed, most) : added;
}

base::Status AuditStore::forget(bool allowed, qint64 most)
{
    const auto edge = readInteger(m_database,
        QStringLiteral("SELECT id FROM audit WHERE allowed = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2"), allowed, most);
    if (!edge)
        return edge.error();
    // One comes, one goes; the oldest one first, as the table's trigger wants it.
    return *edge == 0 ? base::Status(base::Done{})
                      : m_database.execute(QStringLiteral("DELETE FROM audit WHERE id ="
                                                          " (SELECT min(id) FROM audit WHERE allowed = ?1)"),
                          allowed);
}

base::Result<QList<AuditEvent>> AuditStore::newest(qint64 count, qint64 skipped)
{
    return readRows(m_database,
        QStringLiteral("SELECT id, at, actor, actor_name, key, peer, way, act, object, allowed, reason, detail"
                       " FROM audit ORDER BY id DESC LIMIT ?1 OFFSET ?2"),
        readEvent, count, skipped);
}

base::Status AuditStore::forEach(const AuditFilter &filter, const std::function<void(const AuditEvent &)> &take)
{
    const qint64 allowed = filter.isAllowed ? qint64(*filter.isAllowed) : -1;
    const auto all = forEachRow(
        m_database,
        QStringLiteral("SELECT * FROM (SELECT id, at, actor, actor_name, key, peer, way, act, object, allowed, reason,"
                       " detail FROM audit WHERE at >= ?1 AND (?2 = 0 OR at < ?2) AND (?3 = '' OR actor_name = ?3)"
                       " AND (?4 = '' OR act = ?4) AND (?5 = '' OR instr(object, ?5) > 0)"
                       " AND (?6 < 0 OR allowed = ?6) ORDER BY id DESC LIMIT ?7) ORDER BY id"),
        [&](sqlite::Statement &row) {
            take(readEvent(row));
            return true;
        },
        filter.since, filter.until, filter.actorName, filter.act, filter.objectPart, allowed,
        filter.newest > 0 ? filter.newest : qint64(-1));
    return all ? base::Status(base::Done{}) : all.error();
}

base::Result<qint64> AuditStore::count()
{
    return readInteger(m_database, QStringLiteral("SELECT count(*) FROM audit"));
}

} // namespace server
