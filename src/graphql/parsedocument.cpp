#include "graphql/document.h"
#include "graphql/syntax.h"

namespace graphql {

namespace {

class DocumentReader
{
public:
    DocumentReader(const QString &text, int maxTokens)
        : m_syntax(text, maxTokens)
    { }

    Parsed read();

private:
    Operation operation();
    Operation::Kind operationKind();
    std::vector<VariableNode> variables();
    Fragment fragment();
    std::vector<Selection> selectionSet();
    Selection selection();
    Selection field();

    Syntax m_syntax;
};

Parsed DocumentReader::read()
{
    auto document = std::make_shared<Document>();
    do {
        if (m_syntax.atWord("fragment"))
            document->fragments.push_back(fragment());
        else
            document->operations.push_back(operation());
    } while (!m_syntax.atEnd());
    if (m_syntax.failed())
        return {nullptr, {m_syntax.error()}};
    document->tokenCount = m_syntax.tokenCount();
    return {document, {}};
}

Operation::Kind DocumentReader::operationKind()
{
    if (m_syntax.skipWord("mutation"))
        return Operation::Kind::Mutation;
    if (m_syntax.skipWord("subscription"))
        return Operation::Kind::Subscription;
    m_syntax.expectWord("query");
    return Operation::Kind::Query;
}

Operation DocumentReader::operation()
{
    Operation operation;
    operation.location = m_syntax.location();
    if (!m_syntax.at("{")) {
        operation.kind = operationKind();
        if (!m_syntax.at("(") && !m_syntax.at("@") && !m_syntax.at("{"))
            operation.name = m_syntax.name();
        operation.variables = variables();
        operation.directives = m_syntax.directives(false);
    }
    operation.selections = selectionSet();
    return operation;
}

std::vector<VariableNode> DocumentReader::variables()
{
    std::vector<VariableNode> variables;
    if (!m_syntax.skip("("))
        return variables;
    do {
        VariableNode variable;
        variable.location = m_syntax.location();
        m_syntax.expect("$");
        variable.name = m_syntax.name();
        m_syntax.expect(":");
        variable.type = m_syntax.type();
        variable.hasDefault = m_syntax.skip("=");
        if (variable.hasDefault)
            variable.defaultValue = m_syntax.literal(true);
        variable.directives = m_syntax.directives(true);
        variables.push_back(std::move(variable));
    } while (!m_syntax.at(")") && !m_syntax.atEnd());
    m_syntax.expect(")");
    return variables;
}

Fragment DocumentReader::fragment()
{
    Fragment fragment;
    fragment.location = m_syntax.location();
    m_syntax.expectWord("fragment");
    if (m_syntax.atWord("on"))
        m_syntax.unexpected();
    fragment.name = m_syntax.name();
    m_syntax.expectWord("on");
    fragment.typeCondition = m_syntax.name();
    fragment.directives = m_syntax.directives(false);
    fragment.selections = selectionSet();
    return fragment;
}

std::vector<Selection> DocumentReader::selectionSet()
{
    const Syntax::Nested nested(m_syntax);
    std::vector<Selection> selections;
    m_syntax.expect("{");
    do {
        selections.push_back(selection());
    } while (!m_syntax.at("}") && !m_syntax.atEnd());
    m_syntax.expect("}");
    return selections;
}

Selection DocumentReader::selection()
{
    Selection selection;
    selection.location = m_syntax.location();
    if (!m_syntax.skip("..."))
        return field();
    if (!m_syntax.atWord("on") && !m_syntax.at("@") && !m_syntax.at("{")) {
        selection.kind = Selection::Kind::Spread;
        selection.name = m_syntax.name();
        selection.directives = m_syntax.directives(false);
        return selection;
    }
    selection.kind = Selection::Kind::Inline;
    if (m_syntax.skipWord("on"))
        selection.typeCondition = m_syntax.name();
    selection.directives = m_syntax.directives(false);
    selection.selections = selectionSet();
    return selection;
}

Selection DocumentReader::field()
{
    Selection field;
    field.location = m_syntax.location();
    field.name = m_syntax.name();
    if (m_syntax.skip(":")) {
        field.alias = std::move(field.name);
        field.name = m_syntax.name();
    }
    field.arguments = m_syntax.arguments(false);
    field.directives = m_syntax.directives(false);
    if (m_syntax.at("{"))
        field.selections = selectionSet();
    return field;
}

} // namespace

Parsed parseDocument(const QString &text, int maxTokens)
{
    return DocumentReader(text, maxTokens).read();
}

} // namespace graphql
