#include "graphql/limits.h"

#include <QSet>
#include <algorithm>

namespace graphql {

namespace {

constexpr qint64 countless = 1'000'000'000;

/// What a selection set costs with its fragments spread out.
struct Cost
{
    int depth = 0;
    qint64 aliases = 0;
    qint64 topFields = 0; ///< fields of its first level
};

class CostCounter
{
public:
    explicit CostCounter(const Document &document)
        : m_document(document)
    { }

    Cost of(const std::vector<Selection> &selections);

private:
    Cost of(const Selection &selection);
    Cost ofFragment(const QString &name);

    const Document &m_document;
    QHash<QString, Cost> m_fragments; ///< an entry of zeros while the fragment is being counted: cycles cost nothing
};

Cost CostCounter::of(const std::vector<Selection> &selections)
{
    Cost sum;
    for (const Selection &selection : selections) {
        const Cost cost = of(selection);
        sum.depth = std::max(sum.depth, cost.depth);
        sum.aliases = std::min(sum.aliases + cost.aliases, countless);
        sum.topFields = std::min(sum.topFields + cost.topFields, countless);
    }
    return sum;
}

Cost CostCounter::of(const Selection &selection)
{
    if (selection.kind == Selection::Kind::Spread)
        return ofFragment(selection.name);
    Cost cost = of(selection.selections);
    if (selection.kind == Selection::Kind::Field) {
        ++cost.depth;
        cost.aliases += selection.alias.isEmpty() ? 0 : 1;
        cost.topFields = 1;
    }
    return cost;
}

Cost CostCounter::ofFragment(const QString &name)
{
    const auto known = m_fragments.constFind(name);
    if (known != m_fragments.constEnd())
        return *known;
    const Fragment *fragment = m_document.fragment(name);
    if (fragment == nullptr)
        return {};
    m_fragments.insert(name, Cost());
    const Cost cost = of(fragment->selections);
    m_fragments.insert(name, cost);
    return cost;
}

QueryError tooMuch(const Operation &operation, const char *what, qint64 count, qint64 limit)
{
    return {QStringLiteral("The operation has %1 %2; the limit is %3.").arg(count).arg(QLatin1String(what)).arg(limit),
        {operation.location}, {}, QLatin1String(code::limit)};
}

} // namespace

QList<QueryError> checkLimits(const Document &document, const Limits &limits)
{
    QList<QueryError> errors;
    CostCounter counter(document);
    for (const Operation &operation : document.operations) {
        const Cost cost = counter.of(operation.selections);
        if (cost.depth > limits.depth)
            errors.append(tooMuch(operation, "levels", cost.depth, limits.depth));
        if (cost.aliases > limits.aliases)
            errors.append(tooMuch(operation, "aliases", cost.aliases, limits.aliases));
        if (cost.topFields > limits.rootFields)
            errors.append(tooMuch(operation, "root fields", cost.topFields, limits.rootFields));
    }
    return errors;
}

} // namespace graphql
