#pragma once

#include "domain/rulebook.h"
#include "server/resolving.h"

#include <span>

namespace server {

/// Which actions of the rule book a mutation asks for. Every field of `Mutation` has a row; a test compares the two.
struct MutationRule
{
    const char *mutation;
    std::span<const domain::Action> actions; ///< empty: concerns the caller's own account only
};

std::span<const MutationRule> mutationRules();

/// Adds the resolver of a mutation: `change(Session &, const Value &input)` runs in a transaction of its own, which is
/// undone when it answers an error. The payload gets the client's `clientMutationId`.
using Change = std::function<base::Result<graphql::Value::Fields>(Session &session, const graphql::Value &input)>;
void addMutation(graphql::Resolvers &resolvers, const char *mutation, Change change);

/// The error for input that cannot be taken; `what` names the field.
base::Error invalidInput(const char *what);

} // namespace server
