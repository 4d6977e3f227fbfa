#pragma once

#include "graphql/schema.h"

#include <QSet>

namespace graphql {

/// The rule that fields with the same key in an answer can be merged (section 5.3.2). Works level by level on the sets
/// of fields that meet under one key, so that the usual work grows with the document's size; a document built to
/// make it grow faster is refused.
class MergeRules
{
public:
    MergeRules(const Schema &schema, const Document &document, QList<QueryError> &errors)
        : m_schema(schema)
        , m_document(document)
        , m_errors(errors)
    { }

    void check(const std::vector<Selection> &selections, const Type *parent);

private:
    struct Entry
    {
        const Selection *field;
        const Type *parent;
        const FieldDefinition *definition;
    };
    using Entries = std::vector<Entry>;

    void collect(const std::vector<Selection> &selections, const Type *parent, QSet<QString> &visited, Entries &into);
    Entries children(const Entries &entries);
    static std::vector<Entries> byKey(const Entries &entries);
    static std::vector<Entries> byParent(const Entries &entries);
    void checkShapes(const Entries &entries);
    void checkSameFields(const Entries &entries);
    [[nodiscard]] static bool sameShape(TypeRef a, TypeRef b);
    QString argumentsText(const Selection &field);
    void conflict(const Entry &a, const Entry &b, const QString &reason);
    bool spend(std::size_t work);

    const Schema &m_schema;
    const Document &m_document;
    QList<QueryError> &m_errors;
    QHash<const Selection *, QString> m_argumentTexts;
    QSet<std::pair<const Selection *, const Selection *>> m_reported;
    std::size_t m_work = 0;
};

} // namespace graphql
