#pragma once

#include "graphql/schemareader.h"
#include "graphql/schematables.h"

namespace graphql {

/// Joins definitions and extensions into a schema, looks every name up and checks the rules of section 3.
class SchemaBuilder
{
public:
    SchemaBuilder();

    void add(SchemaText text, bool isPrelude);
    /// Joins all that was added; false: see problem(). Call once, last.
    bool finish();
    /// What is wrong, one sentence; the first if there are several.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] std::shared_ptr<const Schema::Tables> tables() const { return m_tables; }

private:
    void addType(SchemaText::TypeText text, bool isPrelude);
    void extend(const SchemaText::TypeText &text);
    void link(Type &type);
    void link(InputValue &value, const QString &place);
    void link(FieldDefinition &field, const QString &place);
    TypeRef resolve(const TypeNode &node, const QString &place);
    void checkContent(const Type &type);
    void checkNames(const QStringList &names, const QString &place);
    void linkPossibleTypes();
    void checkInterfaces(const Type &type);
    void checkImplements(const Type &type, const Type &interface);
    bool isSubtype(const TypeRef &sub, const TypeRef &super) const;
    void setRoots();
    void setMetaFields();
    void coerceDefaults();
    void coerceDefault(InputValue &value, const QString &place);
    [[nodiscard]] Type *find(const QString &name) const;
    void fail(const QString &problem);

    std::shared_ptr<Schema::Tables> m_tables;
    std::vector<SchemaText::TypeText> m_extensions;
    std::map<QString, QString> m_roots;
    bool m_hasSchemaDefinition = false;
    QString m_problem;
};

} // namespace graphql
