#include "api/decode.h"

#include "base/lenientjson.h"

namespace api {

QJsonValue valueAt(const QJsonObject &object, std::initializer_list<QLatin1String> path)
{
    QJsonValue value = object;
    for (const QLatin1String key : path)
        value = value[key];
    return value;
}

QList<QJsonObject> nodesOf(const QJsonValue &connection)
{
    QList<QJsonObject> nodes;
    for (const QJsonValue edge : connection[QLatin1String("edges")].toArray()) {
        const QJsonValue node = edge[QLatin1String("node")];
        if (node.isObject())
            nodes.append(node.toObject());
    }
    return nodes;
}

QDateTime timeFrom(const QJsonValue &value)
{
    QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

QJsonObject objectFrom(const QJsonValue &value)
{
    if (!value.isString())
        return value.toObject();
    return base::parseLenientJson(value.toString().toUtf8()).valueOr(QJsonValue()).toObject();
}

QStringList textsFrom(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue value : array.toArray()) {
        if (value.isString())
            texts.append(value.toString());
    }
    return texts;
}

QString personName(const QJsonValue &user)
{
    const QString name = user[QLatin1String("name")].toString();
    return name.isEmpty() ? user[QLatin1String("username")].toString() : name;
}

base::Error missing(const Reply &reply, const QString &what)
{
    return reply.errors.isEmpty() ? base::Error{base::Error::Kind::NotFound, what} : reply.errors.first();
}

base::Result<QJsonObject> requiredObject(const Reply &reply, std::initializer_list<QLatin1String> path)
{
    const QJsonValue value = valueAt(reply.data, path);
    if (!value.isObject())
        return missing(reply, *(path.end() - 1));
    return value.toObject();
}

QJsonObject variablesOf(const domain::ProjectPath &path)
{
    return {{QStringLiteral("entity"), path.entity}, {QStringLiteral("project"), path.project}};
}

QJsonObject variablesOf(const domain::RunPath &path)
{
    QJsonObject variables = variablesOf(path.project);
    variables.insert(QStringLiteral("run"), path.run);
    return variables;
}

} // namespace api
