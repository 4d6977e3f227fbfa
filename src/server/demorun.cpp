#include "server/demorun.h"

#include "base/lenientjson.h"

#include <QJsonArray>
#include <QJsonObject>

namespace server {

namespace {

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(base::writeLenientJson(object));
}

/// Rows hold null where nothing was logged.
QByteArrayList historyOf(const QJsonArray &columns, const QJsonArray &rows, QJsonObject &summary)
{
    QByteArrayList lines;
    for (const QJsonValue row : rows) {
        const QJsonArray cells = row.toArray();
        QJsonObject line;
        for (qsizetype i = 0; i < columns.size() && i < cells.size(); ++i) {
            if (!cells[i].isNull())
                line.insert(columns[i].toString(), cells[i]);
        }
        for (auto it = line.begin(); it != line.end(); ++it)
            summary.insert(it.key(), *it);
        lines.append(base::writeLenientJson(line));
    }
    return lines;
}

/// The machine and the code, where newer SDKs put them.
QJsonObject environmentOf(const QJsonObject &system)
{
    QJsonObject environment;
    const std::pair<const char *, const char *> names[] = {{"cpu_count", "cpu_count"}, {"os_platform", "os"},
        {"python_version", "python"}, {"gpu_model_name", "gpu"}, {"gpu_count", "gpu_count"}};
    for (const auto &[from, to] : names) {
        if (system.contains(QLatin1String(from)))
            environment.insert(QLatin1String(to), system.value(QLatin1String(from)));
    }
    environment.insert(QStringLiteral("program"), QStringLiteral("submission_runner.py"));
    environment.insert(QStringLiteral("git"),
        QJsonObject{{QStringLiteral("commit"), system.value(QLatin1String("git_commit_hash"))},
            {QStringLiteral("remote"), QStringLiteral("https://github.com/mlcommons/algorithmic-efficiency")}});
    return environment;
}

QString configOf(const QJsonObject &values, const QJsonObject &system)
{
    QJsonObject config;
    for (auto it = values.begin(); it != values.end(); ++it)
        config.insert(it.key(), QJsonObject{{QStringLiteral("value"), *it}});
    const QJsonObject internal{{QStringLiteral("t"), QJsonObject()},
        {QStringLiteral("e"), QJsonObject{{QStringLiteral("demo"), environmentOf(system)}}}};
    config.insert(QStringLiteral("_wandb"), QJsonObject{{QStringLiteral("value"), internal}});
    return jsonText(config);
}

} // namespace

base::Result<DemoRun> DemoRun::read(const QByteArray &line)
{
    const auto parsed = base::parseLenientJson(line);
    if (!parsed)
        return parsed.error();
    const QJsonObject object = parsed->toObject();
    const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
    DemoRun run;
    run.owner = text("owner");
    RunRecord &record = run.record;
    record.name = text("id");
    record.displayName = text("display_name");
    record.group = text("group");
    record.jobType = text("job_type");
    record.notes = text("notes");
    record.state = text("state");
    for (const QJsonValue tag : object.value(QLatin1String("tags")).toArray())
        record.tags.append(tag.toString());
    QDateTime begin = QDateTime::fromString(text("created_at"), Qt::ISODate);
    begin.setTimeSpec(Qt::UTC);
    QJsonObject summary;
    run.history = historyOf(
        object.value(QLatin1String("columns")).toArray(), object.value(QLatin1String("rows")).toArray(), summary);
    for (const QJsonValue consoleLine : object.value(QLatin1String("console")).toArray())
        run.console.append(consoleLine.toString().toUtf8());
    if (record.name.isEmpty() || record.state.isEmpty() || !begin.isValid())
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("not a run of the demo team")};
    record.runtime = summary.value(QLatin1String("_runtime")).toDouble();
    summary.insert(QStringLiteral("_wandb"), QJsonObject{{QStringLiteral("runtime"), record.runtime}});
    const QJsonObject system = object.value(QLatin1String("system")).toObject();
    record.config = configOf(object.value(QLatin1String("config")).toObject(), system);
    record.summary = jsonText(summary);
    record.commit = system.value(QLatin1String("git_commit_hash")).toString();
    record.createdAt = begin.toMSecsSinceEpoch();
    record.heartbeatAt = record.updatedAt = record.createdAt + static_cast<qint64>(record.runtime * 1000);
    return run;
}

} // namespace server
