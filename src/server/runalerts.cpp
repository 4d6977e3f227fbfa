#include "server/runalerts.h"

#include "server/globalid.h"
#include "server/mutations.h"
#include "server/storequery.h"

namespace server {

using graphql::Value;

base::Status RunAlertStore::add(const RunAlert &alert)
{
    const auto added = m_database.execute(
        QStringLiteral("INSERT INTO run_alerts(run, title, text, severity, created_at) VALUES(?1, ?2, ?3, ?4, ?5)"),
        alert.run, alert.title, alert.text, alert.severity, alert.createdAt.toMSecsSinceEpoch());
    if (!added)
        return added;
    return m_database.execute(QStringLiteral("DELETE FROM run_alerts WHERE run = ?1 AND id NOT IN"
                                             " (SELECT id FROM run_alerts WHERE run = ?1 ORDER BY id DESC LIMIT ?2)"),
        alert.run, mostOfARun);
}

base::Result<QList<RunAlert>> RunAlertStore::ofRun(qint64 run)
{
    return readRows(
        m_database,
        QStringLiteral("SELECT id, run, title, text, severity, created_at FROM run_alerts WHERE run = ?1"
                       " ORDER BY id DESC"),
        [](sqlite::Statement &row) {
            return RunAlert{
                row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), timeOf(row.integer(5))};
        },
        run);
}

base::Result<QDateTime> RunAlertStore::lastOf(qint64 run, const QString &title)
{
    return readInteger(
        m_database, QStringLiteral("SELECT max(created_at) FROM run_alerts WHERE run = ?1 AND title = ?2"), run, title)
        .map([](qint64 time) { return timeOf(time); });
}

namespace {

constexpr qsizetype longestAlertTitle = 256;
constexpr qsizetype longestAlertText = 64 * 1024;

/// An alert whose title was told less than `waitDuration` milliseconds ago is taken and not kept again.
base::Result<Value::Fields> notify(Session &session, const Value &input)
{
    const auto run = requireRun(session, input[QStringLiteral("entityName")].toString(),
        input[QStringLiteral("projectName")].toString(), input[QStringLiteral("runName")].toString());
    if (!run)
        return run.error();
    if (auto allowed = Access(session).require(domain::Action::RunLog, targetOf(**run)); !allowed)
        return allowed.error();
    RunAlert alert;
    alert.run = (*run)->record.id;
    alert.title = input[QStringLiteral("title")].toString();
    alert.text = input[QStringLiteral("text")].toString();
    alert.severity = input[QStringLiteral("severity")].toString(QStringLiteral("INFO"));
    alert.createdAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    if (alert.title.size() > longestAlertTitle || alert.text.size() > longestAlertText)
        return invalidInput("title: up to 256 characters, text: up to 65536");
    RunAlertStore store(session.database);
    const auto last = store.lastOf(alert.run, alert.title);
    if (!last)
        return last.error();
    const qint64 wait = input[QStringLiteral("waitDuration")].integer().value_or(0);
    if (!last->isValid() || last->msecsTo(alert.createdAt) >= wait) {
        if (auto added = store.add(alert); !added)
            return added.error();
    }
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value> alertsOf(Session &session, const std::shared_ptr<const RunView> &run, const Value &)
{
    const auto alerts = RunAlertStore(session.database).ofRun(run->record.id);
    if (!alerts)
        return alerts.error();
    return Value::list(*alerts, [](const RunAlert &alert) {
        return Value(Value::Fields{{QStringLiteral("id"), numberId("RunAlert", alert.id)},
            {QStringLiteral("title"), alert.title}, {QStringLiteral("text"), alert.text},
            {QStringLiteral("severity"), Value::enumText(alert.severity)},
            {QStringLiteral("createdAt"), timeValue(alert.createdAt)}});
    });
}

} // namespace

void addRunAlerts(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "notifyScriptableRunAlert", notify);
    addSharedField<RunView>(resolvers, QStringLiteral("Run.alerts"), alertsOf);
}

} // namespace server
