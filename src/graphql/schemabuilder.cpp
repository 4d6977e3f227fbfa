#include "graphql/schemabuilder.h"

#include "graphql/coerce.h"

#include <algorithm>

namespace graphql {

namespace {

template <typename Items>
QStringList namesOf(const Items &items)
{
    QStringList names;
    for (const auto &item : items)
        names.append(item.name);
    return names;
}

template <typename T>
void append(std::vector<T> &items, const std::vector<T> &more)
{
    items.insert(items.end(), more.begin(), more.end());
}

} // namespace

SchemaBuilder::SchemaBuilder()
    : m_tables(std::make_shared<Schema::Tables>())
{ }

void SchemaBuilder::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

Type *SchemaBuilder::find(const QString &name) const
{
    const auto found = m_tables->types.find(name);
    return found != m_tables->types.end() ? found->second.get() : nullptr;
}

void SchemaBuilder::add(SchemaText text, bool isPrelude)
{
    for (SchemaText::TypeText &type : text.types)
        addType(std::move(type), isPrelude);
    for (DirectiveDefinition &directive : text.directives) {
        checkNames(namesOf(directive.arguments), u'@' + directive.name);
        const QString name = directive.name;
        // A schema may define the standard directives once more; then its wording counts.
        m_tables->directives[name] = std::move(directive);
    }
    for (const auto &[operation, type] : text.roots)
        m_roots[operation] = type;
    m_hasSchemaDefinition = m_hasSchemaDefinition || text.hasSchemaDefinition;
    if (!text.description.isEmpty())
        m_tables->description = text.description;
}

void SchemaBuilder::addType(SchemaText::TypeText text, bool isPrelude)
{
    const QString name = text.type.name;
    if (!isPrelude && name.startsWith(QLatin1String("__")))
        return fail(QStringLiteral("Name \"%1\" must not begin with \"__\".").arg(name));
    if (text.isExtension) {
        m_extensions.push_back(std::move(text));
        return;
    }
    const Type *known = find(name);
    if (known != nullptr && (known->kind != Type::Kind::Scalar || text.type.kind != Type::Kind::Scalar))
        return fail(QStringLiteral("There can be only one type named \"%1\".").arg(name));
    m_tables->types[name] = std::make_unique<Type>(std::move(text.type));
}

void SchemaBuilder::extend(const SchemaText::TypeText &text)
{
    Type *type = find(text.type.name);
    if (type == nullptr)
        return fail(QStringLiteral("Cannot extend type \"%1\" because it is not defined.").arg(text.type.name));
    if (type->kind != text.type.kind)
        return fail(QStringLiteral("Cannot extend type \"%1\" as another kind of type.").arg(text.type.name));
    append(type->fields, text.type.fields);
    append(type->inputFields, text.type.inputFields);
    append(type->enumValues, text.type.enumValues);
    type->interfaces += text.type.interfaces;
    type->members += text.type.members;
    if (!text.type.specifiedByUrl.isEmpty())
        type->specifiedByUrl = text.type.specifiedByUrl;
}

bool SchemaBuilder::finish()
{
    for (const SchemaText::TypeText &extension : m_extensions)
        extend(extension);
    for (const auto &[name, type] : m_tables->types) {
        m_tables->typeIndex.insert(name, type.get());
        checkContent(*type);
        link(*type);
    }
    for (auto &[name, directive] : m_tables->directives) {
        for (InputValue &argument : directive.arguments)
            link(argument, u'@' + name);
    }
    setRoots();
    if (m_problem.isEmpty())
        linkPossibleTypes();
    if (m_problem.isEmpty())
        coerceDefaults();
    if (m_problem.isEmpty())
        setMetaFields();
    return m_problem.isEmpty();
}

TypeRef SchemaBuilder::resolve(const TypeNode &node, const QString &place)
{
    const Type *type = find(node.name);
    if (type == nullptr)
        fail(QStringLiteral("Unknown type \"%1\" of %2.").arg(node.name, place));
    return {type, node.wrappers};
}

void SchemaBuilder::link(Type &type)
{
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        link(type.fields[i], type.name + u'.' + type.fields[i].name);
        type.fieldIndex.insert(type.fields[i].name, i);
    }
    for (InputValue &field : type.inputFields)
        link(field, type.name + u'.' + field.name);
}

void SchemaBuilder::link(InputValue &value, const QString &place)
{
    value.type = resolve(value.typeNode, place);
    if (value.type.type() != nullptr && !value.type.type()->isInput())
        fail(QStringLiteral("The type of %1 must be an input type, not \"%2\".").arg(place, value.type.toString()));
}

void SchemaBuilder::link(FieldDefinition &field, const QString &place)
{
    field.type = resolve(field.typeNode, place);
    if (field.type.type() != nullptr && field.type.type()->kind == Type::Kind::InputObject)
        fail(QStringLiteral("The type of %1 must be an output type, not \"%2\".").arg(place, field.type.toString()));
    checkNames(namesOf(field.arguments), place);
    for (InputValue &argument : field.arguments)
        link(argument, place + u'(' + argument.name + u')');
}

void SchemaBuilder::checkNames(const QStringList &names, const QString &place)
{
    QStringList sorted = names;
    sorted.sort();
    const auto twice = std::adjacent_find(sorted.cbegin(), sorted.cend());
    if (twice != sorted.cend())
        fail(QStringLiteral("%1 has more than one \"%2\".").arg(place, *twice));
    for (const QString &name : names) {
        if (name.startsWith(QLatin1String("__")))
            fail(QStringLiteral("Name \"%1\" of %2 must not begin with \"__\".").arg(name, place));
    }
}

void SchemaBuilder::checkContent(const Type &type)
{
    const QStringList parts =
        namesOf(type.fields) + namesOf(type.inputFields) + namesOf(type.enumValues) + type.members;
    if (parts.isEmpty() && type.kind != Type::Kind::Scalar)
        fail(QStringLiteral("Type \"%1\" must define at least one part.").arg(type.name));
    if (!type.name.startsWith(QLatin1String("__")))
        checkNames(parts, type.name);
    checkNames(type.interfaces, type.name);
    for (const QString &word : {QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("null")}) {
        if (type.kind == Type::Kind::Enum && type.enumValue(word) != nullptr)
            fail(QStringLiteral("Enum \"%1\" cannot have a value named \"%2\".").arg(type.name, word));
    }
}

void SchemaBuilder::linkPossibleTypes()
{
    for (const auto &[name, type] : m_tables->types) {
        for (const QString &member : std::as_const(type->members)) {
            const Type *object = find(member);
            if (object == nullptr || object->kind != Type::Kind::Object)
                return fail(
                    QStringLiteral("Union \"%1\" can only include object types, not \"%2\".").arg(name, member));
            type->possibleTypes.push_back(object);
        }
        checkInterfaces(*type);
        for (const QString &interface : std::as_const(type->interfaces)) {
            if (!m_problem.isEmpty())
                return;
            type->interfaceTypes.push_back(find(interface));
            if (type->kind == Type::Kind::Object)
                find(interface)->possibleTypes.push_back(type.get());
        }
    }
    for (const auto &[name, type] : m_tables->types)
        std::sort(type->possibleTypes.begin(), type->possibleTypes.end(),
            [](const Type *a, const Type *b) { return a->name < b->name; });
}

void SchemaBuilder::checkInterfaces(const Type &type)
{
    for (const QString &name : type.interfaces) {
        const Type *interface = find(name);
        if (interface == nullptr || interface->kind != Type::Kind::Interface || interface == &type)
            return fail(
                QStringLiteral("Type \"%1\" must only implement interface types, not \"%2\".").arg(type.name, name));
        for (const QString &further : interface->interfaces) {
            if (!type.interfaces.contains(further))
                fail(QStringLiteral("Type \"%1\" must implement \"%2\" because \"%3\" does.")
                         .arg(type.name, further, name));
        }
        checkImplements(type, *interface);
    }
}

void SchemaBuilder::checkImplements(const Type &type, const Type &interface)
{
    for (const FieldDefinition &expected : interface.fields) {
        const FieldDefinition *field = type.field(expected.name);
        const QString place = interface.name + u'.' + expected.name;
        if (field == nullptr)
            return fail(
                QStringLiteral("Interface field %1 expected but %2 does not provide it.").arg(place, type.name));
        if (!isSubtype(field->type, expected.type))
            fail(QStringLiteral("Interface field %1 expects type %2 but %3.%4 is type %5.")
                     .arg(place, expected.type.toString(), type.name, field->name, field->type.toString()));
        for (const InputValue &argument : expected.arguments) {
            const InputValue *own = field->argument(argument.name);
            if (own == nullptr || !(own->type == argument.type))
                fail(QStringLiteral("Interface field argument %1(%2) is not provided alike by %3.")
                         .arg(place, argument.name, type.name));
        }
        for (const InputValue &argument : field->arguments) {
            if (argument.isRequired() && expected.argument(argument.name) == nullptr)
                fail(QStringLiteral("Argument %1.%2(%3) must not be required because %4 does not have it.")
                         .arg(type.name, field->name, argument.name, place));
        }
    }
}

bool SchemaBuilder::isSubtype(const TypeRef &sub, const TypeRef &super) const
{
    if (sub == super)
        return true;
    if (super.isNonNull())
        return sub.isNonNull() && isSubtype(sub.inner(), super.inner());
    if (sub.isNonNull())
        return isSubtype(sub.inner(), super);
    if (super.isList() || sub.isList())
        return super.isList() && sub.isList() && isSubtype(sub.inner(), super.inner());
    const Type *a = sub.type();
    const Type *b = super.type();
    return a != nullptr && b != nullptr && (a == b || a->interfaces.contains(b->name) || b->members.contains(a->name));
}

void SchemaBuilder::setRoots()
{
    const auto root = [this](const char *operation, const char *usual) -> const Type * {
        const auto named = m_roots.find(QLatin1String(operation));
        if (named == m_roots.end() && m_hasSchemaDefinition)
            return nullptr;
        const QString name = named != m_roots.end() ? named->second : QString(QLatin1String(usual));
        const Type *type = find(name);
        if (named != m_roots.end() && (type == nullptr || type->kind != Type::Kind::Object))
            fail(QStringLiteral("The root type \"%1\" must be an object type.").arg(name));
        return type != nullptr && type->kind == Type::Kind::Object ? type : nullptr;
    };
    m_tables->query = root("query", "Query");
    m_tables->mutation = root("mutation", "Mutation");
    m_tables->subscription = root("subscription", "Subscription");
    if (m_tables->query == nullptr)
        fail(QStringLiteral("Query root type must be provided."));
}

void SchemaBuilder::setMetaFields()
{
    const auto field = [this](const char *name, const char *type, bool isNonNull) {
        FieldDefinition made;
        made.name = QLatin1String(name);
        made.typeNode.name = QLatin1String(type);
        if (isNonNull)
            made.typeNode.wrappers = {TypeNode::Wrapper::NonNull};
        made.type = resolve(made.typeNode, made.name);
        return made;
    };
    m_tables->typenameField = field("__typename", "String", true);
    m_tables->schemaField = field("__schema", "__Schema", true);
    m_tables->typeField = field("__type", "__Type", false);
    InputValue name;
    name.name = QStringLiteral("name");
    name.typeNode = m_tables->typenameField.typeNode;
    name.type = m_tables->typenameField.type;
    m_tables->typeField.arguments.push_back(name);
}

void SchemaBuilder::coerceDefaults()
{
    for (const auto &[typeName, type] : m_tables->types) {
        for (InputValue &value : type->inputFields)
            coerceDefault(value, typeName);
        for (FieldDefinition &field : type->fields) {
            for (InputValue &argument : field.arguments)
                coerceDefault(argument, typeName + u'.' + field.name);
        }
    }
    for (auto &[name, directive] : m_tables->directives) {
        for (InputValue &argument : directive.arguments)
            coerceDefault(argument, u'@' + name);
    }
}

void SchemaBuilder::coerceDefault(InputValue &value, const QString &place)
{
    if (!value.defaultLiteral)
        return;
    LiteralCoercion coercion(nullptr);
    value.defaultValue = coercion.coerce(value.type, *value.defaultLiteral);
    if (!coercion.errors().isEmpty())
        fail(QStringLiteral("Default of %1(%2): %3").arg(place, value.name, coercion.errors().first().message));
}

} // namespace graphql
