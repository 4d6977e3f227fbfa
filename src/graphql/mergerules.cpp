#include "graphql/mergerules.h"

#include "graphql/scalars.h"

#include <algorithm>

namespace graphql {

namespace {

constexpr std::size_t maxWork = 200'000;

} // namespace

void MergeRules::check(const std::vector<Selection> &selections, const Type *parent)
{
    Entries entries;
    QSet<QString> visited;
    collect(selections, parent, visited, entries);
    checkShapes(entries);
    checkSameFields(entries);
}

bool MergeRules::spend(std::size_t work)
{
    const bool wasWithin = m_work <= maxWork;
    m_work += work;
    if (wasWithin && m_work > maxWork)
        m_errors.append({QStringLiteral("The document is too complex."), {}, {}, QLatin1String(code::limit)});
    return m_work <= maxWork;
}

void MergeRules::collect(
    const std::vector<Selection> &selections, const Type *parent, QSet<QString> &visited, Entries &into)
{
    if (!spend(selections.size()))
        return;
    for (const Selection &selection : selections) {
        if (selection.kind == Selection::Kind::Field) {
            const FieldDefinition *definition = parent != nullptr ? m_schema.field(*parent, selection.name) : nullptr;
            into.push_back({&selection, parent, definition});
        } else if (selection.kind == Selection::Kind::Inline) {
            const Type *type = selection.typeCondition.isEmpty() ? parent : m_schema.type(selection.typeCondition);
            collect(selection.selections, type, visited, into);
        } else if (!visited.contains(selection.name)) {
            visited.insert(selection.name);
            if (const Fragment *fragment = m_document.fragment(selection.name))
                collect(fragment->selections, m_schema.type(fragment->typeCondition), visited, into);
        }
    }
}

MergeRules::Entries MergeRules::children(const Entries &entries)
{
    Entries children;
    QSet<QString> visited;
    for (const Entry &entry : entries) {
        const Type *type = entry.definition != nullptr ? entry.definition->type.type() : nullptr;
        collect(entry.field->selections, type, visited, children);
    }
    return children;
}

std::vector<MergeRules::Entries> MergeRules::byKey(const Entries &entries)
{
    std::vector<Entries> groups;
    QHash<QString, std::size_t> index;
    for (const Entry &entry : entries) {
        const auto found = index.constFind(entry.field->responseKey());
        if (found != index.constEnd()) {
            groups[*found].push_back(entry);
        } else {
            index.insert(entry.field->responseKey(), groups.size());
            groups.push_back({entry});
        }
    }
    return groups;
}

/// Sets of fields that may stand on the same object: those of each object type together with those of abstract types.
std::vector<MergeRules::Entries> MergeRules::byParent(const Entries &entries)
{
    std::vector<Entries> groups;
    QHash<const Type *, std::size_t> index;
    Entries anywhere;
    for (const Entry &entry : entries) {
        if (entry.parent == nullptr || entry.parent->kind != Type::Kind::Object) {
            anywhere.push_back(entry);
        } else if (const auto found = index.constFind(entry.parent); found != index.constEnd()) {
            groups[*found].push_back(entry);
        } else {
            index.insert(entry.parent, groups.size());
            groups.push_back({entry});
        }
    }
    if (groups.empty())
        return {anywhere};
    for (Entries &group : groups)
        group.insert(group.end(), anywhere.begin(), anywhere.end());
    return groups;
}

void MergeRules::checkShapes(const Entries &entries)
{
    for (const Entries &group : byKey(entries)) {
        if (!spend(group.size()))
            return;
        const Entry &first = group.front();
        for (const Entry &entry : group) {
            if (first.definition != nullptr && entry.definition != nullptr
                && !sameShape(first.definition->type, entry.definition->type))
                conflict(first, entry,
                    QStringLiteral("they return conflicting types \"%1\" and \"%2\"")
                        .arg(first.definition->type.toString(), entry.definition->type.toString()));
        }
        checkShapes(children(group));
    }
}

void MergeRules::checkSameFields(const Entries &entries)
{
    for (const Entries &sameKey : byKey(entries)) {
        for (const Entries &group : byParent(sameKey)) {
            if (!spend(group.size()))
                return;
            const Entry &first = group.front();
            for (const Entry &entry : group) {
                if (entry.field->name != first.field->name)
                    conflict(first, entry,
                        QStringLiteral("\"%1\" and \"%2\" are different fields")
                            .arg(first.field->name, entry.field->name));
                else if (argumentsText(*entry.field) != argumentsText(*first.field))
                    conflict(first, entry, QStringLiteral("they have differing arguments"));
            }
            checkSameFields(children(group));
        }
    }
}

bool MergeRules::sameShape(TypeRef a, TypeRef b)
{
    while (a.isNonNull() || b.isNonNull() || a.isList() || b.isList()) {
        if (a.isNonNull() != b.isNonNull() || a.isList() != b.isList())
            return false;
        a = a.inner();
        b = b.inner();
    }
    return a.type() == b.type() || (a.type()->isComposite() && b.type()->isComposite());
}

QString MergeRules::argumentsText(const Selection &field)
{
    const auto known = m_argumentTexts.constFind(&field);
    if (known != m_argumentTexts.constEnd())
        return *known;
    QStringList texts;
    for (const ArgumentNode &argument : field.arguments)
        texts.append(argument.name + u':' + literalText(argument.value));
    texts.sort();
    return *m_argumentTexts.insert(&field, texts.join(u','));
}

void MergeRules::conflict(const Entry &a, const Entry &b, const QString &reason)
{
    const std::pair pair(a.field, b.field);
    if (m_reported.contains(pair))
        return;
    m_reported.insert(pair);
    m_errors.append({QStringLiteral("Fields \"%1\" conflict because %2. Use different aliases on the fields to fetch "
                                    "both if this was intentional.")
                         .arg(a.field->responseKey(), reason),
        {a.field->location, b.field->location}, {}, QLatin1String(code::validation)});
}

} // namespace graphql
