#include "server/automationvalue.h"
#include "server/connection.h"
#include "server/projectlist.h"
#include "server/resolving.h"
#include "server/runfilter.h"

namespace server {

using domain::Action;
using graphql::Value;

namespace {

base::Result<Value::List> valuesOf(Session &session, const QList<AutomationRecord> &automations)
{
    Value::List values;
    for (const AutomationRecord &automation : automations) {
        const auto place = placeOf(session, automation.entity, automation.project, automation.collection);
        if (!place && place.error().kind == base::Error::Kind::NotFound)
            continue;
        if (!place)
            return place.error();
        if (!Access(session).allows(actionFor(AutomationDeed::View, *place), targetOf(*place)))
            continue;
        auto value = automationValue(session, automation, *place);
        if (!value)
            return value.error();
        values.push_back(std::move(*value));
    }
    return values;
}

base::Result<Value> projectTriggers(Session &session, const std::shared_ptr<const ProjectView> &project, const Value &)
{
    const auto all = AutomationStore(session.database).ofProject(project->isNameOnly ? 0 : project->record.id);
    if (!all)
        return all.error();
    auto values = valuesOf(session, *all);
    return values ? base::Result<Value>(Value(std::move(*values))) : values.error();
}

/// What filters know of an automation.
QJsonValue automationField(const AutomationRecord &automation, const QString &path)
{
    if (path == QLatin1String("name"))
        return automation.name;
    if (path == QLatin1String("enabled"))
        return automation.isEnabled;
    return path == QLatin1String("description") ? QJsonValue(automation.description)
                                                : QJsonValue(QJsonValue::Undefined);
}

base::Result<Value> entityTriggers(Session &session, const EntityView &entity, const Value &arguments)
{
    const auto filter = RunFilter::parse(arguments[QStringLiteral("filters")].toString());
    if (!filter)
        return filter.error();
    auto all = AutomationStore(session.database).ofEntity(entity.record.id);
    if (!all)
        return all.error();
    all->removeIf([&filter](const AutomationRecord &automation) {
        return !filter->matches([&automation](const QString &path) { return automationField(automation, path); });
    });
    const auto values = valuesOf(session, *all);
    if (!values)
        return values.error();
    const auto total = static_cast<qint64>(values->size());
    const PageRequest page = PageRequest::from(arguments, total);
    return connectionOf(
        Value::List(values->begin() + page.offset, values->begin() + page.offset + page.count), page, total);
}

base::Result<Value> integrations(Session &session, const EntityView &entity, const Value &arguments)
{
    if (!Access(session).allows(Action::AutomationView, {&entity.record}))
        return connectionOf({}, {}, 0);
    const auto all = AutomationStore(session.database).webhooks(entity.record.id);
    if (!all)
        return all.error();
    const PageRequest page = PageRequest::from(arguments, all->size());
    Value::List nodes;
    for (const WebhookRecord &webhook : all->mid(page.offset, page.count))
        nodes.push_back(webhookValue(session, webhook, entity.record));
    return connectionOf(nodes, page, all->size());
}

} // namespace

void addAutomationResolvers(graphql::Resolvers &resolvers)
{
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.triggers"), projectTriggers);
    addField<EntityView>(resolvers, QStringLiteral("Entity.triggers"), entityTriggers);
    addField<EntityView>(resolvers, QStringLiteral("Entity.integrations"), integrations);
}

} // namespace server
