#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace graphql {

/// A place in a document's text; both count from 1, columns in UTF-16 units.
struct Location
{
    int line = 1;
    int column = 1;
    bool operator==(const Location &) const = default;
};

/// One entry of an answer's `errors`.
struct QueryError
{
    QString message;
    QList<Location> locations;
    QJsonArray path; ///< response keys and list indexes; empty for errors of the whole request
    QString code; ///< `extensions.code`

    [[nodiscard]] QJsonObject toJson() const;
    bool operator==(const QueryError &) const = default;
};

/// `extensions.code` of errors that the engine itself finds; resolvers' errors have those of codeOf().
namespace code {
inline constexpr const char parse[] = "GRAPHQL_PARSE_FAILED";
inline constexpr const char validation[] = "GRAPHQL_VALIDATION_FAILED";
inline constexpr const char input[] = "BAD_USER_INPUT"; ///< variables, operationName
inline constexpr const char limit[] = "LIMIT_EXCEEDED";
inline constexpr const char internal[] = "INTERNAL";
} // namespace code

} // namespace graphql
