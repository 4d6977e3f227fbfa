#pragma once

#include "graphql/coerce.h"
#include "graphql/resolvers.h"

#include <QSet>
#include <map>

namespace graphql {

struct Plan;

/// One field of an answer: all selections under the same key merged, its arguments coerced and its resolver found,
/// once for all objects of a list.
struct PlannedField
{
    PlannedField();
    ~PlannedField();
    Q_DISABLE_COPY_MOVE(PlannedField)

    QString key;
    const Type *parentType = nullptr;
    const FieldDefinition *definition = nullptr;
    std::vector<const Selection *> selections;
    CoercedArguments arguments;
    const Resolver *resolver = nullptr;
    std::map<const Type *, std::unique_ptr<Plan>> plans; ///< of the field's own selections, by object type
};

/// What to ask of an object of one type.
struct Plan
{
    std::vector<std::unique_ptr<PlannedField>> fields;
};

/// Collects the fields of selection sets (section 6.3.2) with @skip and @include applied.
class Planner
{
public:
    Planner(const Schema &schema, const Resolvers &resolvers, const Document &document, const Variables &variables)
        : m_schema(schema)
        , m_resolvers(resolvers)
        , m_document(document)
        , m_variables(variables)
    { }

    [[nodiscard]] Plan plan(const Type &objectType, const std::vector<Selection> &selections) const;
    /// The plan of a field's selections for objects of that type; made at the first call and kept in the field.
    [[nodiscard]] const Plan &planOf(PlannedField &field, const Type &objectType) const;

private:
    struct Collecting;
    void collect(Collecting &state, const std::vector<Selection> &selections) const;
    void add(Collecting &state, const Selection &field) const;
    void prepare(PlannedField &field) const;
    [[nodiscard]] bool applies(const Type &objectType, const QString &typeCondition) const;
    [[nodiscard]] bool isIncluded(const Selection &selection) const;

    const Schema &m_schema;
    const Resolvers &m_resolvers;
    const Document &m_document;
    const Variables &m_variables;
};

} // namespace graphql
