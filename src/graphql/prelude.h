#pragma once

#include <QString>

namespace graphql {

/// The part of every schema that the specification itself defines, in its own language: scalars, directives and the
/// types of introspection.
QString preludeText();

} // namespace graphql
