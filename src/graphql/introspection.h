#pragma once

#include "graphql/resolvers.h"
#include "graphql/schema.h"

namespace graphql {

/// The resolvers of `__Schema`, `__Type` and their like.
const Resolvers &introspectionResolvers();

/// What `__schema` answers. The value borrows from the schema's tables: valid while a copy of the schema lives.
Value introspectedSchema(const Schema &schema);
/// What `__type(name:)` answers: null if there is no such type.
Value introspectedType(const Schema &schema, const QString &name);

} // namespace graphql
