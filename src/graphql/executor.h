#pragma once

#include "graphql/execute.h"
#include "graphql/plan.h"

#include <QElapsedTimer>

namespace graphql {

/// Runs one operation (section 6): asks the resolvers, completes their values, nulls by the rules, collects errors.
class Executor
{
public:
    Executor(const Schema &schema, const Resolvers &resolvers, const Document &document, const Variables &variables,
        const Limits &limits, const std::any &context);

    /// The answer's `data` (null where an error of a non-null field reaches the top). Call once.
    QJsonValue run(const Operation &operation);
    [[nodiscard]] const QList<QueryError> &errors() const { return m_errors; }
    [[nodiscard]] const QList<FieldFailure> &failures() const { return m_failures; }

private:
    /// A value of the answer; nothing where the place cannot stay null: then its parent must be null.
    using Completed = std::optional<QJsonValue>;
    struct Step;

    Completed object(const Plan &plan, const Value &parent, const Step *path);
    Completed field(PlannedField &field, const Value &parent, const Step &path);
    base::Result<Value> resolve(const PlannedField &field, const Value &parent, const Step &path);
    base::Result<Value> metaField(const PlannedField &field) const;
    Completed complete(const TypeRef &type, const Value &value, PlannedField &field, const Step &path);
    Completed completeNonNull(const TypeRef &type, const Value &value, PlannedField &field, const Step &path);
    Completed list(const TypeRef &type, const Value &value, PlannedField &field, const Step &path);
    Completed leaf(const Type &type, const Value &value, const PlannedField &field, const Step &path);
    Completed composite(const Type &type, const Value &value, PlannedField &field, const Step &path);
    const Type *runtimeType(const Type &type, const Value &value) const;
    Completed fail(const PlannedField &field, const Step &path, const QString &message, const QString &code);
    Completed failBy(const base::Error &error, const PlannedField &field, const Step &path);
    bool mayGoOn();

    const Schema &m_schema;
    const Limits &m_limits;
    const std::any &m_context;
    Planner m_planner;
    QElapsedTimer m_timer;
    qint64 m_nodes = 0;
    bool m_stopped = false;
    QList<QueryError> m_errors;
    QList<FieldFailure> m_failures;
};

} // namespace graphql
