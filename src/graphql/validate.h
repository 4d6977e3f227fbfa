#pragma once

#include "graphql/schema.h"

namespace graphql {

/// Holds a document against the specification's validation rules (section 5). Empty: it may be executed. Messages have
/// the wording that clients look for ("Cannot query field "x" on type "Y"."), and never suggest other names. At most
/// 100 errors. Pure; any thread.
QList<QueryError> validate(const Schema &schema, const Document &document);

} // namespace graphql
