#include "server/runquery.h"

#include "server/connection.h"
#include "server/runorder.h"
#include "server/runstore.h"
#include "server/storequery.h"

#include <algorithm>

namespace server {

using graphql::Value;

RunFields::Surroundings RunQuery::surroundings()
{
    RunFields::Surroundings around;
    around.now = m_session.now;
    around.crashAfter = m_session.facts.crashAfter;
    around.entity = m_project->record.entityName;
    around.project = m_project->record.name;
    around.usernameOf = [this](qint64 id) {
        const auto user = userOf(m_session, id);
        return user && *user ? (*user)->username : QString();
    };
    around.hasKey = [this](qint64 run, const QString &key) {
        return readInteger(m_session.database,
                   QStringLiteral("SELECT count(*) FROM run_keys WHERE run = ?1 AND key = ?2"), run, key)
                   .valueOr(0)
            > 0;
    };
    return around;
}

base::Result<QList<RunRecord>> RunQuery::filtered(const RunFilter &filter, bool withTexts, bool deleted)
{
    const auto texts = withTexts || filter.needsTexts() ? RunStore::Texts::With : RunStore::Texts::Without;
    auto runs = RunStore(m_session.database).ofProject(m_project->record.id, texts, deleted);
    if (!runs || filter.isEmpty())
        return runs;
    const RunFields::Surroundings around = surroundings();
    runs->removeIf([&](const RunRecord &run) { return !filter.matches(RunFields(run, around)); });
    return runs;
}

base::Result<QList<RunRecord>> RunQuery::matching(const QString &filters, bool deleted)
{
    const auto filter = RunFilter::parse(filters);
    if (!filter)
        return filter.error();
    return filtered(*filter, false, deleted);
}

base::Result<qint64> RunQuery::count(const QString &filters)
{
    const auto filter = RunFilter::parse(filters);
    if (!filter)
        return filter.error();
    if (filter->isEmpty())
        return RunStore(m_session.database).count(m_project->record.id);
    return filtered(*filter, false, false).map([](const QList<RunRecord> &runs) { return qint64(runs.size()); });
}

Value::List RunQuery::nodes(const QList<RunRecord> &runs) const
{
    Value::List values;
    for (const RunRecord &run : runs)
        values.push_back(Value::object(QStringLiteral("Run"), RunView{run, m_project, !run.config.isEmpty()}));
    return values;
}

base::Result<Value> RunQuery::pageFromDatabase(const Value &arguments, const QString &orderBy)
{
    RunStore store(m_session.database);
    const auto total = store.count(m_project->record.id);
    if (!total)
        return total.error();
    const PageRequest page = PageRequest::from(arguments, *total);
    const auto runs = store.page(m_project->record.id, RunStore::Texts::Without, orderBy, page.offset, page.count);
    if (!runs)
        return runs.error();
    return connectionOf(nodes(*runs), page, *total);
}

base::Result<Value> RunQuery::connection(const Value &arguments)
{
    const auto filter = RunFilter::parse(arguments[QStringLiteral("filters")].toString());
    if (!filter)
        return filter.error();
    const RunOrder order(arguments[QStringLiteral("order")].toString());
    if (filter->isEmpty() && !order.sql().isEmpty())
        return pageFromDatabase(arguments, order.sql());
    auto runs = filtered(*filter, order.needsTexts(), false);
    if (!runs)
        return runs.error();
    const RunFields::Surroundings around = surroundings();
    QList<std::pair<QJsonValue, qsizetype>> keys;
    for (qsizetype i = 0; i < runs->size(); ++i)
        keys.append({RunFields((*runs)[i], around).value(order.path()), i});
    std::stable_sort(
        keys.begin(), keys.end(), [&order](const auto &a, const auto &b) { return order.isBefore(a.first, b.first); });
    const PageRequest page = PageRequest::from(arguments, keys.size());
    QList<RunRecord> part;
    for (const auto &key : keys.mid(page.offset, page.count))
        part.append((*runs)[key.second]);
    return connectionOf(nodes(part), page, keys.size());
}

} // namespace server
