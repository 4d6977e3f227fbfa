#include "graphql/schema.h"

#include "graphql/prelude.h"
#include "graphql/schemabuilder.h"

#include <algorithm>

namespace graphql {

namespace {

template <typename Items>
auto findNamed(const Items &items, const QString &name) -> decltype(items.data())
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto &item) { return item.name == name; });
    return found != items.end() ? &*found : nullptr;
}

} // namespace

TypeRef TypeRef::inner() const
{
    TypeRef inner = *this;
    ++inner.m_outermost;
    return inner;
}

QString TypeRef::toString() const
{
    TypeNode node;
    node.name = m_type != nullptr ? m_type->name : QString();
    if (m_wrappers)
        node.wrappers.assign(m_wrappers->begin() + static_cast<std::ptrdiff_t>(m_outermost), m_wrappers->end());
    return node.toString();
}

bool TypeRef::operator==(const TypeRef &other) const
{
    const auto begin = [](const TypeRef &ref) {
        return ref.m_wrappers ? ref.m_wrappers->data() + ref.m_outermost : nullptr;
    };
    const auto size = [](const TypeRef &ref) { return ref.m_wrappers ? ref.m_wrappers->size() - ref.m_outermost : 0; };
    return m_type == other.m_type && size(*this) == size(other)
        && std::equal(begin(*this), begin(*this) + size(*this), begin(other));
}

const InputValue *FieldDefinition::argument(const QString &wanted) const
{
    return findNamed(arguments, wanted);
}

const FieldDefinition *Type::field(const QString &wanted) const
{
    const auto found = fieldIndex.constFind(wanted);
    return found != fieldIndex.constEnd() ? &fields[*found] : nullptr;
}

const InputValue *Type::inputField(const QString &wanted) const
{
    return findNamed(inputFields, wanted);
}

const EnumValue *Type::enumValue(const QString &wanted) const
{
    return findNamed(enumValues, wanted);
}

base::Result<Schema> Schema::parse(const QString &sdl)
{
    base::Result<SchemaText> prelude = SchemaReader(preludeText()).read();
    base::Result<SchemaText> text = SchemaReader(sdl).read();
    if (!prelude.ok() || !text.ok())
        return prelude.ok() ? text.error() : prelude.error();
    SchemaBuilder builder;
    builder.add(std::move(prelude).value(), true);
    builder.add(std::move(text).value(), false);
    if (!builder.finish())
        return base::Error{base::Error::Kind::Invalid, builder.problem()};
    return Schema(builder.tables());
}

const Type *Schema::type(const QString &name) const
{
    return m_tables->typeIndex.value(name);
}

const Type *Schema::queryType() const
{
    return m_tables->query;
}

const Type *Schema::mutationType() const
{
    return m_tables->mutation;
}

const Type *Schema::subscriptionType() const
{
    return m_tables->subscription;
}

const Type *Schema::rootType(Operation::Kind kind) const
{
    switch (kind) {
    case Operation::Kind::Query:
        return queryType();
    case Operation::Kind::Mutation:
        return mutationType();
    case Operation::Kind::Subscription:
        break;
    }
    return subscriptionType();
}

std::vector<const Type *> Schema::types() const
{
    std::vector<const Type *> types;
    for (const auto &[name, type] : m_tables->types)
        types.push_back(type.get());
    return types;
}

const DirectiveDefinition *Schema::directive(const QString &name) const
{
    const auto found = m_tables->directives.find(name);
    return found != m_tables->directives.end() ? &found->second : nullptr;
}

std::vector<const DirectiveDefinition *> Schema::directives() const
{
    std::vector<const DirectiveDefinition *> directives;
    for (const auto &[name, directive] : m_tables->directives)
        directives.push_back(&directive);
    return directives;
}

QString Schema::description() const
{
    return m_tables->description;
}

const FieldDefinition *Schema::field(const Type &parent, const QString &name) const
{
    if (!name.startsWith(QLatin1String("__")))
        return parent.field(name);
    if (name == m_tables->typenameField.name && parent.isComposite())
        return &m_tables->typenameField;
    if (&parent != m_tables->query)
        return nullptr;
    return name == m_tables->schemaField.name ? &m_tables->schemaField
        : name == m_tables->typeField.name    ? &m_tables->typeField
                                              : nullptr;
}

bool Schema::isPossible(const Type &type, const Type &possible) const
{
    return &type == &possible
        || std::find(type.possibleTypes.begin(), type.possibleTypes.end(), &possible) != type.possibleTypes.end();
}

bool Schema::overlap(const Type &a, const Type &b) const
{
    if (&a == &b)
        return true;
    if (!b.isAbstract())
        return isPossible(a, b);
    return std::any_of(
        b.possibleTypes.begin(), b.possibleTypes.end(), [&](const Type *object) { return isPossible(a, *object); });
}

TypeRef Schema::resolve(const TypeNode &node) const
{
    return {type(node.name), node.wrappers};
}

} // namespace graphql
