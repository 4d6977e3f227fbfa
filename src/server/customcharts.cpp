#include "base/lenientjson.h"
#include "server/connection.h"
#include "server/customchartstore.h"
#include "server/mutations.h"
#include "server/names.h"
#include "server/resolving.h"

/// Presets for charts: a team keeps its own, and runs name them as "team/chart".
namespace server {

using domain::Action;
using graphql::FieldContext;
using graphql::Value;

namespace {

constexpr qsizetype longestChartSpec = 256 * 1024;
constexpr qsizetype longestChartTitle = 255;
constexpr qint64 mostCharts = 10'000; ///< of an entity
constexpr int deepestChartSpec = 64;

base::Result<Value> chartValue(Session &session, const CustomChartRecord &chart, const EntityView &entity)
{
    const auto creator = userOf(session, chart.creator);
    if (!creator)
        return creator.error();
    return Value(Value::Fields{{QStringLiteral("id"), entity.record.name + QLatin1Char('/') + chart.name},
        {QStringLiteral("name"), chart.name}, {QStringLiteral("displayName"), chart.displayName},
        {QStringLiteral("type"), chart.type},
        {QStringLiteral("access"), chart.isPublic ? QStringLiteral("PUBLIC") : QStringLiteral("PRIVATE")},
        {QStringLiteral("spec"), chart.spec}, {QStringLiteral("createdAt"), timeValue(chart.createdAt)},
        {QStringLiteral("updatedAt"), timeValue(chart.updatedAt)},
        {QStringLiteral("entity"), Value::object(QStringLiteral("Entity"), entity)},
        {QStringLiteral("user"), userValue(*creator)}});
}

bool seesChart(const CustomChartRecord &chart, const EntityView &entity)
{
    return chart.isPublic || entity.sight == EntityView::Sight::Full;
}

/// The entity of that name as the caller sees it; NotFound: not there, or not for them.
base::Result<EntityView> requireEntity(Session &session, const QString &name)
{
    const auto found = entityNamed(session, name);
    if (!found)
        return found.error();
    auto view = viewOf(session, *found, name);
    if (view && (!*found || view->sight == EntityView::Sight::Missing))
        return Access::notFound();
    return view;
}

base::Status readChartInput(const Value &input, CustomChartRecord &into)
{
    into.name = input[QStringLiteral("name")].toString();
    into.displayName = input[QStringLiteral("displayName")].toString();
    into.type = input[QStringLiteral("type")].toString();
    into.spec = input[QStringLiteral("spec")].toString();
    const QString access = input[QStringLiteral("access")].toString();
    into.isPublic = access == QLatin1String("PUBLIC");
    if (!isSoundEntityName(into.name))
        return invalidInput("name: letters, digits, - and _, at most 64");
    if (into.displayName.isEmpty() || into.displayName.size() > longestChartTitle)
        return invalidInput("displayName: 1 to 255 characters");
    if (into.type != QLatin1String("vega2"))
        return invalidInput("type: this server keeps charts of the type vega2");
    if (!into.isPublic && access != QLatin1String("PRIVATE"))
        return invalidInput("access: PRIVATE or PUBLIC");
    if (into.spec.size() > longestChartSpec)
        return invalidInput("spec: longer than 262144 characters");
    const auto spec = base::parseLenientJson(into.spec.toUtf8(), deepestChartSpec);
    return spec && spec->isObject() ? base::Status(base::Done{}) : base::Status(invalidInput("spec: no JSON object"));
}

base::Result<Value::Fields> createCustomChart(Session &session, const Value &input)
{
    const auto entity = requireEntity(session, input[QStringLiteral("entity")].toString());
    if (!entity)
        return entity.error();
    // A chart belongs to the team as a project does: whoever makes those makes charts.
    if (auto allowed = Access(session).require(Action::ProjectCreate, {&entity->record}); !allowed)
        return allowed.error();
    CustomChartRecord chart;
    chart.entity = entity->record.id;
    chart.creator = session.who.user.id;
    chart.createdAt = chart.updatedAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    if (auto read = readChartInput(input, chart); !read)
        return read.error();
    CustomChartStore store(session.database);
    const auto others = store.count(chart.entity);
    if (!others)
        return others.error();
    if (*others >= mostCharts)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the team has 10000 charts")};
    if (auto inserted = store.insert(chart); !inserted)
        return inserted.error();
    const auto value = chartValue(session, chart, *entity);
    if (!value)
        return value.error();
    return Value::Fields{{QStringLiteral("chart"), *value}};
}

base::Result<Value> customChart(const FieldContext &context)
{
    auto &session = context.context<Session>();
    const QString id = context.arguments[QStringLiteral("id")].toString();
    const auto entity = requireEntity(session, id.section(QLatin1Char('/'), 0, 0));
    if (!entity)
        return entity.error().kind == base::Error::Kind::NotFound ? base::Result<Value>(Value()) : entity.error();
    const auto chart = CustomChartStore(session.database).find(entity->record.id, id.section(QLatin1Char('/'), 1));
    if (!chart)
        return chart.error();
    return *chart && seesChart(**chart, *entity) ? chartValue(session, **chart, *entity) : Value();
}

base::Result<Value> customCharts(const FieldContext &context)
{
    auto &session = context.context<Session>();
    const auto entity = requireEntity(session, context.arguments[QStringLiteral("entity")].toString());
    if (!entity)
        return entity.error().kind == base::Error::Kind::NotFound ? base::Result<Value>(Value()) : entity.error();
    auto all = CustomChartStore(session.database).ofEntity(entity->record.id);
    if (!all)
        return all.error();
    const QString type = context.arguments[QStringLiteral("type")].toString();
    all->removeIf([&](const CustomChartRecord &chart) { return chart.type != type || !seesChart(chart, *entity); });
    const PageRequest page = PageRequest::from(context.arguments, all->size());
    Value::List nodes;
    for (const CustomChartRecord &chart : all->mid(page.offset, page.count)) {
        auto value = chartValue(session, chart, *entity);
        if (!value)
            return value;
        nodes.push_back(std::move(*value));
    }
    return connectionOf(nodes, page, all->size());
}

} // namespace

void addCustomCharts(graphql::Resolvers &resolvers)
{
    resolvers.add(QStringLiteral("Query.customChart"), customChart);
    resolvers.add(QStringLiteral("Query.customCharts"), customCharts);
    addMutation(resolvers, "createCustomChart", createCustomChart);
}

} // namespace server
