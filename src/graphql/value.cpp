#include "graphql/value.h"

#include <QJsonArray>
#include <QJsonObject>
#include <cmath>

namespace graphql {

Value::Value(List items)
    : m_state(std::make_shared<const List>(std::move(items)))
{ }

Value::Value(Fields fields)
    : m_state(std::make_shared<const Fields>(std::move(fields)))
{ }

Value Value::enumText(QString name)
{
    Value value;
    value.m_state = EnumText{std::move(name)};
    return value;
}

Value Value::json(QJsonValue json)
{
    Value value;
    if (!json.isNull() && !json.isUndefined())
        value.m_state = std::move(json);
    return value;
}

Value Value::strings(const QStringList &texts)
{
    return list(texts, [](const QString &text) { return Value(text); });
}

bool Value::toBool(bool fallback) const
{
    const bool *truth = std::get_if<bool>(&m_state);
    return truth != nullptr ? *truth : fallback;
}

qint64 Value::toInt(qint64 fallback) const
{
    if (const auto *number = std::get_if<qint64>(&m_state))
        return *number;
    // Beyond 2^53 a double does not tell which integer was meant.
    if (const auto *number = std::get_if<double>(&m_state);
        number != nullptr && std::abs(*number) <= 9007199254740992.0 && std::trunc(*number) == *number)
        return static_cast<qint64>(*number);
    return fallback;
}

double Value::toDouble(double fallback) const
{
    if (const auto *number = std::get_if<double>(&m_state))
        return *number;
    const auto *integer = std::get_if<qint64>(&m_state);
    return integer != nullptr ? static_cast<double>(*integer) : fallback;
}

QString Value::toString(const QString &fallback) const
{
    if (const auto *text = std::get_if<QString>(&m_state))
        return *text;
    const auto *name = std::get_if<EnumText>(&m_state);
    return name != nullptr ? name->name : fallback;
}

QStringList Value::toStrings() const
{
    QStringList texts;
    for (const Value &item : toList()) {
        if (item.kind() == Kind::String || item.kind() == Kind::Enum)
            texts.append(item.toString());
    }
    return texts;
}

const Value::List &Value::toList() const
{
    static const List none;
    const auto *items = std::get_if<std::shared_ptr<const List>>(&m_state);
    return items != nullptr ? **items : none;
}

const Value::Fields &Value::toFields() const
{
    static const Fields none;
    const auto *fields = std::get_if<std::shared_ptr<const Fields>>(&m_state);
    return fields != nullptr ? **fields : none;
}

QJsonValue Value::toJson() const
{
    switch (kind()) {
    case Kind::Bool:
        return toBool();
    case Kind::Int:
        return toInt();
    case Kind::Double:
        return toDouble();
    case Kind::String:
    case Kind::Enum:
        return toString();
    case Kind::Json:
        return std::get<QJsonValue>(m_state);
    case Kind::List: {
        QJsonArray array;
        for (const Value &item : toList())
            array.append(item.toJson());
        return array;
    }
    case Kind::Fields: {
        QJsonObject object;
        for (const auto &[name, value] : toFields())
            object.insert(name, value.toJson());
        return object;
    }
    case Kind::Null:
    case Kind::Object:
        break;
    }
    return QJsonValue::Null;
}

const Value &Value::operator[](const QString &name) const
{
    static const Value null;
    const Fields &fields = toFields();
    const auto found = fields.find(name);
    return found != fields.end() ? found->second : null;
}

std::optional<QString> Value::text() const
{
    return kind() == Kind::String || kind() == Kind::Enum ? std::optional(toString()) : std::nullopt;
}

std::optional<qint64> Value::integer() const
{
    return kind() == Kind::Int ? std::optional(toInt()) : std::nullopt;
}

QString Value::typeName() const
{
    const auto *object = std::get_if<Object>(&m_state);
    return object != nullptr ? object->typeName : QString();
}

bool Value::operator==(const Value &other) const
{
    if (kind() == Kind::List && other.kind() == Kind::List)
        return toList() == other.toList();
    if (kind() == Kind::Fields && other.kind() == Kind::Fields)
        return toFields() == other.toFields();
    return m_state == other.m_state;
}

} // namespace graphql
