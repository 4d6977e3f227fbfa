#pragma once

#include "graphql/limits.h"
#include "graphql/resolvers.h"
#include "graphql/schema.h"

#include <QJsonObject>
#include <any>

namespace graphql {

/// A request as clients send it.
struct Request
{
    QString query;
    QString operationName; ///< empty if the client named none
    QJsonObject variables;
};

/// A document that was parsed, held against the limits and validated; immutable, may be shared between threads and
/// kept.
class PreparedQuery
{
public:
    [[nodiscard]] const Document &document() const { return *m_document; }
    /// The operation that a request asks for; nullptr if there is none of that name, or several and none was named.
    [[nodiscard]] const Operation *operation(const QString &name) const { return m_document->operation(name); }

private:
    friend struct Prepared prepare(const Schema &schema, const QString &query, const Limits &limits);
    explicit PreparedQuery(std::shared_ptr<const Document> document)
        : m_document(std::move(document))
    { }
    std::shared_ptr<const Document> m_document;
};

/// A query that may be executed (with the schema it was prepared for), or why not.
struct Prepared
{
    std::shared_ptr<const PreparedQuery> query;
    QList<QueryError> errors;
};

Prepared prepare(const Schema &schema, const QString &query, const Limits &limits = {});

/// The error of a resolver in full, for the log: what the client saw of it may be less.
struct FieldFailure
{
    QJsonArray path;
    base::Error error;
};

struct Response
{
    QJsonObject body; ///< `data` and `errors` as the specification wants them. Object keys are sorted by name.
    bool executed = false; ///< false: refused before the first resolver was called (answer 400); there is no `data`
    QList<FieldFailure> failures; ///< in the order they happened
};

/// Executes the operation. Synchronous; calls resolvers one after the other in this thread. `context` is handed to
/// them: give a pointer, `execute(..., &state)`, and read it with FieldContext::context<State>().
/// Past the deadline or the limit of result nodes the request ends with `data: null` and one more error.
Response execute(const Schema &schema, const Resolvers &resolvers, const PreparedQuery &query,
    const QString &operationName, const QJsonObject &variables, const Limits &limits, const std::any &context);

/// prepare() and execute() in one.
Response execute(const Schema &schema, const Resolvers &resolvers, const Request &request, const Limits &limits,
    const std::any &context);

/// A body of errors only.
QJsonObject errorBody(const QList<QueryError> &errors);

} // namespace graphql
