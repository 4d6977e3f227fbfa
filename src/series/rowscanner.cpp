#include "series/rowscanner.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace series {

namespace {

constexpr int maxRowDepth = 64;
constexpr double rowNan = std::numeric_limits<double>::quiet_NaN();
constexpr double rowInfinity = std::numeric_limits<double>::infinity();

void appendUtf8(QByteArray &into, char32_t c)
{
    const auto put = [&into](char32_t byte) { into.append(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | (c >> 6));
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3f));
        put(0x80 | ((c >> 6) & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

} // namespace

std::optional<qint64> RowScanner::Value::step() const
{
    if (isInteger)
        return integer;
    if (std::abs(number) < 9e15 && std::floor(number) == number)
        return static_cast<qint64>(number);
    return std::nullopt;
}

bool RowScanner::scan(QByteArrayView line)
{
    m_begin = m_at = line.data();
    m_end = m_begin + line.size();
    m_problem = "";
    m_path.resize(0);
    m_names.resize(0);
    m_values.clear();
    m_ignored = 0;
    skipSpace();
    if (m_at == m_end || *m_at != '{')
        return fail("a row is an object");
    if (!object(0))
        return false;
    skipSpace();
    return m_at == m_end || fail("text after the row");
}

bool RowScanner::fail(const char *problem)
{
    if (*m_problem == '\0')
        m_problem = problem;
    return false;
}

void RowScanner::skipSpace()
{
    while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
        ++m_at;
}

bool RowScanner::take(char wanted)
{
    skipSpace();
    if (m_at == m_end || *m_at != wanted)
        return false;
    ++m_at;
    return true;
}

bool RowScanner::word(QByteArrayView text)
{
    if (m_end - m_at < text.size() || QByteArrayView(m_at, text.size()) != text)
        return false;
    m_at += text.size();
    return true;
}

bool RowScanner::object(int depth)
{
    if (depth > maxRowDepth)
        return fail("nested too deeply");
    ++m_at;
    if (take('}'))
        return true;
    const size_t valuesBefore = m_values.size();
    const qint64 ignoredBefore = m_ignored;
    bool isMedia = false;
    do {
        if (!member(depth, isMedia))
            return false;
    } while (take(','));
    if (!take('}'))
        return fail("expected , or }");
    if (isMedia && depth > 0) {
        m_values.resize(valuesBefore);
        m_ignored = ignoredBefore + 1;
    }
    return true;
}

bool RowScanner::member(int depth, bool &isMedia)
{
    skipSpace();
    const qsizetype pathBefore = m_path.size();
    if (depth > 0)
        m_path.append('.');
    const qsizetype nameBegin = m_path.size();
    if (m_at == m_end || *m_at != '"' || !text(&m_path))
        return fail("expected a key");
    if (!take(':'))
        return fail("expected :");
    const QByteArrayView name = QByteArrayView(m_path).sliced(nameBegin);
    if (name == "_type")
        isMedia = true;
    // What the SDK notes for itself is no metric.
    const bool good = depth == 0 && name == "_wandb" ? skipValue(depth + 1) : value(depth + 1);
    m_path.resize(pathBefore);
    return good;
}

bool RowScanner::value(int depth)
{
    skipSpace();
    if (m_at == m_end)
        return fail("unexpected end");
    switch (*m_at) {
    case '{':
        return object(depth);
    case '[':
        ++m_ignored;
        return skipList(depth);
    case '"':
        return textValue();
    case 't':
    case 'f': {
        const bool truth = word("true");
        if (!truth && !word("false"))
            return fail("not a value");
        addReal(truth ? 1 : 0);
        return true;
    }
    case 'n':
        ++m_ignored;
        return word("null") || fail("not a value");
    default:
        return number();
    }
}

bool RowScanner::skipValue(int depth)
{
    const size_t values = m_values.size();
    const qint64 ignored = m_ignored;
    const bool good = value(depth);
    m_values.resize(values);
    m_ignored = ignored;
    return good;
}

bool RowScanner::skipList(int depth)
{
    if (depth > maxRowDepth)
        return fail("nested too deeply");
    ++m_at;
    if (take(']'))
        return true;
    do {
        if (!skipValue(depth + 1))
            return false;
    } while (take(','));
    return take(']') || fail("expected , or ]");
}

bool RowScanner::text(QByteArray *into)
{
    ++m_at;
    const char *run = m_at;
    while (m_at != m_end && *m_at != '"') {
        if (*m_at != '\\') {
            ++m_at;
            continue;
        }
        if (into != nullptr)
            into->append(run, m_at - run);
        if (!escape(into))
            return fail("bad escape");
        run = m_at;
    }
    if (m_at == m_end)
        return fail("text without an end");
    if (into != nullptr)
        into->append(run, m_at - run);
    ++m_at;
    return true;
}

bool RowScanner::escape(QByteArray *into)
{
    ++m_at;
    if (m_at == m_end)
        return false;
    const char kind = *m_at++;
    if (kind == 'u') {
        uint unit = 0;
        if (!hexUnit(unit))
            return false;
        char32_t c = unit;
        uint low = 0;
        if (unit >= 0xd800 && unit < 0xdc00 && word("\\u")) {
            if (!hexUnit(low))
                return false;
            c = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
        if ((low == 0 && unit >= 0xd800 && unit < 0xe000) || (low != 0 && (low < 0xdc00 || low > 0xdfff)))
            c = 0xfffd; // half a pair stands for nothing
        if (into != nullptr)
            appendUtf8(*into, c);
        return true;
    }
    static constexpr QByteArrayView kinds = "\"\\/bfnrt";
    static constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
    const qsizetype which = kinds.indexOf(kind);
    if (which < 0)
        return false;
    if (into != nullptr)
        into->append(meanings[which]);
    return true;
}

bool RowScanner::hexUnit(uint &unit)
{
    if (m_end - m_at < 4)
        return false;
    const auto [rest, status] = std::from_chars(m_at, m_at + 4, unit, 16);
    if (status != std::errc() || rest != m_at + 4)
        return false;
    m_at += 4;
    return true;
}

bool RowScanner::textValue()
{
    m_text.resize(0);
    if (!text(&m_text))
        return false;
    if (m_text == "NaN")
        addReal(rowNan);
    else if (m_text == "Infinity")
        addReal(rowInfinity);
    else if (m_text == "-Infinity")
        addReal(-rowInfinity);
    else
        ++m_ignored;
    return true;
}

bool RowScanner::number()
{
    if (word("NaN")) {
        addReal(rowNan);
        return true;
    }
    if (word("Infinity")) {
        addReal(rowInfinity);
        return true;
    }
    if (word("-Infinity")) {
        addReal(-rowInfinity);
        return true;
    }
    const char *digits = m_at != m_end && *m_at == '-' ? m_at + 1 : m_at;
    if (digits == m_end || *digits < '0' || *digits > '9')
        return fail("not a value");
    double real = 0;
    const auto [realEnd, status] = std::from_chars(m_at, m_end, real);
    if (status == std::errc::result_out_of_range)
        real = QByteArray(m_at, realEnd - m_at).toDouble();
    addReal(real);
    qint64 integer = 0;
    const auto [integerEnd, integerStatus] = std::from_chars(m_at, m_end, integer);
    if (integerStatus == std::errc() && integerEnd == realEnd) {
        m_values.back().integer = integer;
        m_values.back().isInteger = true;
    }
    m_at = realEnd;
    return true;
}

void RowScanner::addReal(double number)
{
    const qsizetype begin = m_names.size();
    m_names.append(m_path);
    m_values.push_back({begin, m_path.size(), number, 0, false});
}

} // namespace series
