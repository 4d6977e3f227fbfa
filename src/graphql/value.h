#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <concepts>
#include <map>
#include <memory>
#include <optional>
#include <typeinfo>
#include <variant>
#include <vector>

namespace graphql {

/// What goes into a resolver (coerced arguments) and what comes out of it (results). An immutable, cheaply copied
/// value; any thread. Reading accessors never fail: the wrong kind answers null, empty, zero or the given fallback.
class Value
{
public:
    using List = std::vector<Value>;
    using Fields = std::map<QString, Value>;
    enum class Kind { Null, Bool, Int, Double, String, Enum, List, Fields, Json, Object };

    Value() = default; ///< null
    Value(std::nullptr_t) { }
    Value(bool truth)
        : m_state(truth)
    { }
    template <std::integral T>
    requires(!std::same_as<T, bool>) Value(T number)
        : m_state(static_cast<qint64>(number))
    { }
    Value(double number)
        : m_state(number)
    { }
    Value(QString text)
        : m_state(std::move(text))
    { }
    Value(List items);
    Value(Fields fields);
    /// The value, or null where there is none.
    template <typename T>
    Value(const std::optional<T> &maybe)
        : Value(maybe ? Value(*maybe) : Value())
    { }
    template <typename T>
    Value(T *) = delete; // a pointer would become `true`

    /// The name of an enum's value.
    static Value enumText(QString name);
    /// JSON as it is, for scalars such as JSON; an object also serves as a result of an object type (see Resolvers).
    /// JSON's null is null.
    static Value json(QJsonValue json);
    static Value strings(const QStringList &texts);
    /// `toValue(item)` of each item of a range.
    template <typename Range, typename F>
    static Value list(const Range &range, F &&toValue)
    {
        List items;
        for (const auto &item : range)
            items.push_back(toValue(item));
        return items;
    }
    /// An object of the schema's object type `typeName`; resolvers of its fields get it back with as<T>().
    template <typename T>
    static Value object(QString typeName, std::shared_ptr<const T> payload)
    {
        return Value(Object{std::move(typeName), &typeid(T), std::move(payload)});
    }
    template <typename T>
    requires(!std::is_const_v<T>) static Value object(QString typeName, std::shared_ptr<T> payload)
    {
        return object(std::move(typeName), std::shared_ptr<const T>(std::move(payload)));
    }
    template <typename T>
    static Value object(QString typeName, T payload)
    {
        return object(std::move(typeName), std::shared_ptr<const T>(std::make_shared<T>(std::move(payload))));
    }

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(m_state.index()); }
    [[nodiscard]] bool isNull() const { return kind() == Kind::Null; }

    [[nodiscard]] bool toBool(bool fallback = false) const;
    /// Int, or a Double without a fraction.
    [[nodiscard]] qint64 toInt(qint64 fallback = 0) const;
    [[nodiscard]] double toDouble(double fallback = 0) const; ///< Double or Int
    [[nodiscard]] QString toString(const QString &fallback = {}) const; ///< String or Enum
    [[nodiscard]] QStringList toStrings() const; ///< the strings of a List
    [[nodiscard]] const List &toList() const; ///< empty unless a List; valid while this value lives
    [[nodiscard]] const Fields &toFields() const; ///< empty unless Fields
    [[nodiscard]] QJsonValue toJson() const; ///< Json as it is; other kinds converted (Object: null)

    /// For Fields (input objects, arguments): was the name given at all, if only as null?
    [[nodiscard]] bool contains(const QString &name) const { return toFields().contains(name); }
    /// For Fields: the value of that name, null if it was not given.
    const Value &operator[](const QString &name) const;
    /// The text, or nothing where null or absent.
    [[nodiscard]] std::optional<QString> text() const;
    /// The number, or nothing where null or absent.
    [[nodiscard]] std::optional<qint64> integer() const;

    /// The name of the object's type; empty unless an Object.
    [[nodiscard]] QString typeName() const;
    /// The payload if this is an Object made from a T, else nullptr. Lives as long as the value or a copy of it.
    template <typename T>
    [[nodiscard]] const T *as() const
    {
        const auto *object = std::get_if<Object>(&m_state);
        return object != nullptr && *object->type == typeid(T) ? static_cast<const T *>(object->payload.get())
                                                               : nullptr;
    }
    /// The payload shared, for resolvers that pass the parent on.
    template <typename T>
    [[nodiscard]] std::shared_ptr<const T> shared() const
    {
        return as<T>() == nullptr ? nullptr : std::static_pointer_cast<const T>(std::get_if<Object>(&m_state)->payload);
    }

    /// Same kind and content; objects compare by type name and identity of the payload.
    bool operator==(const Value &other) const;

private:
    struct EnumText
    {
        QString name;
        bool operator==(const EnumText &) const = default;
    };
    struct Object
    {
        QString typeName;
        const std::type_info *type = nullptr;
        std::shared_ptr<const void> payload;
        bool operator==(const Object &) const = default;
    };
    explicit Value(Object object)
        : m_state(std::move(object))
    { }

    std::variant<std::monostate, bool, qint64, double, QString, EnumText, std::shared_ptr<const List>,
        std::shared_ptr<const Fields>, QJsonValue, Object>
        m_state;
};

} // namespace graphql
