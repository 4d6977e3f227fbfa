#pragma once

#include "graphql/schema.h"

#include <map>

namespace graphql {

struct Schema::Tables
{
    std::map<QString, std::unique_ptr<Type>> types;
    std::map<QString, DirectiveDefinition> directives;
    QHash<QString, const Type *> typeIndex;
    QString description;
    const Type *query = nullptr;
    const Type *mutation = nullptr;
    const Type *subscription = nullptr;
    FieldDefinition typenameField; ///< of every composite type
    FieldDefinition schemaField; ///< of the query root
    FieldDefinition typeField; ///< of the query root
};

} // namespace graphql
