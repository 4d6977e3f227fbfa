#include "base/lenientjson.h"
#include "server/filestore.h"
#include "server/resolving.h"
#include "server/runstore.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

namespace server {

using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

constexpr qint64 largestMetadata = 1024 * 1024;

/// The run with config and summary, read now if the list came without.
base::Result<SharedRun> withTexts(Session &session, const SharedRun &run)
{
    if (run->hasTexts)
        return run;
    auto record = RunStore(session.database).byId(run->record.id);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    return std::make_shared<const RunView>(RunView{std::move(**record), run->project, true});
}

QJsonObject parsedObject(const QString &text)
{
    const auto parsed = base::parseLenientJson(text.toUtf8());
    return parsed ? parsed->toObject() : QJsonObject();
}

/// The text as it came, or only the chosen keys of it.
Value chosenKeys(const QString &text, const Value &arguments)
{
    const Value keys = arguments[QStringLiteral("keys")];
    if (keys.isNull())
        return Value(text);
    const QJsonObject all = parsedObject(text);
    QJsonObject chosen;
    for (const QString &key : keys.toStrings()) {
        if (all.contains(key))
            chosen.insert(key, all.value(key));
    }
    return Value(QString::fromUtf8(base::writeLenientJson(chosen)));
}

base::Result<Value> config(Session &session, const SharedRun &run, const Value &arguments)
{
    const auto full = withTexts(session, run);
    if (!full)
        return full.error();
    return chosenKeys((*full)->record.config, arguments);
}

base::Result<Value> summary(Session &session, const SharedRun &run, const Value &arguments)
{
    const auto full = withTexts(session, run);
    if (!full)
        return full.error();
    return chosenKeys((*full)->record.summary, arguments);
}

QJsonObject internalConfig(const QString &config)
{
    return parsedObject(config).value(QLatin1String("_wandb")).toObject().value(QLatin1String("value")).toObject();
}

/// Must hold "t", or a resuming client takes the run for one that never started.
base::Result<Value> wandbConfig(Session &session, const SharedRun &run, const Value &arguments)
{
    const auto full = withTexts(session, run);
    if (!full)
        return full.error();
    QJsonObject internal = internalConfig((*full)->record.config);
    if (!internal.contains(QLatin1String("t")))
        internal.insert(QStringLiteral("t"), QJsonObject());
    return chosenKeys(QString::fromUtf8(base::writeLenientJson(internal)), arguments);
}

/// What wandb-metadata.json says: from the config, where newer SDKs put it, or from the file.
base::Result<QJsonObject> metadata(Session &session, const SharedRun &run)
{
    const auto full = withTexts(session, run);
    if (!full)
        return full.error();
    const QJsonObject writers = internalConfig((*full)->record.config).value(QLatin1String("e")).toObject();
    if (!writers.isEmpty())
        return writers.begin()->toObject();
    QFile file(session.facts.store->content().pathOf(run->record.id, QStringLiteral("wandb-metadata.json")));
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestMetadata)
        return QJsonObject();
    const auto parsed = base::parseLenientJson(file.readAll());
    return parsed ? parsed->toObject() : QJsonObject();
}

Value textOf(const QJsonObject &object, const char *key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    return value.isString() ? Value(value.toString()) : Value();
}

Value countOf(const QJsonObject &object, const char *key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    return value.isDouble() ? Value(value.toInteger()) : Value();
}

base::Result<Value> runInfo(Session &session, const SharedRun &run, const Value &)
{
    const auto found = metadata(session, run);
    if (!found)
        return found.error();
    const QJsonObject &info = *found;
    if (info.isEmpty())
        return Value();
    Value::List arguments;
    for (const QJsonValue argument : info.value(QLatin1String("args")).toArray())
        arguments.emplace_back(argument.toString());
    const QJsonObject git = info.value(QLatin1String("git")).toObject();
    const Value gitValue = git.isEmpty() ? Value()
                                         : Value(Value::Fields{{QStringLiteral("commit"), textOf(git, "commit")},
                                             {QStringLiteral("remote"), textOf(git, "remote")}});
    return Value(Value::Fields{{QStringLiteral("program"), textOf(info, "program")},
        {QStringLiteral("args"), std::move(arguments)}, {QStringLiteral("os"), textOf(info, "os")},
        {QStringLiteral("python"), textOf(info, "python")}, {QStringLiteral("executable"), textOf(info, "executable")},
        {QStringLiteral("colab"), textOf(info, "colab")}, {QStringLiteral("codePath"), textOf(info, "codePath")},
        {QStringLiteral("codeSaved"), info.contains(QLatin1String("codePath"))},
        {QStringLiteral("cpuCount"), countOf(info, "cpu_count")},
        {QStringLiteral("cpuCountLogical"), countOf(info, "cpu_count_logical")},
        {QStringLiteral("gpu"), textOf(info, "gpu")}, {QStringLiteral("gpuCount"), countOf(info, "gpu_count")},
        {QStringLiteral("git"), gitValue}});
}

} // namespace

void addRunContentResolvers(graphql::Resolvers &resolvers)
{
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<RunView>(resolvers, QLatin1String("Run.") + QLatin1String(name), read);
    };
    field("config", config);
    field("summaryMetrics", summary);
    field("wandbConfig", wandbConfig);
    field("runInfo", runInfo);
}

} // namespace server
