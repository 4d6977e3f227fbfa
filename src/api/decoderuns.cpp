#include "api/decoderuns.h"

#include "api/decode.h"
#include "base/lenientjson.h"

#include <QRegularExpression>

namespace api {

namespace {

base::Result<QJsonObject> requiredRun(const Reply &reply)
{
    return requiredObject(reply, {QLatin1String("project"), QLatin1String("run")});
}

QJsonValue withNumbers(const QJsonValue &value, int depth)
{
    if (value.isString()) {
        const auto number = base::numberOf(value);
        return number ? QJsonValue(*number) : value;
    }
    if (!value.isObject() || depth == 0)
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = withNumbers(it.value(), depth - 1);
    return object;
}

double runtimeOf(const QJsonObject &summary)
{
    if (const auto runtime = base::numberOf(summary[QLatin1String("_runtime")]))
        return *runtime;
    return summary[QLatin1String("_wandb")][QLatin1String("runtime")].toDouble(-1);
}

void addPayload(domain::Run &run, const QJsonObject &node)
{
    if (!node.contains(QLatin1String("config")) || !node.contains(QLatin1String("summaryMetrics")))
        return;
    const QJsonObject config = objectFrom(node[QLatin1String("config")]);
    const QJsonObject summary = objectFrom(node[QLatin1String("summaryMetrics")]);
    run.config = unwrappedConfig(config);
    run.summary = summaryWithNumbers(summary);
    run.runtimeSeconds = runtimeOf(summary);
    run.metadata = metadataFrom(
        node[QLatin1String("runInfo")], config[QLatin1String("_wandb")][QLatin1String("value")].toObject());
    run.isFull = true;
}

/// "2026-01-01T00:00:00.000000 text", with "ERROR " before it for stderr (protocol, section 10).
void splitPlainLine(domain::ConsoleLine &line)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(ERROR )?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z?) "));
    const QRegularExpressionMatch match = pattern.match(line.text);
    if (!match.hasMatch())
        return;
    line.timestamp = match.captured(2);
    if (match.hasCaptured(1) && line.level.isEmpty())
        line.level = QStringLiteral("error");
    line.text = line.text.mid(match.capturedLength());
}

QString withoutLineEnd(QString text)
{
    if (text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('\r')))
        text.chop(1);
    return text;
}

/// Rows are JSON texts; a server that sends objects is understood too.
QByteArrayList linesFrom(const QJsonValue &array)
{
    QByteArrayList lines;
    for (const QJsonValue row : array.toArray()) {
        if (row.isString())
            lines.append(row.toString().toUtf8());
        else if (row.isObject())
            lines.append(base::writeLenientJson(row));
    }
    return lines;
}

HistoryPage historyPage(const QJsonObject &run, QLatin1String rows, QLatin1String count)
{
    return {linesFrom(run[rows]), run[count].toInteger(-1),
        domain::runStateFromWire(run[QLatin1String("state")].toString())};
}

} // namespace

QJsonObject unwrappedConfig(const QJsonObject &config)
{
    QJsonObject unwrapped;
    for (auto it = config.begin(); it != config.end(); ++it) {
        if (it.key() == QLatin1String("_wandb"))
            continue;
        const QJsonValue value = it.value();
        const bool isWrapped = value.isObject() && value.toObject().contains(QLatin1String("value"));
        unwrapped.insert(it.key(), isWrapped ? value[QLatin1String("value")] : value);
    }
    return unwrapped;
}

QJsonObject summaryWithNumbers(const QJsonObject &summary)
{
    constexpr int deepest = 20;
    QJsonObject plain = withNumbers(summary, deepest).toObject();
    plain.remove(QLatin1String("_wandb"));
    return plain;
}

QJsonObject metadataFrom(const QJsonValue &runInfo, const QJsonObject &wandbConfig)
{
    static constexpr std::pair<const char *, const char *> names[] = {{"program", "program"}, {"args", "args"},
        {"os", "os"}, {"python", "python"}, {"executable", "executable"}, {"colab", "colab"}, {"cpuCount", "cpu_count"},
        {"gpu", "gpu"}, {"gpuCount", "gpu_count"}, {"git", "git"}, {"codeSaved", "code_saved"}};
    QJsonObject metadata;
    for (const auto &[from, to] : names) {
        const QJsonValue value = runInfo[QLatin1String(from)];
        if (!value.isNull() && !value.isUndefined())
            metadata.insert(QLatin1String(to), value);
    }
    if (!metadata.contains(QLatin1String("python")) && wandbConfig.contains(QLatin1String("python_version")))
        metadata.insert(QLatin1String("python"), wandbConfig[QLatin1String("python_version")]);
    if (wandbConfig.contains(QLatin1String("cli_version")))
        metadata.insert(QLatin1String("cli_version"), wandbConfig[QLatin1String("cli_version")]);
    return metadata;
}

domain::Run decodeRun(const QJsonObject &node, const domain::ProjectPath &project)
{
    const QJsonValue user = node[QLatin1String("user")];
    domain::Run run;
    run.id.value = node[QLatin1String("id")].toString();
    run.path = {project, node[QLatin1String("name")].toString()};
    run.displayName = node[QLatin1String("displayName")].toString(run.path.run);
    run.stateText = node[QLatin1String("state")].toString();
    run.state = domain::runStateFromWire(run.stateText);
    run.creator.value = user[QLatin1String("id")].toString();
    run.creatorName = personName(user);
    run.group = node[QLatin1String("group")].toString();
    run.jobType = node[QLatin1String("jobType")].toString();
    run.notes = node[QLatin1String("notes")].toString();
    run.tags = textsFrom(node[QLatin1String("tags")]);
    run.sweep = node[QLatin1String("sweepName")].toString();
    run.createdAt = timeFrom(node[QLatin1String("createdAt")]);
    run.heartbeatAt = timeFrom(node[QLatin1String("heartbeatAt")]);
    run.host = node[QLatin1String("host")].toString();
    run.commit = node[QLatin1String("commit")].toString();
    run.historyLineCount = node[QLatin1String("historyLineCount")].toInteger();
    run.historyKeys = historyKeysFrom(node[QLatin1String("historyKeys")]).keys;
    addPayload(run, node);
    return run;
}

base::Result<Page<domain::Run>> decodeRunPage(const Reply &reply, const domain::ProjectPath &project)
{
    return requiredObject(reply, {QLatin1String("project")}).map([&](const QJsonObject &found) {
        auto page = pageFrom<domain::Run>(reply, found[QLatin1String("runs")],
            [&project](const QJsonObject &node) { return decodeRun(node, project); });
        page.total = found[QLatin1String("runCount")].toInt(-1);
        return page;
    });
}

base::Result<domain::Run> decodeOneRun(const Reply &reply, const domain::ProjectPath &project)
{
    return requiredRun(reply).map([&project](const QJsonObject &run) { return decodeRun(run, project); });
}

domain::ConsoleLine decodeConsoleLine(const QJsonObject &node)
{
    domain::ConsoleLine line;
    line.number = node[QLatin1String("number")].toInteger();
    line.timestamp = node[QLatin1String("timestamp")].toString();
    line.level = node[QLatin1String("level")].toString();
    line.text = withoutLineEnd(node[QLatin1String("line")].toString());
    if (line.timestamp.isEmpty())
        splitPlainLine(line);
    const QString label = node[QLatin1String("label")].toString();
    if (!label.isEmpty())
        line.text.prepend(QLatin1Char('[') + label + QLatin1String("] "));
    return line;
}

base::Result<Page<domain::ConsoleLine>> decodeConsole(const Reply &reply)
{
    return requiredRun(reply).map([&reply](const QJsonObject &run) {
        auto page = pageFrom<domain::ConsoleLine>(reply, run[QLatin1String("logLines")], decodeConsoleLine);
        page.total = run[QLatin1String("logLineCount")].toInt(-1);
        return page;
    });
}

base::Result<QList<RunFile>> decodeFiles(const Reply &reply)
{
    return requiredRun(reply).map([](const QJsonObject &run) {
        QList<RunFile> files;
        for (const QJsonObject &node : nodesOf(run[QLatin1String("files")])) {
            files.append({node[QLatin1String("name")].toString(), node[QLatin1String("sizeBytes")].toInteger(),
                node[QLatin1String("mimetype")].toString(), QUrl(node[QLatin1String("directUrl")].toString())});
        }
        return files;
    });
}

base::Result<HistoryPage> decodeHistory(const Reply &reply)
{
    return requiredRun(reply).map([](const QJsonObject &run) {
        return historyPage(run, QLatin1String("history"), QLatin1String("historyLineCount"));
    });
}

base::Result<HistoryPage> decodeSampledHistory(const Reply &reply)
{
    return requiredRun(reply).map([](const QJsonObject &run) {
        HistoryPage page = historyPage(run, QLatin1String("sampledHistory"), QLatin1String("historyLineCount"));
        page.lines = linesFrom(run[QLatin1String("sampledHistory")][0]); // one list a spec, and there is one spec
        return page;
    });
}

base::Result<HistoryPage> decodeEvents(const Reply &reply)
{
    return requiredRun(reply).map([](const QJsonObject &run) {
        return historyPage(run, QLatin1String("events"), QLatin1String("eventsLineCount"));
    });
}

HistoryKeys historyKeysFrom(const QJsonValue &value)
{
    const QJsonObject root = objectFrom(value);
    const QJsonObject keys = root[QLatin1String("keys")].toObject();
    HistoryKeys found;
    found.lastStep = root[QLatin1String("lastStep")].toInteger(-1);
    found.keys = keys.keys(); // sorted
    for (const QString &key : found.keys) {
        const QJsonArray counts = keys[key][QLatin1String("typeCounts")].toArray();
        if (std::any_of(counts.begin(), counts.end(),
                [](const QJsonValue &count) { return count[QLatin1String("type")] == QLatin1String("number"); }))
            found.numberKeys.append(key);
    }
    return found;
}

base::Result<HistoryKeys> decodeHistoryKeys(const Reply &reply)
{
    return requiredRun(reply).map([](const QJsonObject &run) {
        HistoryKeys keys = historyKeysFrom(run[QLatin1String("historyKeys")]);
        keys.lineCount = run[QLatin1String("historyLineCount")].toInteger(-1);
        return keys;
    });
}

} // namespace api
