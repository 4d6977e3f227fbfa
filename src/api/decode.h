#pragma once

#include "api/page.h"
#include "api/transport.h"
#include "domain/ids.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <initializer_list>

/// What all decoders share. They forgive: a missing field, null or another type reads as "not told". Any thread.
namespace api {

/// The value at the end of a path of keys; undefined where a step is missing.
QJsonValue valueAt(const QJsonObject &object, std::initializer_list<QLatin1String> path);

/// The nodes of a connection (protocol, section 3) that are objects.
QList<QJsonObject> nodesOf(const QJsonValue &connection);

/// ISO 8601 with or without zone; without one it is UTC. Invalid where it cannot be read.
QDateTime timeFrom(const QJsonValue &value);

/// JSON that may come as an object or as text that holds one (protocol: JSONString).
QJsonObject objectFrom(const QJsonValue &value);

QStringList textsFrom(const QJsonValue &array);

/// A person's name, else the user name.
QString personName(const QJsonValue &user);

/// Why a root that was asked for is not there: the server's error, else NotFound.
base::Error missing(const Reply &reply, const QString &what);

/// Error unless the value at `path` is an object.
base::Result<QJsonObject> requiredObject(const Reply &reply, std::initializer_list<QLatin1String> path);

/// The variables that name a project.
QJsonObject variablesOf(const domain::ProjectPath &path);
/// The variables that name a run.
QJsonObject variablesOf(const domain::RunPath &path);

/// Sets items and the place where the list goes on.
template <typename T, typename Decode>
Page<T> pageFrom(const Reply &reply, const QJsonValue &connection, Decode decode)
{
    Page<T> page;
    for (const QJsonObject &node : nodesOf(connection))
        page.items.append(decode(node));
    const QJsonValue info = connection[QLatin1String("pageInfo")];
    page.endCursor = info[QLatin1String("endCursor")].toString();
    page.hasMore = info[QLatin1String("hasNextPage")].toBool();
    page.isPartial = reply.isPartial();
    return page;
}

} // namespace api
