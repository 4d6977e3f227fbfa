#include "graphql/coerce.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

namespace graphql {

namespace {

constexpr int maxInputDepth = 32;

} // namespace

Value LiteralCoercion::fail(const Literal &literal, const QString &message)
{
    m_errors.append({message, {literal.location}, {}, QLatin1String(code::validation)});
    return {};
}

bool LiteralCoercion::isAbsentVariable(const Literal &literal) const
{
    return m_variables != nullptr && literal.kind == Literal::Kind::Variable && !m_variables->contains(literal.text);
}

Value LiteralCoercion::coerce(const TypeRef &type, const Literal &literal)
{
    // Only the default values of a schema can nest without end; a document's nesting is bounded by its reader.
    if (m_depth > 2 * maxInputDepth)
        return fail(literal, QStringLiteral("Too deeply nested."));
    ++m_depth;
    Value value;
    if (literal.kind == Literal::Kind::Variable)
        value = variable(type, literal);
    else if (literal.kind == Literal::Kind::Null && type.isNonNull())
        value = fail(literal, QStringLiteral("Expected value of type \"%1\", found null.").arg(type.toString()));
    else if (literal.kind != Literal::Kind::Null)
        value = coerceNonNull(type.nullable(), literal);
    --m_depth;
    return value;
}

Value LiteralCoercion::variable(const TypeRef &type, const Literal &literal)
{
    if (m_variables == nullptr)
        return {};
    const Value value = m_variables->value(literal.text);
    if (value.isNull() && type.isNonNull())
        return fail(literal,
            QStringLiteral("Variable \"$%1\" must not be null where type \"%2\" is expected.")
                .arg(literal.text, type.toString()));
    return value;
}

Value LiteralCoercion::coerceNonNull(const TypeRef &type, const Literal &literal)
{
    if (type.isList())
        return list(type, literal);
    const Type &named = *type.type();
    if (named.kind == Type::Kind::InputObject)
        return object(named, literal);
    if (named.kind == Type::Kind::Enum)
        return enumValue(named, literal);
    base::Result<Value> value = scalarFromLiteral(named, literal, m_variables != nullptr ? *m_variables : Variables());
    return value.ok() ? std::move(value).value() : fail(literal, value.error().detail);
}

Value LiteralCoercion::list(const TypeRef &type, const Literal &literal)
{
    Value::List items;
    if (literal.kind == Literal::Kind::List) {
        for (const Literal &item : literal.items)
            items.push_back(coerce(type.inner(), item));
    } else {
        items.push_back(coerce(type.inner(), literal));
    }
    return items;
}

Value LiteralCoercion::enumValue(const Type &type, const Literal &literal)
{
    if (literal.kind != Literal::Kind::Enum)
        return fail(literal,
            QStringLiteral("Enum \"%1\" cannot represent non-enum value: %2.")
                .arg(type.name, literalText(literal).left(100)));
    if (type.enumValue(literal.text) == nullptr)
        return fail(
            literal, QStringLiteral("Value \"%1\" does not exist in \"%2\" enum.").arg(literal.text, type.name));
    return Value::enumText(literal.text);
}

Value LiteralCoercion::object(const Type &type, const Literal &literal)
{
    if (literal.kind != Literal::Kind::Object)
        return fail(literal,
            QStringLiteral("Expected value of type \"%1\", found %2.").arg(type.name, literalText(literal).left(100)));
    for (const QString &name : literal.names) {
        if (type.inputField(name) == nullptr)
            fail(literal, QStringLiteral("Field \"%1\" is not defined by type \"%2\".").arg(name, type.name));
        if (literal.names.count(name) > 1 && m_variables == nullptr)
            return fail(literal, QStringLiteral("There can be only one input field named \"%1\".").arg(name));
    }
    Value::Fields fields;
    for (const InputValue &field : type.inputFields) {
        const qsizetype index = literal.names.indexOf(field.name);
        const Literal *given = index >= 0 ? &literal.items[static_cast<std::size_t>(index)] : nullptr;
        if (given != nullptr && !isAbsentVariable(*given))
            fields.emplace(field.name, coerce(field.type, *given));
        else if (field.defaultValue)
            fields.emplace(field.name, *field.defaultValue);
        else if (field.defaultLiteral && m_errors.isEmpty())
            fields.emplace(field.name, coerce(field.type, *field.defaultLiteral));
        else if (field.isRequired())
            fail(literal,
                QStringLiteral("Field \"%1.%2\" of required type \"%3\" was not provided.")
                    .arg(type.name, field.name, field.type.toString()));
    }
    return fields;
}

namespace {

/// Values from a request's JSON (section 3.5 to 3.12, "input coercion").
class JsonCoercion
{
public:
    Value coerce(const TypeRef &type, const QJsonValue &json, const QString &path);
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

private:
    Value coerceNonNull(const TypeRef &type, const QJsonValue &json, const QString &path);
    Value list(const TypeRef &type, const QJsonValue &json, const QString &path);
    Value object(const Type &type, const QJsonValue &json, const QString &path);
    Value enumValue(const Type &type, const QJsonValue &json, const QString &path);
    Value fail(const QString &path, const QString &what);

    QStringList m_problems;
    int m_depth = 0;
};

Value JsonCoercion::fail(const QString &path, const QString &what)
{
    if (m_problems.size() < 20)
        m_problems.append(path.isEmpty() ? what : QStringLiteral("at \"%1\": %2").arg(path, what));
    return {};
}

Value JsonCoercion::coerce(const TypeRef &type, const QJsonValue &json, const QString &path)
{
    if (json.isNull() || json.isUndefined()) {
        if (type.isNonNull())
            return fail(path, QStringLiteral("Expected non-nullable type \"%1\" not to be null.").arg(type.toString()));
        return {};
    }
    if (m_depth >= maxInputDepth)
        return fail(path, QStringLiteral("Too deeply nested."));
    ++m_depth;
    Value value = coerceNonNull(type.nullable(), json, path);
    --m_depth;
    return value;
}

Value JsonCoercion::coerceNonNull(const TypeRef &type, const QJsonValue &json, const QString &path)
{
    if (type.isList())
        return list(type, json, path);
    const Type &named = *type.type();
    if (named.kind == Type::Kind::InputObject)
        return object(named, json, path);
    if (named.kind == Type::Kind::Enum)
        return enumValue(named, json, path);
    base::Result<Value> value = scalarFromJson(named, json);
    return value.ok() ? std::move(value).value() : fail(path, value.error().detail);
}

Value JsonCoercion::list(const TypeRef &type, const QJsonValue &json, const QString &path)
{
    Value::List items;
    if (!json.isArray()) {
        items.push_back(coerce(type.inner(), json, path));
        return items;
    }
    const QJsonArray array = json.toArray();
    for (const auto &item : array)
        items.push_back(coerce(type.inner(), item, QStringLiteral("%1[%2]").arg(path).arg(items.size())));
    return items;
}

Value JsonCoercion::enumValue(const Type &type, const QJsonValue &json, const QString &path)
{
    if (!json.isString())
        return fail(
            path, QStringLiteral("Enum \"%1\" cannot represent non-string value: %2.").arg(type.name, shownJson(json)));
    if (type.enumValue(json.toString()) == nullptr)
        return fail(path,
            QStringLiteral("Value \"%1\" does not exist in \"%2\" enum.").arg(json.toString().left(100), type.name));
    return Value::enumText(json.toString());
}

Value JsonCoercion::object(const Type &type, const QJsonValue &json, const QString &path)
{
    if (!json.isObject())
        return fail(path, QStringLiteral("Expected type \"%1\" to be an object.").arg(type.name));
    const QJsonObject given = json.toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (type.inputField(it.key()) == nullptr)
            fail(
                path, QStringLiteral("Field \"%1\" is not defined by type \"%2\".").arg(it.key().left(100), type.name));
    }
    Value::Fields fields;
    for (const InputValue &field : type.inputFields) {
        const QJsonValue value = given.value(field.name);
        if (!value.isUndefined())
            fields.emplace(field.name, coerce(field.type, value, path + u'.' + field.name));
        else if (field.defaultValue)
            fields.emplace(field.name, *field.defaultValue);
        else if (field.isRequired())
            fail(path,
                QStringLiteral("Field \"%1\" of required type \"%2\" was not provided.")
                    .arg(field.name, field.type.toString()));
    }
    return fields;
}

QueryError inputError(const VariableNode &variable, const QString &message)
{
    return {message, {variable.location}, {}, QLatin1String(code::input)};
}

} // namespace

CoercedVariables coerceVariables(const Schema &schema, const Operation &operation, const QJsonObject &given)
{
    CoercedVariables result;
    for (const VariableNode &variable : operation.variables) {
        const TypeRef type = schema.resolve(variable.type);
        if (type.type() == nullptr)
            continue;
        const QJsonValue json = given.value(variable.name);
        if (json.isUndefined() && variable.hasDefault) {
            LiteralCoercion literals(nullptr);
            result.values.insert(variable.name, literals.coerce(type, variable.defaultValue));
        } else if (json.isUndefined() && type.isNonNull()) {
            result.errors.append(inputError(variable,
                QStringLiteral("Variable \"$%1\" of required type \"%2\" was not provided.")
                    .arg(variable.name, type.toString())));
        } else if (json.isNull() && type.isNonNull()) {
            result.errors.append(inputError(variable,
                QStringLiteral("Variable \"$%1\" of non-null type \"%2\" must not be null.")
                    .arg(variable.name, type.toString())));
        } else if (!json.isUndefined()) {
            JsonCoercion coercion;
            result.values.insert(variable.name, coercion.coerce(type, json, {}));
            for (const QString &problem : coercion.problems())
                result.errors.append(inputError(variable,
                    QStringLiteral("Variable \"$%1\" got invalid value %2; %3")
                        .arg(variable.name, shownJson(json), problem)));
        }
    }
    return result;
}

CoercedArguments coerceArguments(const std::vector<InputValue> &definitions, const std::vector<ArgumentNode> &given,
    const Location &location, const Variables &variables)
{
    LiteralCoercion coercion(&variables);
    Value::Fields values;
    QList<QueryError> errors;
    for (const InputValue &definition : definitions) {
        const auto node = std::find_if(
            given.begin(), given.end(), [&](const ArgumentNode &argument) { return argument.name == definition.name; });
        const bool isGiven = node != given.end()
            && (node->value.kind != Literal::Kind::Variable || variables.contains(node->value.text));
        if (isGiven)
            values.emplace(definition.name, coercion.coerce(definition.type, node->value));
        else if (definition.defaultValue)
            values.emplace(definition.name, *definition.defaultValue);
        else if (definition.isRequired())
            errors.append({QStringLiteral("Argument \"%1\" of required type \"%2\" was not provided.")
                               .arg(definition.name, definition.type.toString()),
                {location}, {}, QLatin1String(code::input)});
    }
    return {std::move(values), errors + coercion.errors()};
}

} // namespace graphql
