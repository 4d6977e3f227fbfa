#pragma once

#include "graphql/queryerror.h"

#include <QHash>
#include <QStringList>
#include <memory>
#include <vector>

namespace graphql {

/// A value as written in a document: a literal or a variable.
struct Literal
{
    enum class Kind { Null, Int, Float, String, Boolean, Enum, List, Object, Variable };
    Kind kind = Kind::Null;
    Location location;
    QString text; ///< digits, text, `true`/`false`, enum's or variable's name (without $)
    std::vector<Literal> items; ///< of a List; of an Object in the order of `names`
    QStringList names; ///< of an Object's fields
};

struct ArgumentNode
{
    QString name;
    Location location;
    Literal value;
};

struct DirectiveNode
{
    QString name; ///< without @
    Location location;
    std::vector<ArgumentNode> arguments;
};

/// A type as written: `wrappers` from the outside to the inside; `[Int!]!` is {NonNull, List, NonNull} around Int.
struct TypeNode
{
    enum class Wrapper : quint8 { List, NonNull };
    QString name;
    Location location;
    std::vector<Wrapper> wrappers;

    [[nodiscard]] QString toString() const;
    bool operator==(const TypeNode &other) const { return name == other.name && wrappers == other.wrappers; }
};

/// A field, the spread of a fragment (`...Name`), or a fragment in place (`... on Type {}`).
struct Selection
{
    enum class Kind { Field, Spread, Inline };
    Kind kind = Kind::Field;
    Location location;
    QString name; ///< of the field or fragment
    QString alias; ///< empty if none
    QString typeCondition; ///< of an Inline, empty if none
    std::vector<ArgumentNode> arguments;
    std::vector<DirectiveNode> directives;
    std::vector<Selection> selections;

    /// The field's name in the answer.
    [[nodiscard]] const QString &responseKey() const { return alias.isEmpty() ? name : alias; }
};

struct VariableNode
{
    QString name; ///< without $
    Location location;
    TypeNode type;
    bool hasDefault = false;
    Literal defaultValue;
    std::vector<DirectiveNode> directives;
};

struct Operation
{
    enum class Kind { Query, Mutation, Subscription };
    Kind kind = Kind::Query;
    QString name; ///< empty if anonymous
    Location location;
    std::vector<VariableNode> variables;
    std::vector<DirectiveNode> directives;
    std::vector<Selection> selections;
};

struct Fragment
{
    QString name;
    Location location;
    QString typeCondition;
    std::vector<DirectiveNode> directives;
    std::vector<Selection> selections;
};

/// The tree of an executable document: operations and fragments, in the order of the text. Immutable once parsed.
struct Document
{
    std::vector<Operation> operations;
    std::vector<Fragment> fragments;
    int tokenCount = 0;

    /// The fragment of that name (the first, if a broken document has two), nullptr if there is none.
    [[nodiscard]] const Fragment *fragment(const QString &name) const;
    /// The only operation if `name` is empty, else the one of that name; nullptr if there is no such one.
    [[nodiscard]] const Operation *operation(const QString &name) const;
};

/// A document, or why there is none (then `document` is null).
struct Parsed
{
    std::shared_ptr<const Document> document;
    QList<QueryError> errors;
};

/// Reads a document of the query language (October 2021), without type system definitions. Any text is safe: nesting
/// is bounded (64 levels), and reading stops after `maxTokens`. Pure; any thread.
Parsed parseDocument(const QString &text, int maxTokens = 5000);

} // namespace graphql
