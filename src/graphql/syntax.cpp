#include "graphql/syntax.h"

#include <algorithm>

namespace graphql {

Syntax::Syntax(QStringView text, int maxTokens)
    : m_lexer(text)
    , m_maxTokens(maxTokens)
{
    advance();
}

void Syntax::advance()
{
    if (m_failed)
        return;
    std::optional<Token> token = m_lexer.next();
    if (!token) {
        fail(m_lexer.error());
    } else {
        m_token = std::move(*token);
        if (!atEnd() && ++m_tokenCount > m_maxTokens)
            fail({QStringLiteral("Syntax Error: Document contains more than %1 tokens.").arg(m_maxTokens),
                {m_token.location}, {}, QLatin1String(code::limit)});
    }
}

void Syntax::fail(const QueryError &error)
{
    if (!m_failed)
        m_error = error;
    m_failed = true;
    m_token = {Token::Kind::End, {}, m_token.location};
}

void Syntax::fail(const QString &what)
{
    fail({QStringLiteral("Syntax Error: %1").arg(what), {m_token.location}, {}, QLatin1String(code::parse)});
}

void Syntax::unexpected()
{
    const QString shown = m_token.text.left(40);
    if (atEnd())
        fail(QStringLiteral("Unexpected <EOF>."));
    else if (m_token.kind == Token::Kind::Punctuator)
        fail(QStringLiteral("Unexpected \"%1\".").arg(shown));
    else
        fail(QStringLiteral("Unexpected %1 \"%2\".")
                 .arg(m_token.kind == Token::Kind::Name       ? QStringLiteral("Name")
                         : m_token.kind == Token::Kind::Int   ? QStringLiteral("Int")
                         : m_token.kind == Token::Kind::Float ? QStringLiteral("Float")
                                                              : QStringLiteral("String"),
                     shown));
}

bool Syntax::at(const char *punctuator) const
{
    return m_token.kind == Token::Kind::Punctuator && m_token.text == QLatin1String(punctuator);
}

bool Syntax::atWord(const char *name) const
{
    return m_token.kind == Token::Kind::Name && m_token.text == QLatin1String(name);
}

bool Syntax::skip(const char *punctuator)
{
    const bool there = at(punctuator);
    if (there)
        advance();
    return there;
}

bool Syntax::skipWord(const char *name)
{
    const bool there = atWord(name);
    if (there)
        advance();
    return there;
}

void Syntax::expect(const char *punctuator)
{
    if (!skip(punctuator))
        unexpected();
}

void Syntax::expectWord(const char *name)
{
    if (!skipWord(name))
        unexpected();
}

QString Syntax::name()
{
    if (m_token.kind != Token::Kind::Name) {
        unexpected();
        return {};
    }
    QString text = std::move(m_token.text);
    advance();
    return text;
}

QString Syntax::string()
{
    QString text = std::move(m_token.text);
    advance();
    return text;
}

Literal Syntax::literal(bool constant)
{
    const Nested nested(*this);
    Literal literal;
    literal.location = location();
    if (at("["))
        return listLiteral(constant);
    if (at("{"))
        return objectLiteral(constant);
    if (at("$") && !constant) {
        advance();
        literal.kind = Literal::Kind::Variable;
        literal.text = name();
        return literal;
    }
    switch (m_token.kind) {
    case Token::Kind::Int:
        literal.kind = Literal::Kind::Int;
        break;
    case Token::Kind::Float:
        literal.kind = Literal::Kind::Float;
        break;
    case Token::Kind::String:
        literal.kind = Literal::Kind::String;
        break;
    case Token::Kind::Name:
        return wordLiteral();
    case Token::Kind::Punctuator:
    case Token::Kind::End:
        unexpected();
        return literal;
    }
    literal.text = string();
    return literal;
}

Literal Syntax::wordLiteral()
{
    Literal literal;
    literal.location = location();
    literal.text = name();
    if (literal.text == QLatin1String("true") || literal.text == QLatin1String("false"))
        literal.kind = Literal::Kind::Boolean;
    else if (literal.text != QLatin1String("null"))
        literal.kind = Literal::Kind::Enum;
    return literal;
}

Literal Syntax::listLiteral(bool constant)
{
    Literal list;
    list.kind = Literal::Kind::List;
    list.location = location();
    expect("[");
    while (!at("]") && !atEnd())
        list.items.push_back(literal(constant));
    expect("]");
    return list;
}

Literal Syntax::objectLiteral(bool constant)
{
    Literal object;
    object.kind = Literal::Kind::Object;
    object.location = location();
    expect("{");
    while (!at("}") && !atEnd()) {
        object.names.append(name());
        expect(":");
        object.items.push_back(literal(constant));
    }
    expect("}");
    return object;
}

TypeNode Syntax::type()
{
    TypeNode node;
    node.location = location();
    // Wrappers come in the order inside to outside of what follows, and outside to inside of the brackets before.
    int lists = 0;
    while (skip("[")) {
        if (++lists > maxDepth)
            fail(QStringLiteral("Too deeply nested."));
    }
    node.name = name();
    std::vector<TypeNode::Wrapper> insideOut;
    if (skip("!"))
        insideOut.push_back(TypeNode::Wrapper::NonNull);
    for (; lists > 0 && !failed(); --lists) {
        expect("]");
        insideOut.push_back(TypeNode::Wrapper::List);
        if (skip("!"))
            insideOut.push_back(TypeNode::Wrapper::NonNull);
    }
    node.wrappers.assign(insideOut.rbegin(), insideOut.rend());
    return node;
}

std::vector<ArgumentNode> Syntax::arguments(bool constant)
{
    std::vector<ArgumentNode> arguments;
    if (!skip("("))
        return arguments;
    do {
        ArgumentNode argument;
        argument.location = location();
        argument.name = name();
        expect(":");
        argument.value = literal(constant);
        arguments.push_back(std::move(argument));
    } while (!at(")") && !atEnd());
    expect(")");
    return arguments;
}

std::vector<DirectiveNode> Syntax::directives(bool constant)
{
    std::vector<DirectiveNode> directives;
    while (at("@")) {
        DirectiveNode directive;
        directive.location = location();
        advance();
        directive.name = name();
        directive.arguments = arguments(constant);
        directives.push_back(std::move(directive));
    }
    return directives;
}

} // namespace graphql
