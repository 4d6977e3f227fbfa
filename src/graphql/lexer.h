#pragma once

#include "graphql/queryerror.h"

#include <QStringView>
#include <optional>
#include <vector>

namespace graphql {

struct Token
{
    enum class Kind { End, Punctuator, Name, Int, Float, String };
    Kind kind = Kind::End;
    QString text; ///< as written; of a String its value
    Location location;
};

/// Cuts a text into tokens; blanks, commas and comments fall away. After next() answered nothing, error() says why.
class Lexer
{
public:
    explicit Lexer(QStringView text)
        : m_text(text)
    { }

    /// The next token (Kind::End at the end, again and again), or nothing where the text is not of the language.
    std::optional<Token> next();
    [[nodiscard]] const QueryError &error() const { return m_error; }

private:
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const;
    [[nodiscard]] bool startsWith(const char *text) const;
    [[nodiscard]] Location here() const;
    void newLine();
    void skipIgnored();
    std::optional<Token> fail(const QString &what);
    Token token(Token::Kind kind, qsizetype length);
    std::optional<Token> number();
    bool digits(qsizetype &length) const;
    std::optional<Token> string();
    bool escape(QString &value);
    std::optional<Token> blockString();

    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    QueryError m_error;
};

/// A block string's value: without the common indentation and without blank lines at both ends.
QString blockStringValue(const QString &raw);

} // namespace graphql
