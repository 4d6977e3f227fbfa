#include "server/runfields.h"

#include "base/lenientjson.h"
#include "server/runstore.h"

#include <QJsonArray>
#include <QStringList>
#include <algorithm>

namespace server {

namespace {

QJsonObject objectFrom(const QString &text)
{
    const auto parsed = base::parseLenientJson(text.toUtf8());
    return parsed ? parsed->toObject() : QJsonObject();
}

/// Walks down by dots; a key may hold dots itself, so the longest key that fits is tried first.
QJsonValue walk(const QJsonObject &object, const QString &path)
{
    if (const auto whole = object.constFind(path); whole != object.constEnd())
        return *whole;
    for (qsizetype dot = path.lastIndexOf(u'.'); dot > 0; dot = path.lastIndexOf(u'.', dot - 1)) {
        const auto part = object.constFind(path.left(dot));
        if (part != object.constEnd() && part->isObject()) {
            const QJsonValue found = walk(part->toObject(), path.mid(dot + 1));
            if (!found.isUndefined())
                return found;
        }
    }
    return QJsonValue(QJsonValue::Undefined);
}

bool hasPrefix(const QString &path, QString &rest, std::initializer_list<const char *> prefixes)
{
    for (const char *prefix : prefixes) {
        if (path.startsWith(QLatin1String(prefix))) {
            rest = path.mid(QLatin1String(prefix).size());
            return true;
        }
    }
    return false;
}

bool isOne(const QString &name, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&](const char *one) { return name == QLatin1String(one); });
}

} // namespace

bool RunFields::needsTexts(const QString &path)
{
    QString rest;
    return hasPrefix(path, rest, {"config.", "summary_metrics.", "summaryMetrics.", "summary."});
}

bool RunFields::isTime(const QString &path)
{
    return isOne(path, {"createdAt", "created_at", "heartbeatAt", "heartbeat_at", "updatedAt", "updated_at"});
}

QJsonValue RunFields::value(const QString &path) const
{
    QString rest;
    if (hasPrefix(path, rest, {"config."}))
        return configValue(rest);
    if (hasPrefix(path, rest, {"summary_metrics.", "summaryMetrics.", "summary."}))
        return summaryValue(rest);
    if (hasPrefix(path, rest, {"keys_info.keys.", "keysInfo.keys."}))
        return m_surroundings.hasKey(m_run.id, rest) ? QJsonValue(true) : QJsonValue(QJsonValue::Undefined);
    return column(path);
}

/// `lr.value`, `lr` and `model.value.depth` mean values inside {"lr": {"value": ...}}.
QJsonValue RunFields::configValue(const QString &path) const
{
    if (!m_hasConfig)
        m_config = objectFrom(m_run.config);
    m_hasConfig = true;
    const QJsonValue found = walk(m_config, path);
    if (found.isObject() && found.toObject().contains(QLatin1String("value")))
        return found.toObject().value(QLatin1String("value"));
    if (!found.isUndefined())
        return found;
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        return found;
    const QJsonValue nested = walk(m_config, path.left(dot) + QLatin1String(".value") + path.mid(dot));
    const QLatin1String ending(".value"); // the SDK documents `config.*.value`, whatever depth the star has
    return nested.isUndefined() && path.endsWith(ending) ? configValue(path.chopped(ending.size())) : nested;
}

QJsonValue RunFields::summaryValue(const QString &path) const
{
    if (!m_hasSummary)
        m_summary = objectFrom(m_run.summary);
    m_hasSummary = true;
    return walk(m_summary, path);
}

QJsonValue RunFields::column(const QString &name) const
{
    const auto text = [](const QString &value) {
        return value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(value);
    };
    if (isOne(name, {"display_name", "displayName"}))
        return m_run.displayName;
    if (isOne(name, {"name", "id"}))
        return m_run.name;
    if (name == QLatin1String("state"))
        return effectiveState(m_run, m_surroundings.now, m_surroundings.crashAfter);
    if (name == QLatin1String("group"))
        return text(m_run.group);
    if (isOne(name, {"jobType", "job_type"}))
        return text(m_run.jobType);
    if (isOne(name, {"username", "user"}))
        return text(m_surroundings.usernameOf(m_run.creator));
    if (name == QLatin1String("tags"))
        return QJsonArray::fromStringList(m_run.tags);
    if (isOne(name, {"createdAt", "created_at"}))
        return static_cast<double>(m_run.createdAt);
    if (isOne(name, {"heartbeatAt", "heartbeat_at"}))
        return static_cast<double>(m_run.heartbeatAt);
    if (isOne(name, {"updatedAt", "updated_at"}))
        return static_cast<double>(m_run.updatedAt);
    if (isOne(name, {"duration", "runtime"}))
        return m_run.runtime >= 0 ? m_run.runtime : static_cast<double>(m_run.heartbeatAt - m_run.createdAt) / 1000.0;
    if (name == QLatin1String("host"))
        return text(m_run.host);
    if (name == QLatin1String("entity"))
        return text(m_surroundings.entity);
    if (name == QLatin1String("project"))
        return text(m_surroundings.project);
    if (isOne(name, {"sweep", "sweepName"}))
        return text(m_run.sweep);
    if (name == QLatin1String("description"))
        return text(m_run.description);
    if (name == QLatin1String("notes"))
        return text(m_run.notes);
    if (name == QLatin1String("commit"))
        return text(m_run.commit);
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace server
