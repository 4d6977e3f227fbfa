#pragma once

#include "graphql/schema.h"
#include "graphql/syntax.h"

#include <map>

namespace graphql {

/// The definitions of a schema's text as they stand there: nothing is joined or looked up yet.
struct SchemaText
{
    struct TypeText
    {
        Type type;
        bool isExtension = false;
        Location location;
    };
    std::vector<TypeText> types;
    std::vector<DirectiveDefinition> directives;
    QString description;
    bool hasSchemaDefinition = false;
    std::map<QString, QString> roots; ///< "query" -> name of the type, from `schema { }` and its extensions
};

/// Reads the schema definition language.
class SchemaReader
{
public:
    explicit SchemaReader(const QString &sdl);

    /// The definitions, or Kind::Invalid with line and column. Call once.
    base::Result<SchemaText> read();

private:
    void definition();
    void schemaDefinition();
    void directiveDefinition(const QString &description);
    void typeDefinition(const QString &description, bool isExtension);
    Type::Kind typeKind();
    QString description();
    QStringList interfaces();
    QStringList names(const char *separator);
    std::vector<FieldDefinition> fields();
    std::vector<InputValue> inputValues(const char *open, const char *close);
    InputValue inputValue();
    std::vector<EnumValue> enumValues();

    Syntax m_syntax;
    SchemaText m_text;
};

} // namespace graphql
