#include "graphql/introspection.h"

#include "graphql/scalars.h"

#include <algorithm>

namespace graphql {

namespace {

using FieldPointer = const FieldDefinition *;
using InputPointer = const InputValue *;
using EnumPointer = const EnumValue *;
using DirectivePointer = const DirectiveDefinition *;

Value typeValue(const TypeRef &type)
{
    return Value::object(QStringLiteral("__Type"), type);
}

Value typeOrNull(const Type *type)
{
    return type != nullptr ? typeValue(TypeRef(type, {})) : Value();
}

Value textOrNull(const QString &text)
{
    return text.isEmpty() ? Value() : Value(text);
}

/// Pointers to those items that are asked for, each as an object of `typeName`.
template <typename Item>
Value items(const std::vector<Item> &all, const char *typeName, const FieldContext &context)
{
    const bool withDeprecated = context.arguments[QStringLiteral("includeDeprecated")].toBool();
    Value::List list;
    for (const Item &item : all) {
        if (withDeprecated || !item.deprecationReason)
            list.push_back(Value::object(QString(QLatin1String(typeName)), &item));
    }
    return list;
}

Value kindOf(const TypeRef &type)
{
    static const QStringList names{QStringLiteral("SCALAR"), QStringLiteral("OBJECT"), QStringLiteral("INTERFACE"),
        QStringLiteral("UNION"), QStringLiteral("ENUM"), QStringLiteral("INPUT_OBJECT")};
    if (type.isNonNull())
        return Value::enumText(QStringLiteral("NON_NULL"));
    if (type.isList())
        return Value::enumText(QStringLiteral("LIST"));
    return Value::enumText(names[static_cast<int>(type.type()->kind)]);
}

/// The named type itself; nullptr for lists and non-nulls, which have no parts.
const Type *namedType(const TypeRef &type)
{
    return type.isNonNull() || type.isList() ? nullptr : type.type();
}

void addSchemaFields(Resolvers &resolvers)
{
    resolvers.addProperty<Schema>(
        QStringLiteral("__Schema.description"), [](const Schema &schema) { return textOrNull(schema.description()); });
    resolvers.addProperty<Schema>(
        QStringLiteral("__Schema.types"), [](const Schema &schema) { return Value::list(schema.types(), typeOrNull); });
    resolvers.addProperty<Schema>(
        QStringLiteral("__Schema.queryType"), [](const Schema &schema) { return typeOrNull(schema.queryType()); });
    resolvers.addProperty<Schema>(QStringLiteral("__Schema.mutationType"),
        [](const Schema &schema) { return typeOrNull(schema.mutationType()); });
    resolvers.addProperty<Schema>(QStringLiteral("__Schema.subscriptionType"),
        [](const Schema &schema) { return typeOrNull(schema.subscriptionType()); });
    resolvers.addProperty<Schema>(QStringLiteral("__Schema.directives"), [](const Schema &schema) {
        return Value::list(schema.directives(),
            [](DirectivePointer directive) { return Value::object(QStringLiteral("__Directive"), directive); });
    });
}

/// A field of __Type that only some kinds have: `read` is asked with the named type and the context.
template <typename F>
void addTypeField(Resolvers &resolvers, const char *name, F read)
{
    resolvers.add(
        QStringLiteral("__Type.") + QLatin1String(name), [read](const FieldContext &context) -> base::Result<Value> {
            const TypeRef *type = context.parentAs<TypeRef>();
            const Type *named = type != nullptr ? namedType(*type) : nullptr;
            return named != nullptr ? read(*named, context) : Value();
        });
}

void addTypeFields(Resolvers &resolvers)
{
    resolvers.addProperty<TypeRef>(QStringLiteral("__Type.kind"), kindOf);
    resolvers.addProperty<TypeRef>(QStringLiteral("__Type.ofType"),
        [](const TypeRef &type) { return namedType(type) != nullptr ? Value() : typeValue(type.inner()); });
    addTypeField(resolvers, "name", [](const Type &type, const FieldContext &) { return Value(type.name); });
    addTypeField(
        resolvers, "description", [](const Type &type, const FieldContext &) { return textOrNull(type.description); });
    addTypeField(resolvers, "specifiedByURL",
        [](const Type &type, const FieldContext &) { return textOrNull(type.specifiedByUrl); });
    addTypeField(resolvers, "fields", [](const Type &type, const FieldContext &context) {
        return type.kind == Type::Kind::Object || type.kind == Type::Kind::Interface
            ? items(type.fields, "__Field", context)
            : Value();
    });
    addTypeField(resolvers, "interfaces", [](const Type &type, const FieldContext &) {
        return type.kind == Type::Kind::Object || type.kind == Type::Kind::Interface
            ? Value::list(type.interfaceTypes, typeOrNull)
            : Value();
    });
    addTypeField(resolvers, "inputFields", [](const Type &type, const FieldContext &context) {
        return type.kind == Type::Kind::InputObject ? items(type.inputFields, "__InputValue", context) : Value();
    });
    addTypeField(resolvers, "enumValues", [](const Type &type, const FieldContext &context) {
        return type.kind == Type::Kind::Enum ? items(type.enumValues, "__EnumValue", context) : Value();
    });
    addTypeField(resolvers, "possibleTypes", [](const Type &type, const FieldContext &) {
        return type.isAbstract() ? Value::list(type.possibleTypes, typeOrNull) : Value();
    });
}

/// The fields that definitions of several kinds have alike.
template <typename Pointer>
void addDefinition(Resolvers &resolvers, const QString &type)
{
    resolvers.addProperty<Pointer>(type + QStringLiteral(".name"), [](Pointer part) { return part->name; });
    resolvers.addProperty<Pointer>(
        type + QStringLiteral(".description"), [](Pointer part) { return textOrNull(part->description); });
}

template <typename Pointer>
void addDeprecation(Resolvers &resolvers, const QString &type)
{
    resolvers.addProperty<Pointer>(
        type + QStringLiteral(".isDeprecated"), [](Pointer part) { return part->deprecationReason.has_value(); });
    resolvers.addProperty<Pointer>(
        type + QStringLiteral(".deprecationReason"), [](Pointer part) { return part->deprecationReason; });
}

template <typename Pointer>
void addArguments(Resolvers &resolvers, const QString &type)
{
    resolvers.add(type + QStringLiteral(".args"), [](const FieldContext &context) -> base::Result<Value> {
        const Pointer *part = context.parentAs<Pointer>();
        return part != nullptr ? items((*part)->arguments, "__InputValue", context) : Value();
    });
}

void addPartFields(Resolvers &resolvers)
{
    const QString field = QStringLiteral("__Field");
    addDefinition<FieldPointer>(resolvers, field);
    addDeprecation<FieldPointer>(resolvers, field);
    addArguments<FieldPointer>(resolvers, field);
    resolvers.addProperty<FieldPointer>(
        field + QStringLiteral(".type"), [](FieldPointer part) { return typeValue(part->type); });

    const QString input = QStringLiteral("__InputValue");
    addDefinition<InputPointer>(resolvers, input);
    addDeprecation<InputPointer>(resolvers, input);
    resolvers.addProperty<InputPointer>(
        input + QStringLiteral(".type"), [](InputPointer part) { return typeValue(part->type); });
    resolvers.addProperty<InputPointer>(input + QStringLiteral(".defaultValue"),
        [](InputPointer part) { return part->defaultLiteral ? Value(literalText(*part->defaultLiteral)) : Value(); });

    addDefinition<EnumPointer>(resolvers, QStringLiteral("__EnumValue"));
    addDeprecation<EnumPointer>(resolvers, QStringLiteral("__EnumValue"));

    const QString directive = QStringLiteral("__Directive");
    addDefinition<DirectivePointer>(resolvers, directive);
    addArguments<DirectivePointer>(resolvers, directive);
    resolvers.addProperty<DirectivePointer>(directive + QStringLiteral(".locations"),
        [](DirectivePointer part) { return Value::list(part->locations, &Value::enumText); });
    resolvers.addProperty<DirectivePointer>(
        directive + QStringLiteral(".isRepeatable"), [](DirectivePointer part) { return part->isRepeatable; });
}

Resolvers makeResolvers()
{
    Resolvers resolvers;
    addSchemaFields(resolvers);
    addTypeFields(resolvers);
    addPartFields(resolvers);
    return resolvers;
}

} // namespace

const Resolvers &introspectionResolvers()
{
    static const Resolvers resolvers = makeResolvers();
    return resolvers;
}

Value introspectedSchema(const Schema &schema)
{
    return Value::object(QStringLiteral("__Schema"), schema);
}

Value introspectedType(const Schema &schema, const QString &name)
{
    return typeOrNull(schema.type(name));
}

} // namespace graphql
