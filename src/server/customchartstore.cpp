#include "server/customchartstore.h"

#include "server/storequery.h"

namespace server {

namespace {

QString selectCharts(const char *rest)
{
    return QLatin1String("SELECT id, entity, name, display_name, type, public, spec, creator, created_at, updated_at"
                         " FROM custom_charts ")
        + QLatin1String(rest);
}

CustomChartRecord readChart(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.boolean(5), row.text(6),
        row.integer(7), timeOf(row.integer(8)), timeOf(row.integer(9))};
}

} // namespace

base::Result<std::optional<CustomChartRecord>> CustomChartStore::find(qint64 entity, const QString &name)
{
    return readRow(m_database, selectCharts("WHERE entity = ?1 AND name = ?2"), readChart, entity, name);
}

base::Result<QList<CustomChartRecord>> CustomChartStore::ofEntity(qint64 entity)
{
    return readRows(m_database, selectCharts("WHERE entity = ?1 ORDER BY name"), readChart, entity);
}

base::Result<qint64> CustomChartStore::count(qint64 entity)
{
    return readInteger(m_database, QStringLiteral("SELECT count(*) FROM custom_charts WHERE entity = ?1"), entity);
}

base::Status CustomChartStore::insert(const CustomChartRecord &chart)
{
    const auto other = find(chart.entity, chart.name);
    if (!other)
        return other.error();
    if (*other)
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("there is a chart %1 already; choose another name").arg(chart.name)};
    return m_database.execute(
        QStringLiteral("INSERT INTO custom_charts(entity, name, display_name, type, public, spec, creator, created_at,"
                       " updated_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
        chart.entity, chart.name, chart.displayName, chart.type, chart.isPublic, chart.spec, orNull(chart.creator),
        chart.createdAt.toMSecsSinceEpoch(), chart.updatedAt.toMSecsSinceEpoch());
}

} // namespace server
