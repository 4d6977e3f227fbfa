#include "base/lenientjson.h"
#include "server/connection.h"
#include "server/resolving.h"
#include "server/runquery.h"
#include "server/runstore.h"

#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <algorithm>

/// What the runs of a project have in common: their tags, the paths of their values, the values of one path.
namespace server {

using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

constexpr qsizetype mostPaths = 20'000;
constexpr qsizetype mostSuggestions = 1000;
constexpr int deepestPath = 16;

base::Result<QList<RunRecord>> runsFor(Session &session, const SharedProject &project, const Value &arguments)
{
    if (project->isNameOnly || !Access(session).allows(domain::Action::RunView, targetOf(*project)))
        return QList<RunRecord>();
    return RunQuery(session, project).matching(arguments[QStringLiteral("filters")].toString());
}

base::Result<Value> tagCounts(Session &session, const SharedProject &project, const Value &arguments)
{
    const auto runs = runsFor(session, project, arguments);
    if (!runs)
        return runs.error();
    QMap<QString, qint64> counts;
    for (const RunRecord &run : *runs) {
        for (const QString &tag : run.tags)
            ++counts[tag];
    }
    Value::List values;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        values.push_back(Value::Fields{{QStringLiteral("name"), it.key()}, {QStringLiteral("count"), *it}});
    return Value(std::move(values));
}

const char *typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return "boolean";
    case QJsonValue::Double:
        return "number";
    case QJsonValue::String:
        return "string";
    case QJsonValue::Array:
        return "list";
    default:
        return "map";
    }
}

void collect(const QJsonObject &object, const QString &prefix, int depth, QMap<QString, QString> &into)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (into.size() >= mostPaths)
            return;
        const QString path = prefix + u'.' + it.key();
        if (it->isObject() && depth < deepestPath && !it->toObject().contains(QLatin1String("_type")))
            collect(it->toObject(), path, depth + 1, into);
        else if (!it->isNull())
            into.insert(path, QLatin1String(typeName(*it)));
    }
}

QJsonObject objectOf(const QString &text)
{
    const auto parsed = base::parseLenientJson(text.toUtf8());
    return parsed ? parsed->toObject() : QJsonObject();
}

/// Config without what the SDK notes for itself.
QJsonObject ownConfigOf(const RunRecord &run)
{
    QJsonObject config = objectOf(run.config);
    config.remove(QStringLiteral("_wandb"));
    return config;
}

base::Result<QMap<QString, QString>> pathsOf(Session &session, const SharedProject &project, const QStringList &columns)
{
    const auto wants = [&columns](
                           const char *name) { return columns.isEmpty() || columns.contains(QLatin1String(name)); };
    const auto runs = RunStore(session.database).ofProject(project->record.id, RunStore::Texts::With);
    if (!runs)
        return runs.error();
    QMap<QString, QString> paths;
    for (const RunRecord &run : *runs) {
        if (wants("config"))
            collect(ownConfigOf(run), QStringLiteral("config"), 0, paths);
        if (wants("summary_metrics"))
            collect(objectOf(run.summary), QStringLiteral("summary_metrics"), 0, paths);
    }
    return paths;
}

base::Result<Value> fields(Session &session, const SharedProject &project, const Value &arguments)
{
    if (project->isNameOnly || !Access(session).allows(domain::Action::RunView, targetOf(*project)))
        return connectionOf({}, {}, 0);
    const auto paths = pathsOf(session, project, arguments[QStringLiteral("columns")].toStrings());
    if (!paths)
        return paths.error();
    const QStringList types = arguments[QStringLiteral("types")].toStrings();
    const QString pattern = arguments[QStringLiteral("pattern")].toString().remove(u'%');
    QList<std::pair<QString, QString>> found;
    for (auto it = paths->cbegin(); it != paths->cend(); ++it) {
        const bool fits = (types.isEmpty() || types.contains(*it)) && it.key().contains(pattern, Qt::CaseInsensitive);
        if (fits)
            found.append({it.key(), *it});
    }
    const PageRequest page = PageRequest::from(arguments, found.size());
    Value::List nodes;
    for (const auto &[path, type] : found.mid(page.offset, page.count))
        nodes.push_back(Value::Fields{{QStringLiteral("path"), path}, {QStringLiteral("type"), type}});
    return connectionOf(nodes, page, found.size());
}

base::Result<Value> suggestions(Session &session, const SharedProject &project, const Value &arguments)
{
    const auto runs = runsFor(session, project, arguments);
    if (!runs)
        return runs.error();
    const QString path = arguments[QStringLiteral("keyPath")].toString();
    RunFields::Surroundings around;
    around.now = session.now;
    around.crashAfter = session.facts.crashAfter;
    around.usernameOf = [&session](qint64 id) {
        const auto user = userOf(session, id);
        return user && *user ? (*user)->username : QString();
    };
    around.hasKey = [](qint64, const QString &) { return false; };
    QMap<QByteArray, qint64> counts;
    for (const RunRecord &record : *runs) {
        std::optional<RunRecord> full;
        if (RunFields::needsTexts(path)) {
            const auto read = RunStore(session.database).byId(record.id);
            if (!read)
                return read.error();
            full = *read;
        }
        const QJsonValue value = RunFields(full ? *full : record, around).value(path);
        if (value.isUndefined() || value.isNull())
            continue;
        const QByteArray text = base::writeLenientJson(value);
        if (counts.size() < mostSuggestions || counts.contains(text))
            ++counts[text];
    }
    Value::List values;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const QString text = QString::fromUtf8(it.key());
        values.push_back(Value::Fields{
            {QStringLiteral("count"), *it}, {QStringLiteral("value"), text}, {QStringLiteral("displayValue"), text}});
    }
    return Value(std::move(values));
}

} // namespace

void addRunFacets(graphql::Resolvers &resolvers)
{
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.tagCounts"), tagCounts);
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.fields"), fields);
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.runKeySuggestions"), suggestions);
}

} // namespace server
