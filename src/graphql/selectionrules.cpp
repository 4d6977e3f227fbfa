#include "graphql/selectionrules.h"

#include "graphql/coerce.h"

#include <QSet>
#include <algorithm>

namespace graphql {

void SelectionRules::fail(const Location &location, const QString &message)
{
    m_errors.append({message, {location}, {}, QLatin1String(code::validation)});
}

DefinitionFacts SelectionRules::check(const Operation &operation)
{
    m_facts = {};
    static constexpr const char *locations[] = {"QUERY", "MUTATION", "SUBSCRIPTION"};
    const Type *root = m_schema.rootType(operation.kind);
    if (root == nullptr)
        fail(operation.location,
            QStringLiteral("Schema is not configured for %1s.")
                .arg(QString(QLatin1String(locations[static_cast<int>(operation.kind)])).toLower()));
    checkDirectives(operation.directives, locations[static_cast<int>(operation.kind)]);
    for (const VariableNode &variable : operation.variables)
        checkDirectives(variable.directives, "VARIABLE_DEFINITION");
    checkAll(operation.selections, root);
    return std::move(m_facts);
}

DefinitionFacts SelectionRules::check(const Fragment &fragment)
{
    m_facts = {};
    checkDirectives(fragment.directives, "FRAGMENT_DEFINITION");
    checkAll(fragment.selections, conditionType(fragment.typeCondition, fragment.location, fragment.name));
    return std::move(m_facts);
}

void SelectionRules::checkAll(const std::vector<Selection> &selections, const Type *parent)
{
    for (const Selection &selection : selections) {
        if (selection.kind == Selection::Kind::Field)
            checkField(selection, parent);
        else if (selection.kind == Selection::Kind::Spread)
            checkSpread(selection, parent);
        else
            checkInline(selection, parent);
    }
}

void SelectionRules::checkField(const Selection &field, const Type *parent)
{
    checkDirectives(field.directives, "FIELD");
    const FieldDefinition *definition = parent != nullptr ? m_schema.field(*parent, field.name) : nullptr;
    if (definition == nullptr) {
        if (parent != nullptr)
            fail(field.location,
                QStringLiteral("Cannot query field \"%1\" on type \"%2\".").arg(field.name, parent->name));
        noteVariablesOfUnknown(field.arguments);
        return checkAll(field.selections, nullptr);
    }
    checkArguments(field.arguments, definition->arguments,
        QStringLiteral("field \"%1.%2\"").arg(parent->name, field.name), field.location);
    checkLeaf(field, *definition);
    checkAll(field.selections, definition->type.type());
}

void SelectionRules::checkLeaf(const Selection &field, const FieldDefinition &definition)
{
    const bool isLeaf = definition.type.type()->isLeaf();
    if (isLeaf && !field.selections.empty())
        fail(field.location,
            QStringLiteral("Field \"%1\" must not have a selection since type \"%2\" has no subfields.")
                .arg(field.name, definition.type.toString()));
    else if (!isLeaf && field.selections.empty())
        fail(field.location,
            QStringLiteral("Field \"%1\" of type \"%2\" must have a selection of subfields.")
                .arg(field.name, definition.type.toString()));
}

void SelectionRules::checkSpread(const Selection &spread, const Type *parent)
{
    checkDirectives(spread.directives, "FRAGMENT_SPREAD");
    const Fragment *fragment = m_document.fragment(spread.name);
    if (fragment == nullptr)
        return fail(spread.location, QStringLiteral("Unknown fragment \"%1\".").arg(spread.name));
    if (!m_facts.spreads.contains(spread.name))
        m_facts.spreads.append(spread.name);
    checkPossible(spread, parent, m_schema.type(fragment->typeCondition));
}

void SelectionRules::checkInline(const Selection &fragment, const Type *parent)
{
    checkDirectives(fragment.directives, "INLINE_FRAGMENT");
    if (fragment.typeCondition.isEmpty())
        return checkAll(fragment.selections, parent);
    const Type *type = conditionType(fragment.typeCondition, fragment.location, {});
    checkPossible(fragment, parent, type);
    checkAll(fragment.selections, type);
}

/// The composite type that a fragment applies to; nullptr (and an error) if it is none.
const Type *SelectionRules::conditionType(const QString &name, const Location &location, const QString &fragmentName)
{
    const Type *type = m_schema.type(name);
    if (type == nullptr) {
        fail(location, QStringLiteral("Unknown type \"%1\".").arg(name));
        return nullptr;
    }
    if (!type->isComposite()) {
        const QString which =
            fragmentName.isEmpty() ? QStringLiteral("Fragment") : QStringLiteral("Fragment \"%1\"").arg(fragmentName);
        fail(location, QStringLiteral("%1 cannot condition on non composite type \"%2\".").arg(which, name));
        return nullptr;
    }
    return type;
}

void SelectionRules::checkPossible(const Selection &spread, const Type *parent, const Type *condition)
{
    if (parent == nullptr || condition == nullptr || !parent->isComposite() || !condition->isComposite()
        || m_schema.overlap(*parent, *condition))
        return;
    const QString which =
        spread.name.isEmpty() ? QStringLiteral("Fragment") : QStringLiteral("Fragment \"%1\"").arg(spread.name);
    fail(spread.location,
        QStringLiteral("%1 cannot be spread here as objects of type \"%2\" can never be of type \"%3\".")
            .arg(which, parent->name, condition->name));
}

void SelectionRules::checkDirectives(const std::vector<DirectiveNode> &directives, const char *location)
{
    QSet<QString> seen;
    for (const DirectiveNode &directive : directives) {
        const DirectiveDefinition *definition = m_schema.directive(directive.name);
        if (definition == nullptr) {
            fail(directive.location, QStringLiteral("Unknown directive \"@%1\".").arg(directive.name));
            noteVariablesOfUnknown(directive.arguments);
            continue;
        }
        if (!definition->locations.contains(QLatin1String(location)))
            fail(directive.location,
                QStringLiteral("Directive \"@%1\" may not be used on %2.")
                    .arg(directive.name, QLatin1String(location)));
        if (seen.contains(directive.name) && !definition->isRepeatable)
            fail(directive.location,
                QStringLiteral("The directive \"@%1\" can only be used once at this location.").arg(directive.name));
        seen.insert(directive.name);
        checkArguments(directive.arguments, definition->arguments,
            QStringLiteral("directive \"@%1\"").arg(directive.name), directive.location);
    }
}

void SelectionRules::checkArguments(const std::vector<ArgumentNode> &given, const std::vector<InputValue> &definitions,
    const QString &place, const Location &location)
{
    QSet<QString> seen;
    for (const ArgumentNode &argument : given) {
        if (seen.contains(argument.name))
            fail(argument.location, QStringLiteral("There can be only one argument named \"%1\".").arg(argument.name));
        seen.insert(argument.name);
        const auto definition = std::find_if(definitions.begin(), definitions.end(),
            [&](const InputValue &candidate) { return candidate.name == argument.name; });
        if (definition == definitions.end()) {
            fail(argument.location, QStringLiteral("Unknown argument \"%1\" on %2.").arg(argument.name, place));
            noteVariables(argument.value, {}, false);
            continue;
        }
        noteVariables(argument.value, definition->type, definition->defaultLiteral.has_value());
        LiteralCoercion coercion(nullptr);
        coercion.coerce(definition->type, argument.value);
        m_errors.append(coercion.errors());
    }
    for (const InputValue &definition : definitions) {
        if (definition.isRequired() && !seen.contains(definition.name)) {
            QString where = place;
            where.front() = where.front().toUpper();
            fail(location,
                QStringLiteral("%1 argument \"%2\" of type \"%3\" is required, but it was not provided.")
                    .arg(where, definition.name, definition.type.toString()));
        }
    }
}

/// Notes the variables in a literal with the types that are expected at their places.
void SelectionRules::noteVariables(const Literal &literal, const TypeRef &expected, bool hasDefault)
{
    if (literal.kind == Literal::Kind::Variable) {
        m_facts.variables.push_back({literal.text, literal.location, expected, hasDefault});
        return;
    }
    const TypeRef type = expected.nullable();
    const Type *named = type.type();
    if (literal.kind == Literal::Kind::List) {
        for (const Literal &item : literal.items)
            noteVariables(item, type.isList() ? type.inner() : TypeRef(), false);
        return;
    }
    for (std::size_t i = 0; i < literal.items.size(); ++i) {
        const bool isInput = named != nullptr && !type.isList() && named->kind == Type::Kind::InputObject;
        const InputValue *field = isInput ? named->inputField(literal.names[static_cast<qsizetype>(i)]) : nullptr;
        noteVariables(literal.items[i], field != nullptr ? field->type : TypeRef(),
            field != nullptr && field->defaultLiteral.has_value());
    }
}

void SelectionRules::noteVariablesOfUnknown(const std::vector<ArgumentNode> &arguments)
{
    for (const ArgumentNode &argument : arguments)
        noteVariables(argument.value, {}, false);
}

} // namespace graphql
