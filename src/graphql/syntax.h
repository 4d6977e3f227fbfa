#pragma once

#include "graphql/document.h"
#include "graphql/lexer.h"

namespace graphql {

/// What executable documents and schemas have in common: names, values, types, arguments, directives. After the first
/// error the reader stands at the end of the text for ever, so that every loop ends; the results are then worthless.
class Syntax
{
public:
    Syntax(QStringView text, int maxTokens);

    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] const QueryError &error() const { return m_error; }
    [[nodiscard]] int tokenCount() const { return m_tokenCount; }

    [[nodiscard]] bool atEnd() const { return m_token.kind == Token::Kind::End; }
    [[nodiscard]] bool atString() const { return m_token.kind == Token::Kind::String; }
    [[nodiscard]] bool at(const char *punctuator) const;
    [[nodiscard]] bool atWord(const char *name) const;
    [[nodiscard]] const Location &location() const { return m_token.location; }

    bool skip(const char *punctuator); ///< steps over it if it is there
    bool skipWord(const char *name);
    void expect(const char *punctuator);
    void expectWord(const char *name);
    QString name();
    QString string(); ///< Precondition: atString()
    Literal literal(bool constant); ///< `constant`: no variables
    TypeNode type();
    std::vector<ArgumentNode> arguments(bool constant); ///< with their brackets; empty if there are none
    std::vector<DirectiveNode> directives(bool constant);

    void fail(const QString &what);
    void unexpected(); ///< fails because of the token at hand

    /// Counts nesting while it lives; too much of it fails.
    class Nested
    {
    public:
        explicit Nested(Syntax &syntax)
            : m_syntax(syntax)
        {
            if (++m_syntax.m_depth > maxDepth)
                m_syntax.fail(QStringLiteral("Too deeply nested."));
        }
        ~Nested() { --m_syntax.m_depth; }
        Q_DISABLE_COPY_MOVE(Nested)

    private:
        Syntax &m_syntax;
    };

private:
    static constexpr int maxDepth = 64;

    void advance();
    void fail(const QueryError &error);
    Literal wordLiteral();
    Literal listLiteral(bool constant);
    Literal objectLiteral(bool constant);

    Lexer m_lexer;
    Token m_token;
    int m_maxTokens;
    int m_tokenCount = 0;
    int m_depth = 0;
    bool m_failed = false;
    QueryError m_error;
};

} // namespace graphql
