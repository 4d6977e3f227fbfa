#pragma once

#include "base/result.h"
#include "graphql/value.h"

#include <QHash>
#include <QJsonArray>
#include <any>
#include <functional>

namespace graphql {

/// What a resolver is told. Valid during the call only.
struct FieldContext
{
    const Value &parent; ///< the object whose field is asked for; null at the root
    const Value &arguments; ///< coerced, with the schema's defaults filled in: `arguments[name]`
    const QString &typeName; ///< the object type of `parent`
    const QString &fieldName; ///< as in the schema
    const std::any &requestContext; ///< as given to execute()
    std::function<QJsonArray()> path; ///< response keys and list indexes from the root to this field

    /// The parent's payload, nullptr if it was made from another type.
    template <typename T>
    [[nodiscard]] const T *parentAs() const
    {
        return parent.as<T>();
    }
    /// The request's context. Precondition: execute() was given a `T *`.
    template <typename T>
    [[nodiscard]] T &context() const
    {
        T *const *pointer = std::any_cast<T *>(&requestContext);
        Q_ASSERT(pointer != nullptr && *pointer != nullptr);
        return **pointer;
    }
};

/// Answers a field: a value, null, or an error. Called synchronously in the thread of execute(). An error nulls the
/// field (and its parents where the schema forbids null) and becomes an entry of `errors`: the message is the error's
/// `detail` for the kinds meant for clients (see codeOf()), a general sentence for the others.
using Resolver = std::function<base::Result<Value>(const FieldContext &)>;

/// The code that an error of a resolver carries: FORBIDDEN, NOT_FOUND, UNAUTHORIZED, CONFLICT, INVALID, BUSY; all other
/// kinds are INTERNAL, and their detail never reaches a client.
const char *codeOf(base::Error::Kind kind);

/// The functions behind a schema's fields. For a field, the first of these answers:
///  1. the function added for "Type.field";
///  2. the function added for the type as a whole;
///  3. the parent itself: the entry of that name where it is Fields or a JSON object (null if absent). Such a parent
///     tells its type, where the schema leaves it open, by an entry "__typename".
/// Filled before the first execute() and constant from then on; then any thread.
class Resolvers
{
public:
    /// `field` is "Type.field". A second call for the same name replaces the first.
    void add(const QString &field, const Resolver &resolver);
    /// For all fields of a type that have no function of their own.
    void addType(const QString &type, const Resolver &resolver);
    /// A field read from the payload: `read(const T &)` answers something that a Value is made from.
    template <typename T, typename F>
    void addProperty(const QString &field, F read)
    {
        add(field, [read = std::move(read)](const FieldContext &context) -> base::Result<Value> {
            const T *object = context.parentAs<T>();
            if (object == nullptr)
                return base::Error{base::Error::Kind::BadReply, QStringLiteral("parent of another type")};
            return Value(read(*object));
        });
    }

    /// nullptr if only the parent can answer.
    [[nodiscard]] const Resolver *find(const QString &type, const QString &field) const;
    /// Names "Type.field" and "Type" that were added, for checks against a schema; sorted.
    [[nodiscard]] QStringList names() const;

private:
    QHash<QString, Resolver> m_resolvers;
};

} // namespace graphql
