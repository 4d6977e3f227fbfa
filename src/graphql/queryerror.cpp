#include "graphql/queryerror.h"

namespace graphql {

QJsonObject QueryError::toJson() const
{
    QJsonObject entry{{QStringLiteral("message"), message}};
    if (!locations.isEmpty()) {
        QJsonArray places;
        for (const Location &location : locations)
            places.append(
                QJsonObject{{QStringLiteral("line"), location.line}, {QStringLiteral("column"), location.column}});
        entry.insert(QStringLiteral("locations"), places);
    }
    if (!path.isEmpty())
        entry.insert(QStringLiteral("path"), path);
    if (!code.isEmpty())
        entry.insert(QStringLiteral("extensions"), QJsonObject{{QStringLiteral("code"), code}});
    return entry;
}

} // namespace graphql
