#pragma once

#include "base/result.h"
#include "graphql/document.h"
#include "graphql/value.h"

#include <QHash>
#include <optional>

namespace graphql {

struct Type;

/// A type with its wrappers of list and non-null, resolved against a schema. Lives as long as the schema.
class TypeRef
{
public:
    TypeRef() = default;
    TypeRef(const Type *type, std::vector<TypeNode::Wrapper> wrappers, std::size_t outermost = 0)
        : m_type(type)
        , m_wrappers(std::make_shared<const std::vector<TypeNode::Wrapper>>(std::move(wrappers)))
        , m_outermost(outermost)
    { }

    [[nodiscard]] bool isNonNull() const { return wrappedIn(TypeNode::Wrapper::NonNull); }
    [[nodiscard]] bool isList() const { return wrappedIn(TypeNode::Wrapper::List); }
    /// Without the outermost wrapper. Precondition: isNonNull() or isList().
    [[nodiscard]] TypeRef inner() const;
    /// Without an outer non-null.
    [[nodiscard]] TypeRef nullable() const { return isNonNull() ? inner() : *this; }
    /// The innermost type; nullptr only in a TypeRef that was made empty.
    [[nodiscard]] const Type *type() const { return m_type; }
    [[nodiscard]] QString toString() const;
    /// The same type with the same wrappers.
    bool operator==(const TypeRef &other) const;

private:
    [[nodiscard]] bool wrappedIn(TypeNode::Wrapper wrapper) const
    {
        return m_wrappers && m_outermost < m_wrappers->size() && (*m_wrappers)[m_outermost] == wrapper;
    }

    const Type *m_type = nullptr;
    std::shared_ptr<const std::vector<TypeNode::Wrapper>> m_wrappers;
    std::size_t m_outermost = 0;
};

/// An argument, or a field of an input object.
struct InputValue
{
    QString name;
    QString description;
    TypeNode typeNode;
    TypeRef type;
    std::optional<Literal> defaultLiteral;
    std::optional<Value> defaultValue; ///< coerced
    std::optional<QString> deprecationReason;

    [[nodiscard]] bool isRequired() const { return type.isNonNull() && !defaultLiteral; }
};

struct FieldDefinition
{
    QString name;
    QString description;
    std::vector<InputValue> arguments;
    TypeNode typeNode;
    TypeRef type;
    std::optional<QString> deprecationReason;

    [[nodiscard]] const InputValue *argument(const QString &wanted) const;
};

struct EnumValue
{
    QString name;
    QString description;
    std::optional<QString> deprecationReason;
};

/// A named type of a schema.
struct Type
{
    enum class Kind { Scalar, Object, Interface, Union, Enum, InputObject };
    Kind kind = Kind::Scalar;
    QString name;
    QString description;
    std::vector<FieldDefinition> fields; ///< of Object and Interface, in the order of the text
    std::vector<InputValue> inputFields; ///< of InputObject
    std::vector<EnumValue> enumValues;
    QStringList interfaces; ///< that an Object or Interface implements
    std::vector<const Type *> interfaceTypes; ///< the same, resolved
    QStringList members; ///< of a Union
    std::vector<const Type *> possibleTypes; ///< objects that an Interface or Union may be, sorted by name
    QString specifiedByUrl; ///< of a Scalar

    [[nodiscard]] const FieldDefinition *field(const QString &wanted) const;
    [[nodiscard]] const InputValue *inputField(const QString &wanted) const;
    [[nodiscard]] const EnumValue *enumValue(const QString &wanted) const;
    [[nodiscard]] bool isLeaf() const { return kind == Kind::Scalar || kind == Kind::Enum; }
    [[nodiscard]] bool isComposite() const
    {
        return kind == Kind::Object || kind == Kind::Interface || kind == Kind::Union;
    }
    [[nodiscard]] bool isAbstract() const { return kind == Kind::Interface || kind == Kind::Union; }
    [[nodiscard]] bool isInput() const { return isLeaf() || kind == Kind::InputObject; }

    QHash<QString, std::size_t> fieldIndex; ///< of `fields`, by name
};

struct DirectiveDefinition
{
    QString name; ///< without @
    QString description;
    std::vector<InputValue> arguments;
    QStringList locations; ///< FIELD, QUERY, ...
    bool isRepeatable = false;
};

/// A type system, made from its text in the schema definition language. Immutable, cheap to copy, any thread.
class Schema
{
public:
    /// Reads types, interfaces, unions, enums, inputs, scalars, directives, descriptions, defaults, `schema { }` and
    /// `extend`. The scalars Int, Float, String, Boolean, ID, the standard directives and the introspection types are
    /// always there. Kind::Invalid with line and column or the names concerned when the text is no valid schema.
    static base::Result<Schema> parse(const QString &sdl);

    [[nodiscard]] const Type *type(const QString &name) const; ///< nullptr if there is none
    [[nodiscard]] const Type *queryType() const; ///< never null
    [[nodiscard]] const Type *mutationType() const; ///< nullptr if the schema has none
    [[nodiscard]] const Type *subscriptionType() const; ///< nullptr if the schema has none
    [[nodiscard]] const Type *rootType(Operation::Kind kind) const;
    [[nodiscard]] std::vector<const Type *> types() const; ///< sorted by name
    [[nodiscard]] const DirectiveDefinition *directive(const QString &name) const;
    [[nodiscard]] std::vector<const DirectiveDefinition *> directives() const; ///< sorted by name
    [[nodiscard]] QString description() const;

    /// A field as a selection may ask for it: also __typename, and __schema and __type at the query root.
    [[nodiscard]] const FieldDefinition *field(const Type &parent, const QString &name) const;
    /// May an object of `possible` stand where `type` is expected?
    [[nodiscard]] bool isPossible(const Type &type, const Type &possible) const;
    /// Is there an object type that is both?
    [[nodiscard]] bool overlap(const Type &a, const Type &b) const;
    /// Resolves a written type; a TypeRef without type if the name is unknown.
    [[nodiscard]] TypeRef resolve(const TypeNode &node) const;

    struct Tables; ///< defined in schematables.h, for this library
private:
    explicit Schema(std::shared_ptr<const Tables> tables)
        : m_tables(std::move(tables))
    { }
    std::shared_ptr<const Tables> m_tables;
};

} // namespace graphql
