#pragma once

#include "graphql/schema.h"

namespace graphql {

/// Values of an operation's variables by name; variables without a value are absent.
using Variables = QHash<QString, Value>;

/// Input of a scalar type from JSON or from a literal, and its output. Besides the five scalars of the specification:
/// Int64 (64 bits), DateTime (ISO 8601 text), JSON (anything), JSONString (text that holds JSON), Duration (an
/// integer); a scalar of any other name takes any JSON. Errors are Kind::Invalid with a sentence for the client.
/// Precondition: `type` is a scalar, the input is not null.
base::Result<Value> scalarFromJson(const Type &type, const QJsonValue &json);
base::Result<Value> scalarFromLiteral(const Type &type, const Literal &literal, const Variables &variables);
base::Result<QJsonValue> scalarToJson(const Type &type, const Value &value);

/// A literal as JSON; variables without value are null.
QJsonValue literalToJson(const Literal &literal, const Variables &variables);
/// A literal as it may stand in a document.
QString literalText(const Literal &literal);
/// JSON on one line for messages, cut if long.
QString shownJson(const QJsonValue &json);

} // namespace graphql
