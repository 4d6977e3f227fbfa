#include "server/jsonscanner.h"

#include "base/lenientjson.h"

#include <charconv>

namespace server {

void JsonScanner::skipBlanks()
{
    while (m_at < m_text.size()
        && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
        ++m_at;
}

char JsonScanner::next()
{
    skipBlanks();
    return m_hasFailed || m_at >= m_text.size() ? '\0' : m_text[m_at];
}

bool JsonScanner::take(char wanted)
{
    if (next() != wanted)
        return false;
    ++m_at;
    return true;
}

bool JsonScanner::isAtEnd()
{
    skipBlanks();
    return !m_hasFailed && m_at >= m_text.size();
}

bool JsonScanner::skipString()
{
    if (next() != '"')
        return false;
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] == '\\')
            ++m_at;
        else if (m_text[m_at] == '"')
            return ++m_at, true;
    }
    return false;
}

QString JsonScanner::string()
{
    skipBlanks();
    const qsizetype begin = m_at;
    if (!skipString()) {
        fail();
        return {};
    }
    const QByteArrayView quoted = m_text.sliced(begin, m_at - begin);
    const auto text = base::parseLenientJson(quoted, 1); // knows escapes, surrogates and bad UTF-8
    if (!text || !text->isString()) {
        fail();
        return {};
    }
    return text->toString();
}

std::optional<qint64> JsonScanner::integer()
{
    skipBlanks();
    qint64 number = 0;
    const char *end = m_text.data() + m_text.size();
    const auto [stop, problem] = std::from_chars(m_text.data() + m_at, end, number);
    const bool isCut = stop != end && (*stop == '.' || *stop == 'e' || *stop == 'E');
    if (m_hasFailed || problem != std::errc() || isCut) {
        fail();
        return std::nullopt;
    }
    m_at = stop - m_text.data();
    return number;
}

bool JsonScanner::takeNull()
{
    if (next() != 'n' || !m_text.sliced(m_at).startsWith(QByteArrayView("null")))
        return false;
    m_at += 4;
    return true;
}

QByteArrayView JsonScanner::value()
{
    skipBlanks();
    const qsizetype begin = m_at;
    int depth = 0;
    do {
        const char first = next();
        if (first == '\0' || (first == '"' && !skipString())) {
            fail();
            return {};
        }
        if (first == '"')
            continue;
        depth += first == '{' || first == '[' ? 1 : first == '}' || first == ']' ? -1 : 0;
        ++m_at;
        if (depth < 0 || depth > deepest) {
            fail();
            return {};
        }
        const bool isWord = depth == 0 && first != '}' && first != ']';
        while (isWord && m_at < m_text.size() && !QByteArrayView(",}] \t\n\r").contains(m_text[m_at]))
            ++m_at;
    } while (depth > 0);
    const QByteArrayView text = m_text.sliced(begin, m_at - begin);
    if (!base::parseLenientJson(text, deepest + 1))
        fail();
    return m_hasFailed ? QByteArrayView() : text;
}

} // namespace server
