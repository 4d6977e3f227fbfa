#include "graphql/plan.h"

#include "graphql/introspection.h"

namespace graphql {

PlannedField::PlannedField() = default;
PlannedField::~PlannedField() = default;

struct Planner::Collecting
{
    const Type &objectType;
    Plan &plan;
    QSet<QString> fragments;
    QHash<QString, PlannedField *> byKey;
};

Plan Planner::plan(const Type &objectType, const std::vector<Selection> &selections) const
{
    Plan plan;
    Collecting state{objectType, plan, {}, {}};
    collect(state, selections);
    return plan;
}

const Plan &Planner::planOf(PlannedField &field, const Type &objectType) const
{
    std::unique_ptr<Plan> &plan = field.plans[&objectType];
    if (!plan) {
        plan = std::make_unique<Plan>();
        Collecting state{objectType, *plan, {}, {}};
        for (const Selection *selection : field.selections)
            collect(state, selection->selections);
    }
    return *plan;
}

void Planner::collect(Collecting &state, const std::vector<Selection> &selections) const
{
    for (const Selection &selection : selections) {
        if (!isIncluded(selection))
            continue;
        if (selection.kind == Selection::Kind::Field) {
            add(state, selection);
        } else if (selection.kind == Selection::Kind::Inline) {
            if (applies(state.objectType, selection.typeCondition))
                collect(state, selection.selections);
        } else if (!state.fragments.contains(selection.name)) {
            state.fragments.insert(selection.name);
            const Fragment *fragment = m_document.fragment(selection.name);
            if (fragment != nullptr && applies(state.objectType, fragment->typeCondition))
                collect(state, fragment->selections);
        }
    }
}

void Planner::add(Collecting &state, const Selection &field) const
{
    if (PlannedField *known = state.byKey.value(field.responseKey())) {
        known->selections.push_back(&field);
        return;
    }
    auto planned = std::make_unique<PlannedField>();
    planned->key = field.responseKey();
    planned->parentType = &state.objectType;
    planned->definition = m_schema.field(state.objectType, field.name);
    planned->selections = {&field};
    if (planned->definition == nullptr)
        return; // only a document that was not validated
    prepare(*planned);
    state.byKey.insert(planned->key, planned.get());
    state.plan.fields.push_back(std::move(planned));
}

void Planner::prepare(PlannedField &field) const
{
    const Selection &first = *field.selections.front();
    field.arguments = coerceArguments(field.definition->arguments, first.arguments, first.location, m_variables);
    const bool isIntrospection = field.parentType->name.startsWith(QLatin1String("__"));
    field.resolver =
        (isIntrospection ? introspectionResolvers() : m_resolvers).find(field.parentType->name, field.definition->name);
}

bool Planner::applies(const Type &objectType, const QString &typeCondition) const
{
    if (typeCondition.isEmpty())
        return true;
    const Type *type = m_schema.type(typeCondition);
    return type != nullptr && m_schema.isPossible(*type, objectType);
}

bool Planner::isIncluded(const Selection &selection) const
{
    for (const DirectiveNode &directive : selection.directives) {
        const bool isSkip = directive.name == QLatin1String("skip");
        if ((!isSkip && directive.name != QLatin1String("include")) || directive.arguments.empty())
            continue;
        const Literal &condition = directive.arguments.front().value;
        const bool holds = condition.kind == Literal::Kind::Variable ? m_variables.value(condition.text).toBool()
                                                                     : condition.text == QLatin1String("true");
        if (holds == isSkip)
            return false;
    }
    return true;
}

} // namespace graphql
