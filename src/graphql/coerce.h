#pragma once

#include "graphql/scalars.h"

namespace graphql {

/// Turns literals into values of an input type (section 6.4.1) and collects what is wrong with them.
class LiteralCoercion
{
public:
    /// With values of variables: at execution. Without (nullptr): variables stand for values that are fine.
    explicit LiteralCoercion(const Variables *variables)
        : m_variables(variables)
    { }

    /// Null where it cannot be done; then errors() has grown.
    Value coerce(const TypeRef &type, const Literal &literal);
    [[nodiscard]] const QList<QueryError> &errors() const { return m_errors; }

private:
    Value coerceNonNull(const TypeRef &type, const Literal &literal);
    Value variable(const TypeRef &type, const Literal &literal);
    Value list(const TypeRef &type, const Literal &literal);
    Value object(const Type &type, const Literal &literal);
    Value enumValue(const Type &type, const Literal &literal);
    [[nodiscard]] bool isAbsentVariable(const Literal &literal) const;
    Value fail(const Literal &literal, const QString &message);

    const Variables *m_variables;
    QList<QueryError> m_errors;
    int m_depth = 0;
};

/// The variables of an operation from those of a request (section 6.1.2), or what is wrong with them.
struct CoercedVariables
{
    Variables values;
    QList<QueryError> errors;
};
CoercedVariables coerceVariables(const Schema &schema, const Operation &operation, const QJsonObject &given);

/// Arguments of a field or directive as Fields with the defaults filled in; errors for the request's `errors`.
struct CoercedArguments
{
    Value values;
    QList<QueryError> errors;
};
CoercedArguments coerceArguments(const std::vector<InputValue> &definitions, const std::vector<ArgumentNode> &given,
    const Location &location, const Variables &variables);

} // namespace graphql
