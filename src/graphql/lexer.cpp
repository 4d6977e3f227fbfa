#include "graphql/lexer.h"

#include <QStringList>
#include <algorithm>

namespace graphql {

namespace {

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isNameStart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isSource(QChar c)
{
    return c >= u' ' || c == u'\t' || isLineEnd(c);
}

qsizetype indentOf(const QString &line)
{
    const auto *const text = std::find_if(line.cbegin(), line.cend(), [](QChar c) { return c != u' ' && c != u'\t'; });
    return text - line.cbegin();
}

} // namespace

QString blockStringValue(const QString &raw)
{
    QString text = raw;
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    QStringList lines = text.split(u'\n');
    qsizetype common = -1;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype indent = indentOf(lines[i]);
        if (indent < lines[i].size() && (common < 0 || indent < common))
            common = indent;
    }
    for (qsizetype i = 1; i < lines.size() && common > 0; ++i)
        lines[i].remove(0, common);
    const auto blank = [](const QString &line) { return indentOf(line) == line.size(); };
    while (!lines.isEmpty() && blank(lines.first()))
        lines.removeFirst();
    while (!lines.isEmpty() && blank(lines.last()))
        lines.removeLast();
    return lines.join(u'\n');
}

QChar Lexer::peek(qsizetype ahead) const
{
    return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar();
}

bool Lexer::startsWith(const char *text) const
{
    return m_text.mid(m_at).startsWith(QLatin1String(text));
}

Location Lexer::here() const
{
    return {m_line, static_cast<int>(m_at - m_lineStart) + 1};
}

/// Steps over a line end; a carriage return with its line feed is one.
void Lexer::newLine()
{
    m_at += startsWith("\r\n") ? 2 : 1;
    m_lineStart = m_at;
    ++m_line;
}

void Lexer::skipIgnored()
{
    while (m_at < m_text.size()) {
        const QChar c = m_text[m_at];
        if (isLineEnd(c)) {
            newLine();
        } else if (c == u' ' || c == u'\t' || c == u',' || c == QChar::ByteOrderMark) {
            ++m_at;
        } else if (c == u'#') {
            while (m_at < m_text.size() && !isLineEnd(m_text[m_at]))
                ++m_at;
        } else {
            return;
        }
    }
}

std::optional<Token> Lexer::fail(const QString &what)
{
    m_error = {QStringLiteral("Syntax Error: %1").arg(what), {here()}, {}, QLatin1String(code::parse)};
    return std::nullopt;
}

Token Lexer::token(Token::Kind kind, qsizetype length)
{
    Token token{kind, m_text.mid(m_at, length).toString(), here()};
    m_at += length;
    return token;
}

std::optional<Token> Lexer::next()
{
    skipIgnored();
    if (m_at >= m_text.size())
        return Token{Token::Kind::End, {}, here()};
    const QChar c = peek();
    if (isNameStart(c)) {
        qsizetype length = 1;
        while (isNameStart(peek(length)) || isDigit(peek(length)))
            ++length;
        return token(Token::Kind::Name, length);
    }
    if (QStringView(u"!$&():=@[]{|}").contains(c))
        return token(Token::Kind::Punctuator, 1);
    if (startsWith("..."))
        return token(Token::Kind::Punctuator, 3);
    if (c == u'-' || isDigit(c))
        return number();
    if (startsWith("\"\"\""))
        return blockString();
    if (c == u'"')
        return string();
    return fail(QStringLiteral("Unexpected character U+%1.").arg(c.unicode(), 4, 16, QLatin1Char('0')));
}

bool Lexer::digits(qsizetype &length) const
{
    const qsizetype before = length;
    while (isDigit(peek(length)))
        ++length;
    return length > before;
}

std::optional<Token> Lexer::number()
{
    qsizetype length = peek() == u'-' ? 1 : 0;
    const bool leadingZero = peek(length) == u'0';
    const qsizetype first = length;
    bool good = digits(length) && !(leadingZero && length > first + 1);
    Token::Kind kind = Token::Kind::Int;
    if (good && peek(length) == u'.') {
        kind = Token::Kind::Float;
        good = digits(++length);
    }
    if (good && (peek(length) == u'e' || peek(length) == u'E')) {
        kind = Token::Kind::Float;
        ++length;
        if (peek(length) == u'+' || peek(length) == u'-')
            ++length;
        good = digits(length);
    }
    if (!good || peek(length) == u'.' || isNameStart(peek(length)))
        return fail(QStringLiteral("Invalid number."));
    return token(kind, length);
}

bool Lexer::escape(QString &value)
{
    static constexpr QStringView letters = u"\"\\/bfnrt";
    static constexpr char16_t meanings[] = u"\"\\/\b\f\n\r\t";
    const QChar letter = peek(1);
    if (const qsizetype index = letters.indexOf(letter); index >= 0 && !letter.isNull()) {
        value.append(QChar(meanings[index]));
        m_at += 2;
        return true;
    }
    if (letter != u'u' || m_at + 6 > m_text.size())
        return false;
    const QStringView hex = m_text.mid(m_at + 2, 4);
    const bool allHex = std::all_of(hex.begin(), hex.end(),
        [](QChar c) { return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); });
    if (!allHex)
        return false;
    value.append(QChar(hex.toUShort(nullptr, 16)));
    m_at += 6;
    return true;
}

std::optional<Token> Lexer::string()
{
    Token result{Token::Kind::String, {}, here()};
    ++m_at;
    while (m_at < m_text.size() && !isLineEnd(peek())) {
        const QChar c = peek();
        if (c == u'"') {
            ++m_at;
            return result;
        }
        if (c == u'\\') {
            if (!escape(result.text))
                return fail(QStringLiteral("Invalid character escape sequence."));
        } else if (!isSource(c)) {
            return fail(QStringLiteral("Invalid character within String."));
        } else {
            result.text.append(c);
            ++m_at;
        }
    }
    return fail(QStringLiteral("Unterminated string."));
}

std::optional<Token> Lexer::blockString()
{
    Token result{Token::Kind::String, {}, here()};
    QString raw;
    m_at += 3;
    while (m_at < m_text.size()) {
        const QChar c = peek();
        if (startsWith("\"\"\"")) {
            m_at += 3;
            result.text = blockStringValue(raw);
            return result;
        }
        if (startsWith("\\\"\"\"")) {
            raw.append(QLatin1String("\"\"\""));
            m_at += 4;
        } else if (isLineEnd(c)) {
            raw.append(u'\n');
            newLine();
        } else if (!isSource(c)) {
            return fail(QStringLiteral("Invalid character within String."));
        } else {
            raw.append(c);
            ++m_at;
        }
    }
    return fail(QStringLiteral("Unterminated string."));
}

} // namespace graphql
