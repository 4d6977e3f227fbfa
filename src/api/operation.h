#pragma once

#include <QString>

namespace api {

/// The text of one GraphQL operation.
struct Operation
{
    QString name; ///< `operationName` of the request
    QString text;
    /// Mutations are not repeated after a failure that leaves open whether the server did them.
    bool isMutation = false;

    bool operator==(const Operation &) const = default;
};

/// The operation that lies in resources/graphql/operations under this name, with the fragments of
/// resources/graphql/fragments that it spreads. A missing one is a programming mistake and gives an empty text. Any
/// thread.
Operation operationNamed(QLatin1String name);

} // namespace api
