#include "graphql/execute.h"

#include "graphql/coerce.h"
#include "graphql/executor.h"
#include "graphql/validate.h"

namespace graphql {

namespace {

Response refusal(const QList<QueryError> &errors)
{
    return {errorBody(errors), false, {}};
}

QueryError requestError(const QString &message, const char *code)
{
    return {message, {}, {}, QLatin1String(code)};
}

/// A text of so many UTF-16 units has at most three times as many bytes: small ones need no counting.
bool isTooLong(const QString &text, qsizetype maxBytes)
{
    return text.size() > maxBytes || (text.size() > maxBytes / 3 && text.toUtf8().size() > maxBytes);
}

} // namespace

QJsonObject errorBody(const QList<QueryError> &errors)
{
    QJsonArray entries;
    for (const QueryError &error : errors)
        entries.append(error.toJson());
    return {{QStringLiteral("errors"), entries}};
}

Prepared prepare(const Schema &schema, const QString &query, const Limits &limits)
{
    if (isTooLong(query, limits.documentBytes))
        return {nullptr,
            {requestError(
                QStringLiteral("The document is longer than %1 bytes.").arg(limits.documentBytes), code::limit)}};
    const Parsed parsed = parseDocument(query, limits.tokens);
    if (!parsed.document)
        return {nullptr, parsed.errors};
    QList<QueryError> errors = checkLimits(*parsed.document, limits);
    if (errors.isEmpty())
        errors = validate(schema, *parsed.document);
    if (!errors.isEmpty())
        return {nullptr, errors};
    return {std::shared_ptr<const PreparedQuery>(new PreparedQuery(parsed.document)), {}};
}

Response execute(const Schema &schema, const Resolvers &resolvers, const PreparedQuery &query,
    const QString &operationName, const QJsonObject &variables, const Limits &limits, const std::any &context)
{
    const Operation *operation = query.operation(operationName);
    if (operation == nullptr)
        return refusal({requestError(operationName.isEmpty()
                ? QStringLiteral("Must provide operation name if query contains multiple operations.")
                : QStringLiteral("Unknown operation named \"%1\".").arg(operationName.left(100)),
            code::input)});
    if (operation->kind == Operation::Kind::Subscription)
        return refusal({requestError(QStringLiteral("Subscriptions are not supported."), code::validation)});
    const CoercedVariables coerced = coerceVariables(schema, *operation, variables);
    if (!coerced.errors.isEmpty())
        return refusal(coerced.errors);
    Executor executor(schema, resolvers, query.document(), coerced.values, limits, context);
    Response response;
    response.executed = true;
    const QJsonValue data = executor.run(*operation);
    if (!executor.errors().isEmpty())
        response.body = errorBody(executor.errors());
    response.body.insert(QStringLiteral("data"), data);
    response.failures = executor.failures();
    return response;
}

Response execute(const Schema &schema, const Resolvers &resolvers, const Request &request, const Limits &limits,
    const std::any &context)
{
    const Prepared prepared = prepare(schema, request.query, limits);
    if (!prepared.query)
        return refusal(prepared.errors);
    return execute(schema, resolvers, *prepared.query, request.operationName, request.variables, limits, context);
}

} // namespace graphql
