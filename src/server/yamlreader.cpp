#include "server/yamlreader.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QString>
#include <optional>
#include <vector>
#include <yaml.h>

namespace server {

namespace {

base::Error yamlError(size_t line, const QString &what)
{
    return {base::Error::Kind::Invalid, QStringLiteral("YAML, line %1: %2").arg(line + 1).arg(what)};
}

QString textFrom(const yaml_char_t *bytes, size_t length)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(length));
}

bool isYamlWord(const QString &text, std::initializer_list<const char *> words)
{
    for (const char *word : words) {
        if (text == QLatin1String(word))
            return true;
    }
    return false;
}

/// What a scalar without quotation marks stands for.
QJsonValue plainValue(const QString &text)
{
    if (isYamlWord(text, {"", "~", "null", "Null", "NULL"}))
        return QJsonValue(QJsonValue::Null);
    if (isYamlWord(text, {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"}))
        return true;
    if (isYamlWord(text, {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"}))
        return false;
    static const QRegularExpression integer(QStringLiteral("^[-+]?(0|[1-9][0-9_]*)$"));
    static const QRegularExpression real(
        QStringLiteral("^[-+]?([0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?|\\.[0-9][0-9_]*([eE][-+][0-9]+)?)$"));
    QString digits = text;
    digits.remove(u'_');
    bool isNumber = false;
    if (integer.match(text).hasMatch()) {
        const qint64 number = digits.toLongLong(&isNumber);
        if (isNumber)
            return number;
        return digits.toDouble();
    }
    if (real.match(text).hasMatch())
        return digits.toDouble();
    return text;
}

/// Builds the value of a document from the parser's events.
class YamlBuilder
{
public:
    YamlBuilder(int maxDepth, qsizetype maxNodes)
        : m_maxDepth(maxDepth)
        , m_nodesLeft(maxNodes)
    { }

    base::Status take(const yaml_event_t &event)
    {
        const size_t line = event.start_mark.line;
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            if (m_documents++ > 0)
                return yamlError(line, QStringLiteral("a second document"));
            break;
        case YAML_ALIAS_EVENT:
            return yamlError(line, QStringLiteral("anchors and aliases are not taken"));
        case YAML_SCALAR_EVENT:
            return scalar(event, line);
        case YAML_SEQUENCE_START_EVENT:
            return begin(false, event.data.sequence_start.anchor != nullptr, line);
        case YAML_MAPPING_START_EVENT:
            return begin(true, event.data.mapping_start.anchor != nullptr, line);
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            return end(line);
        default:
            break;
        }
        return base::Done{};
    }

    [[nodiscard]] QJsonValue value() const { return m_value; }

private:
    struct Level
    {
        bool isMapping = false;
        QJsonObject object;
        QJsonArray array;
        std::optional<QString> key;
    };

    base::Status scalar(const yaml_event_t &event, size_t line)
    {
        const auto &scalar = event.data.scalar;
        if (scalar.anchor != nullptr)
            return yamlError(line, QStringLiteral("anchors and aliases are not taken"));
        const QString text = textFrom(scalar.value, scalar.length);
        Level *level = m_levels.empty() ? nullptr : &m_levels.back();
        if (level != nullptr && level->isMapping && !level->key) {
            if (level->object.contains(text))
                return yamlError(line, QStringLiteral("the key \"%1\" comes twice").arg(text.left(60)));
            level->key = text;
            return base::Done{};
        }
        const bool isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.plain_implicit != 0;
        return add(isPlain ? plainValue(text) : QJsonValue(text), line);
    }

    base::Status begin(bool isMapping, bool hasAnchor, size_t line)
    {
        if (hasAnchor)
            return yamlError(line, QStringLiteral("anchors and aliases are not taken"));
        if (!m_levels.empty() && m_levels.back().isMapping && !m_levels.back().key)
            return yamlError(line, QStringLiteral("a key that is no scalar"));
        if (static_cast<int>(m_levels.size()) >= m_maxDepth)
            return yamlError(line, QStringLiteral("more than %1 levels").arg(m_maxDepth));
        m_levels.push_back(Level{isMapping, {}, {}, {}});
        return base::Done{};
    }

    base::Status end(size_t line)
    {
        Level level = std::move(m_levels.back());
        m_levels.pop_back();
        return add(level.isMapping ? QJsonValue(level.object) : QJsonValue(level.array), line);
    }

    base::Status add(const QJsonValue &value, size_t line)
    {
        if (--m_nodesLeft < 0)
            return yamlError(line, QStringLiteral("too many values"));
        if (m_levels.empty()) {
            m_value = value;
            return base::Done{};
        }
        Level &level = m_levels.back();
        if (!level.isMapping) {
            level.array.append(value);
            return base::Done{};
        }
        level.object.insert(*level.key, value);
        level.key.reset();
        return base::Done{};
    }

    const int m_maxDepth;
    qsizetype m_nodesLeft;
    int m_documents = 0;
    std::vector<Level> m_levels;
    QJsonValue m_value;
};

class YamlParser
{
public:
    explicit YamlParser(const QByteArray &text)
    {
        m_isReady = yaml_parser_initialize(&m_parser) != 0;
        if (m_isReady)
            yaml_parser_set_input_string(
                &m_parser, reinterpret_cast<const unsigned char *>(text.constData()), static_cast<size_t>(text.size()));
    }
    ~YamlParser()
    {
        if (m_isReady)
            yaml_parser_delete(&m_parser);
    }
    Q_DISABLE_COPY_MOVE(YamlParser)

    base::Status feed(YamlBuilder &builder)
    {
        for (bool isOver = !m_isReady; !isOver;) {
            yaml_event_t event;
            if (yaml_parser_parse(&m_parser, &event) == 0)
                return yamlError(m_parser.problem_mark.line,
                    QString::fromUtf8(m_parser.problem != nullptr ? m_parser.problem : "not readable"));
            isOver = event.type == YAML_STREAM_END_EVENT;
            const base::Status taken = builder.take(event);
            yaml_event_delete(&event);
            if (!taken)
                return taken;
        }
        return base::Done{};
    }

private:
    yaml_parser_t m_parser{};
    bool m_isReady = false;
};

} // namespace

base::Result<QJsonValue> parseYaml(const QByteArray &text, int maxDepth, qsizetype maxNodes)
{
    YamlBuilder builder(maxDepth, maxNodes);
    YamlParser parser(text);
    if (auto fed = parser.feed(builder); !fed)
        return fed.error();
    return builder.value();
}

} // namespace server
