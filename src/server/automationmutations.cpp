#include "base/lenientjson.h"
#include "server/artifactlookup.h"
#include "server/automationvalue.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/teamstore.h"

#include <QUrl>
#include <algorithm>

namespace server {

using domain::Action;
using graphql::Value;

namespace {

constexpr qsizetype longestAutomationName = 255;
constexpr qsizetype longestAutomationText = 64 * 1024;
constexpr qint64 mostAutomations = 10'000; ///< of an entity
constexpr qsizetype longestWebhookName = 64;
constexpr qsizetype longestWebhookUrl = 2048;

base::Error refusedAutomation(const QString &what)
{
    return {base::Error::Kind::Invalid, what};
}

base::Result<AutomationPlace> wantedPlace(Session &session, const Value &input)
{
    const QString type = input[QStringLiteral("scopeType")].toString();
    const QString id = input[QStringLiteral("scopeID")].toString();
    if (type == QLatin1String("PROJECT")) {
        const auto project = requireProject(session, id);
        return project ? base::Result<AutomationPlace>(AutomationPlace{(*project)->entity, *project}) : project.error();
    }
    if (type == QLatin1String("ARTIFACT_COLLECTION")) {
        const auto collection = requireCollection(session, id);
        if (!collection)
            return collection.error();
        const auto &project = (*collection)->project;
        return AutomationPlace{project->entity, project, *collection};
    }
    if (type != QLatin1String("ENTITY"))
        return refusedAutomation(
            QStringLiteral("scopeType: this server keeps automations of ARTIFACT_COLLECTION, PROJECT and ENTITY"));
    const auto number = numberFromId("Entity", id);
    const auto entity = TeamStore(session.database).byId(number.value_or(0));
    if (!entity)
        return entity.error();
    if (!*entity)
        return Access::notFound();
    const auto view = viewOf(session, *entity, (*entity)->name);
    if (!view)
        return view.error();
    return view->sight == EntityView::Sight::Missing ? base::Result<AutomationPlace>(Access::notFound())
                                                     : AutomationPlace{**entity, nullptr};
}

base::Status setAction(Session &session, const Value &input, const EntityRecord &entity, AutomationRecord &into)
{
    into.actionType = input[QStringLiteral("triggeredActionType")].toString();
    const Value config = input[QStringLiteral("triggeredActionConfig")];
    if (into.actionType == QLatin1String("NO_OP")) {
        into.integration = 0;
        into.payload.clear();
        return base::Done{};
    }
    if (into.actionType != QLatin1String("GENERIC_WEBHOOK"))
        return refusedAutomation(QStringLiteral(
            "triggeredActionType: this server keeps GENERIC_WEBHOOK and NO_OP; it has no chat, no mail and no"
            " launch queues"));
    const Value webhook = config[QStringLiteral("genericWebhookActionInput")];
    const auto number = numberFromId("Integration", webhook[QStringLiteral("integrationID")].toString());
    const auto record = AutomationStore(session.database).webhook(number.value_or(0));
    if (!record)
        return record.error();
    if (!*record || (*record)->entity != entity.id)
        return Access::notFound();
    into.integration = (*record)->id;
    into.payload = webhook[QStringLiteral("requestPayload")].toString();
    if (into.payload.size() > longestAutomationText)
        return refusedAutomation(QStringLiteral("requestPayload: longer than 65536 characters"));
    return base::Done{};
}

/// What the input gives; absent and null leave things as they are.
base::Status applyTriggerInput(Session &session, const Value &input, const EntityRecord &entity, AutomationRecord &into)
{
    into.name = input[QStringLiteral("name")].text().value_or(into.name);
    into.description = input[QStringLiteral("description")].text().value_or(into.description);
    into.eventFilter = input[QStringLiteral("eventFilter")].text().value_or(into.eventFilter);
    into.isEnabled = input[QStringLiteral("enabled")].toBool(into.isEnabled);
    into.eventType = input[QStringLiteral("triggeringEventType")].toString(into.eventType);
    if (into.name.isEmpty() || into.name.size() > longestAutomationName)
        return refusedAutomation(QStringLiteral("name: 1 to 255 characters"));
    if (into.description.size() > longestAutomationText || into.eventFilter.size() > longestAutomationText)
        return refusedAutomation(QStringLiteral("description, eventFilter: longer than 65536 characters"));
    const auto filter = base::parseLenientJson(into.eventFilter.toUtf8(), 32);
    if (!filter || !filter->isObject())
        return refusedAutomation(QStringLiteral("eventFilter: no JSON object"));
    if (!input[QStringLiteral("triggeredActionType")].isNull())
        return setAction(session, input, entity, into);
    return base::Done{};
}

base::Result<Value::Fields> triggerPayload(
    Session &session, const AutomationRecord &automation, const AutomationPlace &place)
{
    const auto value = automationValue(session, automation, place);
    if (!value)
        return value.error();
    return Value::Fields{{QStringLiteral("trigger"), *value}};
}

base::Status requireAutomation(Session &session, AutomationDeed deed, const AutomationPlace &place)
{
    return Access(session).require(actionFor(deed, place), targetOf(place));
}

void setPlace(const AutomationPlace &place, AutomationRecord &into)
{
    into.entity = place.entity.id;
    into.project = place.project ? place.project->record.id : 0;
    into.collection = place.collection ? place.collection->record.id : 0;
}

/// Names are given once at a place.
base::Status requireFreeName(Session &session, const AutomationRecord &record)
{
    const auto known = AutomationStore(session.database).ofEntity(record.entity);
    if (!known)
        return known.error();
    const bool isTaken = std::any_of(known->begin(), known->end(), [&record](const AutomationRecord &other) {
        return other.id != record.id && other.name == record.name && other.project == record.project
            && other.collection == record.collection;
    });
    if (isTaken)
        return base::Error{base::Error::Kind::Conflict, takenAutomationName + record.name};
    return base::Done{};
}

base::Result<Value::Fields> createTrigger(Session &session, const Value &input)
{
    const auto place = wantedPlace(session, input);
    if (!place)
        return place.error();
    if (auto allowed = requireAutomation(session, AutomationDeed::Edit, *place); !allowed)
        return allowed.error();
    AutomationRecord record;
    setPlace(*place, record);
    record.creator = session.who.user.id;
    record.createdAt = record.updatedAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    if (auto applied = applyTriggerInput(session, input, place->entity, record); !applied)
        return applied.error();
    AutomationStore store(session.database);
    const auto others = store.count(record.entity);
    if (!others)
        return others.error();
    if (*others >= mostAutomations)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the team has 10000 automations")};
    if (auto isFree = requireFreeName(session, record); !isFree)
        return isFree.error();
    const auto id = store.insert(record);
    if (!id)
        return id.error();
    record.id = *id;
    return triggerPayload(session, record, *place);
}

struct FoundAutomation
{
    AutomationRecord record;
    AutomationPlace place;
};

base::Result<FoundAutomation> requireTrigger(Session &session, const QString &id, AutomationDeed deed)
{
    const auto number = numberFromId("Trigger", id);
    const auto record = AutomationStore(session.database).byId(number.value_or(0));
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    const auto place = placeOf(session, (*record)->entity, (*record)->project, (*record)->collection);
    if (!place)
        return place.error();
    // Who may not see it does not learn that it is there.
    if (!Access(session).allows(actionFor(AutomationDeed::View, *place), targetOf(*place)))
        return Access::notFound();
    if (auto allowed = requireAutomation(session, deed, *place); !allowed)
        return allowed.error();
    return FoundAutomation{**record, *place};
}

base::Result<Value::Fields> updateTrigger(Session &session, const Value &input)
{
    auto found = requireTrigger(session, input[QStringLiteral("id")].toString(), AutomationDeed::Edit);
    if (!found)
        return found.error();
    AutomationRecord record = found->record;
    if (!input[QStringLiteral("scopeID")].isNull()) {
        const auto place = wantedPlace(session, input);
        if (!place)
            return place.error();
        if (auto allowed = requireAutomation(session, AutomationDeed::Edit, *place); !allowed)
            return allowed.error();
        if (place->entity.id != record.entity)
            return refusedAutomation(QStringLiteral("scopeID: an automation stays in its team"));
        setPlace(*place, record);
        found->place = *place;
    }
    if (auto applied = applyTriggerInput(session, input, found->place.entity, record); !applied)
        return applied.error();
    const bool isNamedAnew = record.name != found->record.name || record.project != found->record.project
        || record.collection != found->record.collection;
    if (isNamedAnew) {
        if (auto isFree = requireFreeName(session, record); !isFree)
            return isFree.error();
    }
    record.updatedAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    if (auto updated = AutomationStore(session.database).update(record); !updated)
        return updated.error();
    return triggerPayload(session, record, found->place);
}

base::Result<Value::Fields> deleteTrigger(Session &session, const Value &input)
{
    const auto found = requireTrigger(session, input[QStringLiteral("triggerID")].toString(), AutomationDeed::Delete);
    if (!found)
        return found.error();
    if (auto removed = AutomationStore(session.database).remove(found->record.id); !removed)
        return removed.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> createWebhook(Session &session, const Value &input)
{
    const auto entity = entityNamed(session, input[QStringLiteral("entityName")].toString());
    if (!entity)
        return entity.error();
    const auto view = viewOf(session, *entity, input[QStringLiteral("entityName")].toString());
    if (!view)
        return view.error();
    if (view->sight == EntityView::Sight::Missing)
        return Access::notFound();
    if (auto allowed = Access(session).require(Action::TeamIntegrationsEdit, {&**entity}); !allowed)
        return allowed.error();
    WebhookRecord webhook;
    webhook.entity = (*entity)->id;
    webhook.name = input[QStringLiteral("name")].toString();
    webhook.url = input[QStringLiteral("urlEndpoint")].toString();
    webhook.accessTokenRef = input[QStringLiteral("accessTokenRef")].toString();
    webhook.secretRef = input[QStringLiteral("secretRef")].toString();
    webhook.createdAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    const QUrl url(webhook.url, QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (webhook.name.isEmpty() || webhook.name.size() > longestWebhookName)
        return refusedAutomation(QStringLiteral("name: 1 to 64 characters"));
    if (!url.isValid() || !isWeb || url.host().isEmpty() || webhook.url.size() > longestWebhookUrl)
        return refusedAutomation(QStringLiteral("urlEndpoint: an http or https address of up to 2048 characters"));
    if (webhook.accessTokenRef.size() > longestAutomationName || webhook.secretRef.size() > longestAutomationName)
        return refusedAutomation(QStringLiteral("accessTokenRef, secretRef: names of up to 255 characters"));
    AutomationStore store(session.database);
    const auto others = store.countWebhooks(webhook.entity);
    if (!others)
        return others.error();
    if (*others >= mostAutomations)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the team has 10000 webhooks")};
    const auto id = store.insertWebhook(webhook);
    if (!id)
        return id.error();
    webhook.id = *id;
    return Value::Fields{{QStringLiteral("integration"), webhookValue(session, webhook, **entity)}};
}

base::Result<Value::Fields> deleteIntegration(Session &session, const Value &input)
{
    AutomationStore store(session.database);
    const auto number = numberFromId("Integration", input[QStringLiteral("id")].toString());
    const auto webhook = store.webhook(number.value_or(0));
    if (!webhook)
        return webhook.error();
    if (!*webhook)
        return Access::notFound();
    const auto place = placeOf(session, (*webhook)->entity, 0);
    if (!place)
        return place.error();
    if (!Access(session).allows(Action::AutomationView, targetOf(*place)))
        return Access::notFound();
    if (auto allowed = Access(session).require(Action::TeamIntegrationsEdit, targetOf(*place)); !allowed)
        return allowed.error();
    if (auto removed = store.removeWebhook((*webhook)->id); !removed)
        return removed.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addAutomationMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createFilterTrigger", createTrigger);
    addMutation(resolvers, "updateFilterTrigger", updateTrigger);
    addMutation(resolvers, "deleteTrigger", deleteTrigger);
    addMutation(resolvers, "createGenericWebhookIntegration", createWebhook);
    addMutation(resolvers, "deleteIntegration", deleteIntegration);
}

} // namespace server
