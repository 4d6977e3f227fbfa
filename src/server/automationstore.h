#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

namespace server {

/// How the error begins for a second automation of a name at one place. It is answered with the status 409: by that the
/// SDK knows what happened, and fetches the one that is there if it was told so (protocol, section 25).
inline constexpr QLatin1String takenAutomationName("there is an automation of that name: ");

/// An automation: what shall happen on which event of which collection, project or team. Kept and listed; nothing
/// carries it out.
struct AutomationRecord
{
    qint64 id = 0;
    qint64 entity = 0;
    qint64 project = 0; ///< 0: of the whole entity
    QString name;
    QString description;
    bool isEnabled = true;
    QString eventType;
    QString eventFilter; ///< JSON text
    QString actionType; ///< GENERIC_WEBHOOK, NO_OP
    qint64 integration = 0;
    QString payload; ///< JSON text of a webhook's request; may be empty
    qint64 creator = 0;
    QDateTime createdAt;
    QDateTime updatedAt;
    qint64 collection = 0; ///< of artifacts, in the project; 0: of the whole project
};

/// Where a team's webhooks go. The secrets are the names of secrets, never what they hold.
struct WebhookRecord
{
    qint64 id = 0;
    qint64 entity = 0;
    QString name;
    QString url;
    QString accessTokenRef;
    QString secretRef;
    QDateTime createdAt;
};

class AutomationStore
{
public:
    explicit AutomationStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<AutomationRecord>> byId(qint64 id);
    base::Result<QList<AutomationRecord>> ofProject(qint64 project);
    /// Those of the whole entity and those of its projects.
    base::Result<QList<AutomationRecord>> ofEntity(qint64 entity);
    base::Result<qint64> count(qint64 entity);
    base::Result<qint64> insert(const AutomationRecord &automation);
    base::Status update(const AutomationRecord &automation);
    base::Status remove(qint64 automation);

    base::Result<std::optional<WebhookRecord>> webhook(qint64 id);
    base::Result<QList<WebhookRecord>> webhooks(qint64 entity);
    base::Result<qint64> countWebhooks(qint64 entity);
    base::Result<qint64> insertWebhook(const WebhookRecord &webhook);
    base::Status removeWebhook(qint64 webhook); ///< with the automations that use it

private:
    sqlite::Database &m_database;
};

} // namespace server
