#include "graphql/schemareader.h"

#include <limits>

namespace graphql {

namespace {

const Literal *argumentOf(
    const std::vector<DirectiveNode> &directives, const char *directiveName, const char *argumentName)
{
    for (const DirectiveNode &directive : directives) {
        if (directive.name != QLatin1String(directiveName))
            continue;
        for (const ArgumentNode &argument : directive.arguments) {
            if (argument.name == QLatin1String(argumentName))
                return &argument.value;
        }
    }
    return nullptr;
}

std::optional<QString> deprecation(const std::vector<DirectiveNode> &directives)
{
    for (const DirectiveNode &directive : directives) {
        if (directive.name == QLatin1String("deprecated")) {
            const Literal *reason = argumentOf(directives, "deprecated", "reason");
            return reason != nullptr ? reason->text : QStringLiteral("No longer supported");
        }
    }
    return std::nullopt;
}

} // namespace

SchemaReader::SchemaReader(const QString &sdl)
    : m_syntax(sdl, std::numeric_limits<int>::max())
{ }

base::Result<SchemaText> SchemaReader::read()
{
    do {
        definition();
    } while (!m_syntax.atEnd());
    if (!m_syntax.failed())
        return std::move(m_text);
    const QueryError &error = m_syntax.error();
    return base::Error{base::Error::Kind::Invalid,
        QStringLiteral("%1:%2: %3")
            .arg(error.locations.first().line)
            .arg(error.locations.first().column)
            .arg(error.message)};
}

void SchemaReader::definition()
{
    const QString text = description();
    const bool isExtension = m_syntax.skipWord("extend");
    if (m_syntax.atWord("schema")) {
        if (!text.isEmpty())
            m_text.description = text;
        m_text.hasSchemaDefinition = m_text.hasSchemaDefinition || !isExtension;
        schemaDefinition();
    } else if (m_syntax.atWord("directive") && !isExtension) {
        directiveDefinition(text);
    } else {
        typeDefinition(text, isExtension);
    }
}

QString SchemaReader::description()
{
    return m_syntax.atString() ? m_syntax.string() : QString();
}

void SchemaReader::schemaDefinition()
{
    m_syntax.expectWord("schema");
    m_syntax.directives(true);
    if (!m_syntax.skip("{"))
        return;
    do {
        const QString operation = m_syntax.name();
        m_syntax.expect(":");
        m_text.roots[operation] = m_syntax.name();
    } while (!m_syntax.at("}") && !m_syntax.atEnd());
    m_syntax.expect("}");
}

void SchemaReader::directiveDefinition(const QString &description)
{
    DirectiveDefinition directive;
    directive.description = description;
    m_syntax.expectWord("directive");
    m_syntax.expect("@");
    directive.name = m_syntax.name();
    directive.arguments = inputValues("(", ")");
    directive.isRepeatable = m_syntax.skipWord("repeatable");
    m_syntax.expectWord("on");
    directive.locations = names("|");
    m_text.directives.push_back(std::move(directive));
}

Type::Kind SchemaReader::typeKind()
{
    static constexpr std::pair<const char *, Type::Kind> words[] = {{"scalar", Type::Kind::Scalar},
        {"type", Type::Kind::Object}, {"interface", Type::Kind::Interface}, {"union", Type::Kind::Union},
        {"enum", Type::Kind::Enum}, {"input", Type::Kind::InputObject}};
    for (const auto &[word, kind] : words) {
        if (m_syntax.skipWord(word))
            return kind;
    }
    m_syntax.unexpected();
    return Type::Kind::Scalar;
}

void SchemaReader::typeDefinition(const QString &description, bool isExtension)
{
    SchemaText::TypeText text;
    text.isExtension = isExtension;
    text.location = m_syntax.location();
    Type &type = text.type;
    type.kind = typeKind();
    type.description = description;
    type.name = m_syntax.name();
    if (type.kind == Type::Kind::Object || type.kind == Type::Kind::Interface)
        type.interfaces = interfaces();
    const std::vector<DirectiveNode> directives = m_syntax.directives(true);
    if (const Literal *url = argumentOf(directives, "specifiedBy", "url"))
        type.specifiedByUrl = url->text;
    if (type.kind == Type::Kind::Object || type.kind == Type::Kind::Interface)
        type.fields = fields();
    else if (type.kind == Type::Kind::InputObject)
        type.inputFields = inputValues("{", "}");
    else if (type.kind == Type::Kind::Enum)
        type.enumValues = enumValues();
    else if (type.kind == Type::Kind::Union && m_syntax.skip("="))
        type.members = names("|");
    m_text.types.push_back(std::move(text));
}

QStringList SchemaReader::interfaces()
{
    return m_syntax.skipWord("implements") ? names("&") : QStringList();
}

/// Names with a separator between them, and perhaps one before the first.
QStringList SchemaReader::names(const char *separator)
{
    QStringList names;
    m_syntax.skip(separator);
    do {
        names.append(m_syntax.name());
    } while (m_syntax.skip(separator));
    return names;
}

std::vector<FieldDefinition> SchemaReader::fields()
{
    std::vector<FieldDefinition> fields;
    if (!m_syntax.skip("{"))
        return fields;
    do {
        FieldDefinition field;
        field.description = description();
        field.name = m_syntax.name();
        field.arguments = inputValues("(", ")");
        m_syntax.expect(":");
        field.typeNode = m_syntax.type();
        field.deprecationReason = deprecation(m_syntax.directives(true));
        fields.push_back(std::move(field));
    } while (!m_syntax.at("}") && !m_syntax.atEnd());
    m_syntax.expect("}");
    return fields;
}

std::vector<InputValue> SchemaReader::inputValues(const char *open, const char *close)
{
    std::vector<InputValue> values;
    if (!m_syntax.skip(open))
        return values;
    do {
        values.push_back(inputValue());
    } while (!m_syntax.at(close) && !m_syntax.atEnd());
    m_syntax.expect(close);
    return values;
}

InputValue SchemaReader::inputValue()
{
    InputValue value;
    value.description = description();
    value.name = m_syntax.name();
    m_syntax.expect(":");
    value.typeNode = m_syntax.type();
    if (m_syntax.skip("="))
        value.defaultLiteral = m_syntax.literal(true);
    value.deprecationReason = deprecation(m_syntax.directives(true));
    return value;
}

std::vector<EnumValue> SchemaReader::enumValues()
{
    std::vector<EnumValue> values;
    if (!m_syntax.skip("{"))
        return values;
    do {
        EnumValue value;
        value.description = description();
        value.name = m_syntax.name();
        value.deprecationReason = deprecation(m_syntax.directives(true));
        values.push_back(std::move(value));
    } while (!m_syntax.at("}") && !m_syntax.atEnd());
    m_syntax.expect("}");
    return values;
}

} // namespace graphql
