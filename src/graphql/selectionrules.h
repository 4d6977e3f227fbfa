#pragma once

#include "graphql/schema.h"

#include <map>

namespace graphql {

/// A variable where it is used, and what is expected there.
struct VariableUse
{
    QString name;
    Location location;
    TypeRef expected; ///< without type where the place itself is not valid
    bool hasDefault = false; ///< of the argument or input field at that place
};

/// What later rules need to know of one operation or fragment.
struct DefinitionFacts
{
    std::vector<VariableUse> variables;
    QStringList spreads; ///< names of fragments, without repetition
};

/// The rules about what stands in selection sets: fields, arguments, values, directives, fragments in their places.
/// Notes on the way where variables and fragments are used.
class SelectionRules
{
public:
    SelectionRules(const Schema &schema, const Document &document, QList<QueryError> &errors)
        : m_schema(schema)
        , m_document(document)
        , m_errors(errors)
    { }

    DefinitionFacts check(const Operation &operation);
    DefinitionFacts check(const Fragment &fragment);

private:
    void checkAll(const std::vector<Selection> &selections, const Type *parent);
    void checkField(const Selection &field, const Type *parent);
    void checkLeaf(const Selection &field, const FieldDefinition &definition);
    void checkSpread(const Selection &spread, const Type *parent);
    void checkInline(const Selection &fragment, const Type *parent);
    void checkPossible(const Selection &spread, const Type *parent, const Type *condition);
    const Type *conditionType(const QString &name, const Location &location, const QString &fragmentName);
    void checkDirectives(const std::vector<DirectiveNode> &directives, const char *location);
    void checkArguments(const std::vector<ArgumentNode> &given, const std::vector<InputValue> &definitions,
        const QString &place, const Location &location);
    void noteVariables(const Literal &literal, const TypeRef &expected, bool hasDefault);
    void noteVariablesOfUnknown(const std::vector<ArgumentNode> &arguments);
    void fail(const Location &location, const QString &message);

    const Schema &m_schema;
    const Document &m_document;
    QList<QueryError> &m_errors;
    DefinitionFacts m_facts;
};

} // namespace graphql
