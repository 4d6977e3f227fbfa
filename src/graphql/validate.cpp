#include "graphql/validate.h"

#include "graphql/coerce.h"
#include "graphql/mergerules.h"
#include "graphql/selectionrules.h"

#include <QSet>
#include <algorithm>

namespace graphql {

namespace {

constexpr qsizetype maxErrors = 100;

class Validator
{
public:
    Validator(const Schema &schema, const Document &document)
        : m_schema(schema)
        , m_document(document)
    { }

    QList<QueryError> run();

private:
    void checkOperationNames();
    void checkFragmentNames();
    bool checkCycles();
    bool visitForCycles(const QString &name, QStringList &path);
    void checkUnusedFragments();
    void checkVariables(const Operation &operation);
    void checkUse(const Operation &operation, const VariableUse &use);
    [[nodiscard]] bool isAllowed(const VariableNode &variable, const VariableUse &use) const;
    [[nodiscard]] static bool isCompatible(const TypeRef &variable, const TypeRef &place);
    [[nodiscard]] QSet<QString> reachable(const QStringList &spreads) const;
    void fail(const QList<Location> &locations, const QString &message);

    const Schema &m_schema;
    const Document &m_document;
    QList<QueryError> m_errors;
    std::vector<DefinitionFacts> m_operationFacts;
    QHash<QString, DefinitionFacts> m_fragmentFacts;
    QSet<QString> m_withoutCycle;
};

void Validator::fail(const QList<Location> &locations, const QString &message)
{
    m_errors.append({message, locations, {}, QLatin1String(code::validation)});
}

QList<QueryError> Validator::run()
{
    checkOperationNames();
    checkFragmentNames();
    SelectionRules rules(m_schema, m_document, m_errors);
    for (const Operation &operation : m_document.operations)
        m_operationFacts.push_back(rules.check(operation));
    for (const Fragment &fragment : m_document.fragments) {
        const DefinitionFacts facts = rules.check(fragment);
        if (!m_fragmentFacts.contains(fragment.name)) // the first of a name is the one that spreads mean
            m_fragmentFacts.insert(fragment.name, facts);
    }
    checkUnusedFragments();
    for (const Operation &operation : m_document.operations)
        checkVariables(operation);
    if (checkCycles()) {
        MergeRules merge(m_schema, m_document, m_errors);
        for (const Operation &operation : m_document.operations)
            merge.check(operation.selections, m_schema.rootType(operation.kind));
        for (const Fragment &fragment : m_document.fragments)
            merge.check(fragment.selections, m_schema.type(fragment.typeCondition));
    }
    if (m_errors.size() > maxErrors)
        m_errors.resize(maxErrors);
    return m_errors;
}

void Validator::checkOperationNames()
{
    QSet<QString> seen;
    for (const Operation &operation : m_document.operations) {
        if (operation.name.isEmpty() && m_document.operations.size() > 1)
            fail({operation.location}, QStringLiteral("This anonymous operation must be the only defined operation."));
        if (!operation.name.isEmpty() && seen.contains(operation.name))
            fail({operation.location},
                QStringLiteral("There can be only one operation named \"%1\".").arg(operation.name));
        seen.insert(operation.name);
    }
}

void Validator::checkFragmentNames()
{
    QSet<QString> seen;
    for (const Fragment &fragment : m_document.fragments) {
        if (seen.contains(fragment.name))
            fail(
                {fragment.location}, QStringLiteral("There can be only one fragment named \"%1\".").arg(fragment.name));
        seen.insert(fragment.name);
    }
}

bool Validator::checkCycles()
{
    for (const Fragment &fragment : m_document.fragments) {
        QStringList path;
        if (!visitForCycles(fragment.name, path))
            return false;
    }
    return true;
}

/// Follows the spreads of a fragment; the depth is bounded because the document's number of fragments is.
bool Validator::visitForCycles(const QString &name, QStringList &path)
{
    if (m_withoutCycle.contains(name))
        return true;
    const Fragment *fragment = m_document.fragment(name);
    if (fragment == nullptr)
        return true;
    if (const qsizetype start = path.indexOf(name); start >= 0) {
        QStringList via = path.mid(start + 1);
        const QString through =
            via.isEmpty() ? QString() : QStringLiteral(" via \"%1\"").arg(via.join(QStringLiteral("\", \"")));
        fail({fragment->location}, QStringLiteral("Cannot spread fragment \"%1\" within itself%2.").arg(name, through));
        return false;
    }
    path.append(name);
    const QStringList spreads = m_fragmentFacts.value(name).spreads;
    const bool good = std::all_of(
        spreads.begin(), spreads.end(), [&](const QString &spread) { return visitForCycles(spread, path); });
    path.removeLast();
    if (good)
        m_withoutCycle.insert(name);
    return good;
}

QSet<QString> Validator::reachable(const QStringList &spreads) const
{
    QSet<QString> reached;
    QStringList open = spreads;
    while (!open.isEmpty()) {
        const QString name = open.takeLast();
        if (reached.contains(name))
            continue;
        reached.insert(name);
        open += m_fragmentFacts.value(name).spreads;
    }
    return reached;
}

void Validator::checkUnusedFragments()
{
    QSet<QString> used;
    for (const DefinitionFacts &facts : m_operationFacts)
        used.unite(reachable(facts.spreads));
    for (const Fragment &fragment : m_document.fragments) {
        if (!used.contains(fragment.name))
            fail({fragment.location}, QStringLiteral("Fragment \"%1\" is never used.").arg(fragment.name));
    }
}

void Validator::checkVariables(const Operation &operation)
{
    const auto index = static_cast<std::size_t>(&operation - m_document.operations.data());
    QSet<QString> seen;
    for (const VariableNode &variable : operation.variables) {
        if (seen.contains(variable.name))
            fail({variable.location},
                QStringLiteral("There can be only one variable named \"$%1\".").arg(variable.name));
        seen.insert(variable.name);
        const TypeRef type = m_schema.resolve(variable.type);
        if (type.type() == nullptr) {
            fail({variable.type.location}, QStringLiteral("Unknown type \"%1\".").arg(variable.type.name));
        } else if (!type.type()->isInput()) {
            fail({variable.type.location},
                QStringLiteral("Variable \"$%1\" cannot be non-input type \"%2\".")
                    .arg(variable.name, type.toString()));
        } else if (variable.hasDefault) {
            LiteralCoercion coercion(nullptr);
            coercion.coerce(type, variable.defaultValue);
            m_errors.append(coercion.errors());
        }
    }
    QSet<QString> used;
    const auto checkUses = [&](const std::vector<VariableUse> &uses) {
        for (const VariableUse &use : uses) {
            used.insert(use.name);
            checkUse(operation, use);
        }
    };
    checkUses(m_operationFacts[index].variables);
    for (const QString &fragment : reachable(m_operationFacts[index].spreads))
        checkUses(m_fragmentFacts.value(fragment).variables);
    for (const VariableNode &variable : operation.variables) {
        if (!used.contains(variable.name))
            fail({variable.location},
                operation.name.isEmpty() ? QStringLiteral("Variable \"$%1\" is never used.").arg(variable.name)
                                         : QStringLiteral("Variable \"$%1\" is never used in operation \"%2\".")
                                               .arg(variable.name, operation.name));
    }
}

void Validator::checkUse(const Operation &operation, const VariableUse &use)
{
    const auto variable = std::find_if(operation.variables.begin(), operation.variables.end(),
        [&](const VariableNode &candidate) { return candidate.name == use.name; });
    if (variable == operation.variables.end()) {
        fail({use.location},
            operation.name.isEmpty()
                ? QStringLiteral("Variable \"$%1\" is not defined.").arg(use.name)
                : QStringLiteral("Variable \"$%1\" is not defined by operation \"%2\".").arg(use.name, operation.name));
    } else if (!isAllowed(*variable, use)) {
        fail({variable->location, use.location},
            QStringLiteral("Variable \"$%1\" of type \"%2\" used in position expecting type \"%3\".")
                .arg(use.name, variable->type.toString(), use.expected.toString()));
    }
}

bool Validator::isAllowed(const VariableNode &variable, const VariableUse &use) const
{
    const TypeRef type = m_schema.resolve(variable.type);
    if (type.type() == nullptr || use.expected.type() == nullptr)
        return true;
    if (use.expected.isNonNull() && !type.isNonNull()) {
        const bool hasDefault = variable.hasDefault && variable.defaultValue.kind != Literal::Kind::Null;
        return (hasDefault || use.hasDefault) && isCompatible(type, use.expected.inner());
    }
    return isCompatible(type, use.expected);
}

bool Validator::isCompatible(const TypeRef &variable, const TypeRef &place)
{
    if (place.isNonNull())
        return variable.isNonNull() && isCompatible(variable.inner(), place.inner());
    if (variable.isNonNull())
        return isCompatible(variable.inner(), place);
    if (place.isList() || variable.isList())
        return place.isList() && variable.isList() && isCompatible(variable.inner(), place.inner());
    return variable.type() == place.type();
}

} // namespace

QList<QueryError> validate(const Schema &schema, const Document &document)
{
    return Validator(schema, document).run();
}

} // namespace graphql
