#include "server/automationvalue.h"

#include "server/artifactlookup.h"
#include "server/globalid.h"
#include "server/teamstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace server {

using domain::Action;
using graphql::Value;

Access::Target targetOf(const AutomationPlace &place)
{
    return place.project ? targetOf(*place.project) : Access::Target{&place.entity};
}

Action actionFor(AutomationDeed deed, const AutomationPlace &place)
{
    const bool isRegistry = place.project && placeKind(*place.project) == PlaceKind::Registry;
    switch (deed) {
    case AutomationDeed::View:
        return isRegistry ? Action::RegistryCollectionView : Action::AutomationView;
    case AutomationDeed::Edit:
        return isRegistry ? Action::RegistryAutomationCreate : Action::AutomationEdit;
    case AutomationDeed::Delete:
        break;
    }
    return isRegistry ? Action::RegistryAutomationDelete : Action::AutomationEdit;
}

namespace {

base::Result<AutomationPlace> collectionPlace(Session &session, const EntityRecord &team, qint64 collection)
{
    const auto found = findCollection(session, collection);
    if (!found)
        return found.error();
    return *found ? base::Result<AutomationPlace>(AutomationPlace{team, (*found)->project, *found})
                  : Access::notFound();
}

} // namespace

base::Result<AutomationPlace> placeOf(Session &session, qint64 entity, qint64 project, qint64 collection)
{
    const auto team = TeamStore(session.database).byId(entity);
    if (!team)
        return team.error();
    if (!*team)
        return Access::notFound();
    if (collection != 0)
        return collectionPlace(session, **team, collection);
    if (project == 0)
        return AutomationPlace{**team, nullptr};
    const auto view = requireProject(session, project);
    return view ? base::Result<AutomationPlace>(AutomationPlace{**team, *view}) : view.error();
}

Value webhookValue(Session &session, const WebhookRecord &webhook, const EntityRecord &entity)
{
    const bool isFull = Access(session).allows(Action::TeamIntegrationsEdit, {&entity});
    const QUrl url(webhook.url);
    const auto ref = [isFull](const QString &name) { return isFull && !name.isEmpty() ? Value(name) : Value(); };
    return Value::Fields{{QStringLiteral("__typename"), QStringLiteral("GenericWebhookIntegration")},
        {QStringLiteral("id"), numberId("Integration", webhook.id)}, {QStringLiteral("name"), webhook.name},
        {QStringLiteral("urlEndpoint"), isFull ? webhook.url : url.scheme() + QLatin1String("://") + url.host()},
        {QStringLiteral("accessTokenRef"), ref(webhook.accessTokenRef)},
        {QStringLiteral("secretRef"), ref(webhook.secretRef)},
        {QStringLiteral("createdAt"), timeValue(webhook.createdAt)}};
}

namespace {

/// The filters of artifact events come back wrapped; those of runs as they were given.
QString shownFilter(const AutomationRecord &automation)
{
    if (automation.eventType.startsWith(QLatin1String("RUN_")))
        return automation.eventFilter;
    const QJsonObject wrapped{{QStringLiteral("filter"), automation.eventFilter}};
    return QString::fromUtf8(QJsonDocument(wrapped).toJson(QJsonDocument::Compact));
}

Value scopeValue(const AutomationPlace &place)
{
    if (place.collection)
        return collectionValue(place.collection);
    return place.project
        ? Value::object(QStringLiteral("Project"), place.project)
        : Value::object(QStringLiteral("Entity"), EntityView{place.entity, EntityView::Sight::Limited});
}

base::Result<Value> actionValue(Session &session, const AutomationRecord &automation, const EntityRecord &entity)
{
    if (automation.actionType != QLatin1String("GENERIC_WEBHOOK"))
        return Value(Value::Fields{
            {QStringLiteral("__typename"), QStringLiteral("NoOpTriggeredAction")}, {QStringLiteral("noOp"), true}});
    const auto webhook = AutomationStore(session.database).webhook(automation.integration);
    if (!webhook)
        return webhook.error();
    return Value(Value::Fields{{QStringLiteral("__typename"), QStringLiteral("GenericWebhookTriggeredAction")},
        {QStringLiteral("integration"), *webhook ? webhookValue(session, **webhook, entity) : Value()},
        {QStringLiteral("requestPayload"), automation.payload.isEmpty() ? Value() : Value(automation.payload)}});
}

} // namespace

base::Result<Value> automationValue(Session &session, const AutomationRecord &automation, const AutomationPlace &place)
{
    const auto action = actionValue(session, automation, place.entity);
    const auto creator = userOf(session, automation.creator);
    if (!action || !creator)
        return action ? creator.error() : action.error();
    const Value scope = scopeValue(place);
    const Value condition =
        Value::Fields{{QStringLiteral("__typename"), QStringLiteral("FilterEventTriggeringCondition")},
            {QStringLiteral("eventType"), Value::enumText(automation.eventType)},
            {QStringLiteral("filter"), shownFilter(automation)}};
    return Value(Value::Fields{{QStringLiteral("id"), numberId("Trigger", automation.id)},
        {QStringLiteral("name"), automation.name},
        {QStringLiteral("description"), automation.description.isEmpty() ? Value() : Value(automation.description)},
        {QStringLiteral("enabled"), automation.isEnabled},
        {QStringLiteral("createdAt"), timeValue(automation.createdAt)},
        {QStringLiteral("updatedAt"), timeValue(automation.updatedAt)},
        {QStringLiteral("createdBy"), userValue(*creator)}, {QStringLiteral("scope"), scope},
        {QStringLiteral("triggeringCondition"), condition}, {QStringLiteral("triggeredAction"), *action}});
}

} // namespace server
