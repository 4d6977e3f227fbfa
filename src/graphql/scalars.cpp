#include "graphql/scalars.h"

#include "base/lenientjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <cmath>
#include <limits>

namespace graphql {

namespace {

enum class Scalar { Int, Float, String, Boolean, Id, Int64, DateTime, JsonString, Duration, Json };

Scalar scalarOf(const Type &type)
{
    static const QHash<QString, Scalar> scalars{{QStringLiteral("Int"), Scalar::Int},
        {QStringLiteral("Float"), Scalar::Float}, {QStringLiteral("String"), Scalar::String},
        {QStringLiteral("Boolean"), Scalar::Boolean}, {QStringLiteral("ID"), Scalar::Id},
        {QStringLiteral("Int64"), Scalar::Int64}, {QStringLiteral("DateTime"), Scalar::DateTime},
        {QStringLiteral("JSONString"), Scalar::JsonString}, {QStringLiteral("Duration"), Scalar::Duration}};
    return scalars.value(type.name, Scalar::Json);
}

base::Error refused(const Type &type, const char *what, const QJsonValue &json)
{
    return {base::Error::Kind::Invalid,
        QStringLiteral("%1 cannot represent %2: %3").arg(type.name, QLatin1String(what), shownJson(json))};
}

/// The exact integer that a JSON number is.
std::optional<qint64> exactInteger(const QJsonValue &json)
{
    if (!json.isDouble())
        return std::nullopt;
    const qint64 number = json.toInteger(0);
    return number != 0 || json.toDouble() == 0 ? std::optional(number) : std::nullopt;
}

bool fits32Bits(qint64 number)
{
    return number >= std::numeric_limits<qint32>::min() && number <= std::numeric_limits<qint32>::max();
}

base::Result<Value> integerFromJson(const Type &type, const QJsonValue &json, bool only32Bits)
{
    const std::optional<qint64> number = exactInteger(json);
    if (!number)
        return refused(type, "non-integer value", json);
    if (only32Bits && !fits32Bits(*number))
        return refused(type, "non 32-bit signed integer value", json);
    return Value(*number);
}

base::Result<Value> idFromJson(const Type &type, const QJsonValue &json)
{
    if (json.isString())
        return Value(json.toString());
    if (const std::optional<qint64> number = exactInteger(json))
        return Value(QString::number(*number));
    return refused(type, "a non-string and non-integer value", json);
}

base::Result<Value> dateFromJson(const Type &type, const QJsonValue &json)
{
    if (!json.isString() || !QDateTime::fromString(json.toString(), Qt::ISODateWithMs).isValid())
        return refused(type, "a value that is no ISO 8601 time", json);
    return Value(json.toString());
}

/// Literals that as JSON would look like one that is allowed.
bool isLiteralOfAnotherKind(Scalar scalar, const Literal &literal)
{
    if (scalar == Scalar::Json)
        return false;
    return literal.kind == Literal::Kind::Enum || (literal.kind == Literal::Kind::Float && scalar != Scalar::Float);
}

QJsonValue numberLiteral(const QString &digits)
{
    bool isInteger = false;
    const qint64 number = digits.toLongLong(&isInteger);
    return isInteger ? QJsonValue(number) : QJsonValue(digits.toDouble());
}

} // namespace

QString shownJson(const QJsonValue &json)
{
    QString text = QString::fromUtf8(base::writeLenientJson(json));
    if (text.size() > 100)
        text = text.left(100) + QStringLiteral("...");
    return text;
}

base::Result<Value> scalarFromJson(const Type &type, const QJsonValue &json)
{
    switch (scalarOf(type)) {
    case Scalar::Int:
        return integerFromJson(type, json, true);
    case Scalar::Int64:
    case Scalar::Duration:
        return integerFromJson(type, json, false);
    case Scalar::Float:
        if (!json.isDouble() || !std::isfinite(json.toDouble()))
            return refused(type, "non numeric value", json);
        return Value(json.toDouble());
    case Scalar::String:
    case Scalar::JsonString:
        if (!json.isString())
            return refused(type, "a non string value", json);
        return Value(json.toString());
    case Scalar::Boolean:
        if (!json.isBool())
            return refused(type, "a non boolean value", json);
        return Value(json.toBool());
    case Scalar::Id:
        return idFromJson(type, json);
    case Scalar::DateTime:
        return dateFromJson(type, json);
    case Scalar::Json:
        break;
    }
    return Value::json(json);
}

base::Result<Value> scalarFromLiteral(const Type &type, const Literal &literal, const Variables &variables)
{
    if (isLiteralOfAnotherKind(scalarOf(type), literal))
        return base::Error{base::Error::Kind::Invalid,
            QStringLiteral("%1 cannot represent value: %2").arg(type.name, literalText(literal).left(100))};
    return scalarFromJson(type, literalToJson(literal, variables));
}

base::Result<QJsonValue> scalarToJson(const Type &type, const Value &value)
{
    const QJsonValue json = value.toJson();
    const Scalar scalar = scalarOf(type);
    switch (scalar) {
    case Scalar::Int:
    case Scalar::Int64:
    case Scalar::Duration:
        return integerFromJson(type, json, scalar == Scalar::Int).map([](const Value &number) {
            return QJsonValue(number.toInt());
        });
    case Scalar::Id:
        return idFromJson(type, json).map([](const Value &id) { return QJsonValue(id.toString()); });
    case Scalar::String:
    case Scalar::JsonString:
    case Scalar::DateTime:
        return json.isString() ? base::Result<QJsonValue>(json) : refused(type, "a non string value", json);
    case Scalar::Float:
    case Scalar::Boolean:
        return scalarFromJson(type, json).map([](const Value &checked) { return checked.toJson(); });
    case Scalar::Json:
        break;
    }
    return json;
}

QJsonValue literalToJson(const Literal &literal, const Variables &variables)
{
    switch (literal.kind) {
    case Literal::Kind::Null:
        return QJsonValue::Null;
    case Literal::Kind::Int:
    case Literal::Kind::Float:
        return numberLiteral(literal.text);
    case Literal::Kind::String:
    case Literal::Kind::Enum:
        return literal.text;
    case Literal::Kind::Boolean:
        return literal.text == QLatin1String("true");
    case Literal::Kind::Variable:
        return variables.value(literal.text).toJson();
    case Literal::Kind::List: {
        QJsonArray array;
        for (const Literal &item : literal.items)
            array.append(literalToJson(item, variables));
        return array;
    }
    case Literal::Kind::Object:
        break;
    }
    QJsonObject object;
    for (std::size_t i = 0; i < literal.items.size(); ++i)
        object.insert(literal.names[static_cast<qsizetype>(i)], literalToJson(literal.items[i], variables));
    return object;
}

QString literalText(const Literal &literal)
{
    QStringList parts;
    for (std::size_t i = 0; i < literal.items.size(); ++i) {
        const QString text = literalText(literal.items[i]);
        parts.append(literal.kind == Literal::Kind::Object
                ? literal.names[static_cast<qsizetype>(i)] + QStringLiteral(": ") + text
                : text);
    }
    const QString inside = parts.join(QStringLiteral(", "));
    switch (literal.kind) {
    case Literal::Kind::Null:
        return QStringLiteral("null");
    case Literal::Kind::String:
        return QString::fromUtf8(base::writeLenientJson(literal.text));
    case Literal::Kind::Variable:
        return u'$' + literal.text;
    case Literal::Kind::List:
        return u'[' + inside + u']';
    case Literal::Kind::Object:
        return u'{' + inside + u'}';
    case Literal::Kind::Int:
    case Literal::Kind::Float:
    case Literal::Kind::Boolean:
    case Literal::Kind::Enum:
        break;
    }
    return literal.text;
}

} // namespace graphql
