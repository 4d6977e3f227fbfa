#pragma once

#include "graphql/document.h"

#include <chrono>

namespace graphql {

/// How much a request may ask for. The SDK's own documents need a depth of 11 and 850 tokens.
struct Limits
{
    qsizetype documentBytes = 64 * 1024; ///< as UTF-8
    int tokens = 5000;
    int depth = 15; ///< fields below one another, through fragments
    int aliases = 30; ///< in one operation, fragments counted each time they are spread
    int rootFields = 50; ///< of one operation, through fragments
    qint64 resultNodes = 100'000; ///< values of an answer: scalars, objects, lists
    std::chrono::milliseconds deadline = std::chrono::seconds(10); ///< for executing; checked between resolvers
};

/// Holds depth, aliases and root fields against the limits. Safe for documents that are not valid yet (unknown
/// fragments, cycles). Empty if all is well.
QList<QueryError> checkLimits(const Document &document, const Limits &limits);

} // namespace graphql
