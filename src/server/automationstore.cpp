#include "server/automationstore.h"

#include "server/storequery.h"

namespace server {

namespace {

QString selectAutomations(const char *rest)
{
    return QLatin1String(
               "SELECT id, entity, project, name, description, enabled, event_type, event_filter, action_type,"
               " integration, payload, creator, created_at, updated_at, collection FROM automations ")
        + QLatin1String(rest);
}

AutomationRecord readAutomation(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.integer(2), row.text(3), row.text(4), row.boolean(5), row.text(6),
        row.text(7), row.text(8), row.integer(9), row.text(10), row.integer(11), timeOf(row.integer(12)),
        timeOf(row.integer(13)), row.integer(14)};
}

QString selectWebhooks(const char *rest)
{
    return QLatin1String("SELECT id, entity, name, url, access_token_ref, secret_ref, created_at FROM webhooks ")
        + QLatin1String(rest);
}

WebhookRecord readWebhook(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5), timeOf(row.integer(6))};
}

} // namespace

base::Result<std::optional<AutomationRecord>> AutomationStore::byId(qint64 id)
{
    return readRow(m_database, selectAutomations("WHERE id = ?1"), readAutomation, id);
}

base::Result<QList<AutomationRecord>> AutomationStore::ofProject(qint64 project)
{
    return readRows(m_database, selectAutomations("WHERE project = ?1 ORDER BY id"), readAutomation, project);
}

base::Result<QList<AutomationRecord>> AutomationStore::ofEntity(qint64 entity)
{
    return readRows(m_database, selectAutomations("WHERE entity = ?1 ORDER BY id"), readAutomation, entity);
}

base::Result<qint64> AutomationStore::count(qint64 entity)
{
    return readInteger(m_database, QStringLiteral("SELECT count(*) FROM automations WHERE entity = ?1"), entity);
}

base::Result<qint64> AutomationStore::countWebhooks(qint64 entity)
{
    return readInteger(m_database, QStringLiteral("SELECT count(*) FROM webhooks WHERE entity = ?1"), entity);
}

base::Result<qint64> AutomationStore::insert(const AutomationRecord &one)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO automations(entity, project, name, description, enabled, event_type, event_filter,"
                       " action_type, integration, payload, creator, created_at, updated_at, collection)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"),
        one.entity, orNull(one.project), one.name, one.description, one.isEnabled, one.eventType, one.eventFilter,
        one.actionType, orNull(one.integration), one.payload, orNull(one.creator), one.createdAt.toMSecsSinceEpoch(),
        one.updatedAt.toMSecsSinceEpoch(), orNull(one.collection));
    return inserted ? base::Result<qint64>(m_database.lastInsertRowId()) : inserted.error();
}

base::Status AutomationStore::update(const AutomationRecord &one)
{
    return m_database.execute(
        QStringLiteral("UPDATE automations SET entity = ?2, project = ?3, name = ?4, description = ?5, enabled = ?6,"
                       " event_type = ?7, event_filter = ?8, action_type = ?9, integration = ?10, payload = ?11,"
                       " updated_at = ?12, collection = ?13 WHERE id = ?1"),
        one.id, one.entity, orNull(one.project), one.name, one.description, one.isEnabled, one.eventType,
        one.eventFilter, one.actionType, orNull(one.integration), one.payload, one.updatedAt.toMSecsSinceEpoch(),
        orNull(one.collection));
}

base::Status AutomationStore::remove(qint64 automation)
{
    return m_database.execute(QStringLiteral("DELETE FROM automations WHERE id = ?1"), automation);
}

base::Result<std::optional<WebhookRecord>> AutomationStore::webhook(qint64 id)
{
    return readRow(m_database, selectWebhooks("WHERE id = ?1"), readWebhook, id);
}

base::Result<QList<WebhookRecord>> AutomationStore::webhooks(qint64 entity)
{
    return readRows(m_database, selectWebhooks("WHERE entity = ?1 ORDER BY name, id"), readWebhook, entity);
}

base::Result<qint64> AutomationStore::insertWebhook(const WebhookRecord &webhook)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO webhooks(entity, name, url, access_token_ref, secret_ref, created_at)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
        webhook.entity, webhook.name, webhook.url, webhook.accessTokenRef, webhook.secretRef,
        webhook.createdAt.toMSecsSinceEpoch());
    return inserted ? base::Result<qint64>(m_database.lastInsertRowId()) : inserted.error();
}

base::Status AutomationStore::removeWebhook(qint64 webhook)
{
    return m_database.execute(QStringLiteral("DELETE FROM webhooks WHERE id = ?1"), webhook);
}

} // namespace server
