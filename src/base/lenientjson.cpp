#include "base/lenientjson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringDecoder>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace base {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

class Reader
{
public:
    Reader(QByteArrayView text, int maxDepth)
        : m_begin(text.data())
        , m_at(text.data())
        , m_end(text.data() + text.size())
        , m_depthLeft(maxDepth)
    { }

    Result<QJsonValue> document()
    {
        QJsonValue value = readValue();
        skipSpace();
        if (!m_failed && m_at != m_end)
            fail("text after the value");
        if (m_failed)
            return Error{Error::Kind::Invalid,
                QStringLiteral("JSON: %1 at byte %2").arg(QLatin1String(m_problem)).arg(m_at - m_begin)};
        return value;
    }

private:
    void fail(const char *problem)
    {
        if (!m_failed)
            m_problem = problem;
        m_failed = true;
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
            ++m_at;
    }

    bool take(char wanted)
    {
        skipSpace();
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool takeWord(QByteArrayView word)
    {
        if (m_end - m_at < word.size() || QByteArrayView(m_at, word.size()) != word)
            return false;
        m_at += word.size();
        return true;
    }

    QJsonValue readValue()
    {
        skipSpace();
        if (m_at == m_end) {
            fail("unexpected end");
            return {};
        }
        switch (*m_at) {
        case '{':
            return readObject();
        case '[':
            return readArray();
        case '"':
            return readString();
        default:
            return readWordOrNumber();
        }
    }

    QJsonValue readWordOrNumber()
    {
        if (takeWord("null"))
            return QJsonValue(QJsonValue::Null);
        if (takeWord("true"))
            return true;
        if (takeWord("false"))
            return false;
        if (takeWord("NaN"))
            return nan;
        if (takeWord("Infinity"))
            return infinity;
        if (takeWord("-Infinity"))
            return -infinity;
        return readNumber();
    }

    /// The end of the number that starts here by the grammar of RFC 8259, or null.
    const char *numberEnd(bool *isInteger) const
    {
        const char *p = m_at;
        const auto digits = [&p, this] {
            const char *first = p;
            while (p != m_end && *p >= '0' && *p <= '9')
                ++p;
            return p - first;
        };
        if (p != m_end && *p == '-')
            ++p;
        const bool leadingZero = p != m_end && *p == '0';
        const auto integerDigits = digits();
        if (integerDigits == 0 || (leadingZero && integerDigits > 1))
            return nullptr;
        *isInteger = true;
        if (p != m_end && *p == '.') {
            *isInteger = false;
            ++p;
            if (digits() == 0)
                return nullptr;
        }
        if (p != m_end && (*p == 'e' || *p == 'E')) {
            *isInteger = false;
            ++p;
            if (p != m_end && (*p == '+' || *p == '-'))
                ++p;
            if (digits() == 0)
                return nullptr;
        }
        return p;
    }

    QJsonValue readNumber()
    {
        bool isInteger = false;
        const char *end = numberEnd(&isInteger);
        if (end == nullptr) {
            fail("not a value");
            return {};
        }
        const char *begin = std::exchange(m_at, end);
        if (isInteger && !(*begin == '-' && end - begin == 2 && begin[1] == '0')) {
            qint64 integer = 0;
            if (std::from_chars(begin, end, integer).ec == std::errc())
                return integer;
        }
        double number = 0;
        const auto [rest, status] = std::from_chars(begin, end, number);
        // Out of range is a number still: too large reads as infinity, too small as zero, like the SDK's reader.
        if (status == std::errc::result_out_of_range)
            number = QByteArray(begin, end - begin).toDouble();
        return number;
    }

    QJsonValue readString() { return QJsonValue(readText()); }

    QString readText()
    {
        ++m_at; // the opening quote
        QString text;
        const char *run = m_at;
        const auto flush = [&](const char *to) {
            if (to == run)
                return;
            QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            text += decoder.decode(QByteArrayView(run, to - run));
            if (decoder.hasError())
                fail("invalid UTF-8");
        };
        while (m_at != m_end && *m_at != '"') {
            if (static_cast<unsigned char>(*m_at) < 0x20) {
                fail("control character in a string");
                return text;
            }
            if (*m_at == '\\') {
                flush(m_at);
                readEscape(text);
                if (m_failed)
                    return text;
                run = m_at;
            } else {
                ++m_at;
            }
        }
        if (m_at == m_end) {
            fail("string without end");
            return text;
        }
        flush(m_at);
        ++m_at;
        return text;
    }

    void readEscape(QString &text)
    {
        ++m_at; // the backslash
        if (m_at == m_end) {
            fail("string without end");
            return;
        }
        static constexpr char from[] = "\"\\/bfnrt";
        static constexpr char to[] = "\"\\/\b\f\n\r\t";
        const char escape = *m_at++;
        for (int i = 0; from[i] != '\0'; ++i) {
            if (escape == from[i]) {
                text += QLatin1Char(to[i]);
                return;
            }
        }
        unsigned unit = 0;
        if (escape != 'u' || m_end - m_at < 4 || std::from_chars(m_at, m_at + 4, unit, 16).ptr != m_at + 4) {
            fail("unknown escape");
            return;
        }
        m_at += 4;
        text += QChar(static_cast<char16_t>(unit));
    }

    QJsonValue readArray()
    {
        QJsonArray array;
        ++m_at;
        if (!enter())
            return {};
        if (!take(']')) {
            do {
                array.append(readValue());
                if (m_failed)
                    return {};
            } while (take(','));
            if (!take(']'))
                fail("expected , or ]");
        }
        ++m_depthLeft;
        return array;
    }

    QJsonValue readObject()
    {
        QJsonObject object;
        ++m_at;
        if (!enter())
            return {};
        if (!take('}')) {
            do {
                skipSpace();
                if (m_at == m_end || *m_at != '"') {
                    fail("expected a key");
                    return {};
                }
                const QString key = readText();
                if (!take(':'))
                    fail("expected :");
                if (m_failed)
                    return {};
                object.insert(key, readValue());
                if (m_failed)
                    return {};
            } while (take(','));
            if (!take('}'))
                fail("expected , or }");
        }
        ++m_depthLeft;
        return object;
    }

    bool enter()
    {
        if (--m_depthLeft >= 0)
            return true;
        fail("too deep");
        return false;
    }

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    int m_depthLeft;
    bool m_failed = false;
    const char *m_problem = "";
};

class Writer
{
public:
    explicit Writer(NonFinite nonFinite)
        : m_nonFinite(nonFinite)
    { }

    void write(const QJsonValue &value)
    {
        switch (value.type()) {
        case QJsonValue::Bool:
            m_out += value.toBool() ? "true" : "false";
            break;
        case QJsonValue::Double:
            writeNumber(value);
            break;
        case QJsonValue::String:
            writeText(value.toString());
            break;
        case QJsonValue::Array:
            writeArray(value.toArray());
            break;
        case QJsonValue::Object:
            writeObject(value.toObject());
            break;
        case QJsonValue::Null:
        case QJsonValue::Undefined:
            m_out += "null";
            break;
        }
    }

    QByteArray take() { return std::move(m_out); }

private:
    void writeNumber(const QJsonValue &value)
    {
        const double number = value.toDouble();
        if (!std::isfinite(number)) {
            const char *word = std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
            const bool quoted = m_nonFinite == NonFinite::AsText;
            m_out += quoted ? QByteArray("\"") + word + "\"" : QByteArray(word);
            return;
        }
        char buffer[32];
        // An integer that a double cannot hold comes back from toInteger unchanged.
        const qint64 integer = value.toInteger(0);
        const bool isInteger = std::abs(number) < 9.3e18 && static_cast<double>(integer) == number
            && !(integer == 0 && std::signbit(number));
        const auto end = isInteger ? std::to_chars(buffer, buffer + sizeof buffer, integer).ptr
                                   : std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
        m_out.append(buffer, end - buffer);
    }

    void writeText(const QString &text)
    {
        m_out += '"';
        qsizetype begin = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const char16_t unit = text[i].unicode();
            if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
                ++i;
            } else if (unit < 0x20 || unit == u'"' || unit == u'\\' || text[i].isSurrogate()) {
                m_out += QStringView(text).mid(begin, i - begin).toUtf8();
                begin = i + 1;
                writeEscaped(unit);
            }
        }
        m_out += QStringView(text).mid(begin).toUtf8();
        m_out += '"';
    }

    /// Half of a pair alone has no UTF-8; as an escape it comes back as it was.
    void writeEscaped(char16_t unit)
    {
        m_out += '\\';
        if (unit == u'"' || unit == u'\\')
            m_out += static_cast<char>(unit);
        else
            m_out += 'u' + QByteArray::number(unit, 16).rightJustified(4, '0');
    }

    void writeArray(const QJsonArray &array)
    {
        m_out += '[';
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (i > 0)
                m_out += ',';
            write(array.at(i));
        }
        m_out += ']';
    }

    void writeObject(const QJsonObject &object)
    {
        m_out += '{';
        bool first = true;
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!std::exchange(first, false))
                m_out += ',';
            writeText(it.key());
            m_out += ':';
            write(it.value());
        }
        m_out += '}';
    }

    NonFinite m_nonFinite;
    QByteArray m_out;
};

} // namespace

Result<QJsonValue> parseLenientJson(QByteArrayView text, int maxDepth)
{
    return Reader(text, maxDepth).document();
}

QByteArray writeLenientJson(const QJsonValue &value, NonFinite nonFinite)
{
    Writer writer(nonFinite);
    writer.write(value);
    return writer.take();
}

std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    if (value.isString()) {
        const QString text = value.toString();
        if (text == QLatin1String("NaN"))
            return nan;
        if (text == QLatin1String("Infinity"))
            return infinity;
        if (text == QLatin1String("-Infinity"))
            return -infinity;
    }
    return std::nullopt;
}

} // namespace base
