#include "graphql/executor.h"

#include "graphql/introspection.h"

#include <algorithm>

namespace graphql {

/// A step of a path: a key or an index below the step before.
struct Executor::Step
{
    const Step *before = nullptr;
    const QString *key = nullptr; ///< nullptr for an index
    qsizetype index = 0;

    [[nodiscard]] QJsonArray path() const
    {
        QJsonArray path;
        for (const Step *step = this; step != nullptr; step = step->before)
            path.prepend(step->key != nullptr ? QJsonValue(*step->key) : QJsonValue(step->index));
        return path;
    }
};

namespace {

/// The entry of a parent that answers for itself.
base::Result<Value> ownEntry(const Value &parent, const QString &name)
{
    if (parent.kind() == Value::Kind::Fields)
        return parent[name];
    if (parent.kind() == Value::Kind::Json)
        return Value::json(parent.toJson().toObject().value(name));
    return base::Error{base::Error::Kind::BadReply, QStringLiteral("no resolver for \"%1\"").arg(name)};
}

} // namespace

Executor::Executor(const Schema &schema, const Resolvers &resolvers, const Document &document,
    const Variables &variables, const Limits &limits, const std::any &context)
    : m_schema(schema)
    , m_limits(limits)
    , m_context(context)
    , m_planner(m_schema, resolvers, document, variables)
{
    m_timer.start();
}

QJsonValue Executor::run(const Operation &operation)
{
    const Type *root = m_schema.rootType(operation.kind);
    if (root == nullptr)
        return QJsonValue::Null;
    const Plan plan = m_planner.plan(*root, operation.selections);
    // Top-level values come from functions only; an empty object lets fields without one be null.
    const Completed data = object(plan, Value(Value::Fields()), nullptr);
    return m_stopped ? QJsonValue(QJsonValue::Null) : data.value_or(QJsonValue::Null);
}

Executor::Completed Executor::object(const Plan &plan, const Value &parent, const Step *path)
{
    QJsonObject answer;
    for (const std::unique_ptr<PlannedField> &planned : plan.fields) {
        const Step step{path, &planned->key, 0};
        const Completed value = field(*planned, parent, step);
        if (!value)
            return std::nullopt;
        answer.insert(planned->key, *value);
    }
    return answer;
}

Executor::Completed Executor::field(PlannedField &field, const Value &parent, const Step &path)
{
    if (!mayGoOn())
        return std::nullopt;
    const bool mayBeNull = !field.definition->type.isNonNull();
    if (!field.arguments.errors.isEmpty()) {
        const QueryError &error = field.arguments.errors.first();
        fail(field, path, error.message, QLatin1String(code::input));
        return mayBeNull ? Completed(QJsonValue::Null) : std::nullopt;
    }
    const base::Result<Value> value = resolve(field, parent, path);
    if (!value.ok()) {
        failBy(value.error(), field, path);
        return mayBeNull ? Completed(QJsonValue::Null) : std::nullopt;
    }
    return complete(field.definition->type, value.value(), field, path);
}

base::Result<Value> Executor::resolve(const PlannedField &field, const Value &parent, const Step &path)
{
    if (field.definition->name.startsWith(QLatin1String("__")))
        return metaField(field);
    if (field.resolver == nullptr)
        return ownEntry(parent, field.definition->name);
    return (*field.resolver)({parent, field.arguments.values, field.parentType->name, field.definition->name, m_context,
        [&path] { return path.path(); }});
}

base::Result<Value> Executor::metaField(const PlannedField &field) const
{
    if (field.definition->name == QLatin1String("__typename"))
        return Value(field.parentType->name);
    if (field.definition->name == QLatin1String("__schema"))
        return introspectedSchema(m_schema);
    return introspectedType(m_schema, field.arguments.values[QStringLiteral("name")].toString());
}

Executor::Completed Executor::complete(const TypeRef &type, const Value &value, PlannedField &field, const Step &path)
{
    if (!mayGoOn())
        return std::nullopt;
    ++m_nodes;
    if (!type.isNonNull()) {
        if (value.isNull())
            return QJsonValue::Null;
        const Completed completed = completeNonNull(type, value, field, path);
        // What stopped the whole request is not to be buried under a null.
        return completed || m_stopped ? completed : Completed(QJsonValue::Null);
    }
    if (value.isNull())
        return fail(field, path,
            QStringLiteral("Cannot return null for non-nullable field %1.%2.")
                .arg(field.parentType->name, field.definition->name),
            QLatin1String(code::internal));
    return completeNonNull(type.inner(), value, field, path);
}

Executor::Completed Executor::completeNonNull(
    const TypeRef &type, const Value &value, PlannedField &field, const Step &path)
{
    if (type.isList())
        return list(type, value, field, path);
    const Type &named = *type.type();
    return named.isLeaf() ? leaf(named, value, field, path) : composite(named, value, field, path);
}

Executor::Completed Executor::list(const TypeRef &type, const Value &value, PlannedField &field, const Step &path)
{
    const TypeRef itemType = type.inner();
    QJsonArray answer;
    const auto add = [&](const Value &item) {
        const Step step{&path, nullptr, answer.size()};
        const Completed completed = complete(itemType, item, field, step);
        if (completed)
            answer.append(*completed);
        return completed.has_value();
    };
    bool good = true;
    if (value.kind() == Value::Kind::List) {
        good = std::all_of(value.toList().begin(), value.toList().end(), add);
    } else if (value.kind() == Value::Kind::Json && value.toJson().isArray()) {
        const QJsonArray items = value.toJson().toArray();
        good = std::all_of(items.begin(), items.end(), [&](const QJsonValue &item) { return add(Value::json(item)); });
    } else {
        return failBy({base::Error::Kind::BadReply, QStringLiteral("a list was expected")}, field, path);
    }
    return good ? Completed(answer) : std::nullopt;
}

Executor::Completed Executor::leaf(const Type &type, const Value &value, const PlannedField &field, const Step &path)
{
    if (type.kind == Type::Kind::Enum) {
        const QString name = value.toJson().toString();
        if (type.enumValue(name) == nullptr)
            return fail(field, path,
                QStringLiteral("Enum \"%1\" cannot represent value: %2").arg(type.name, shownJson(value.toJson())),
                QLatin1String(code::internal));
        return name;
    }
    const base::Result<QJsonValue> json = scalarToJson(type, value);
    if (!json.ok())
        return fail(field, path, json.error().detail, QLatin1String(code::internal));
    return json.value();
}

const Type *Executor::runtimeType(const Type &type, const Value &value) const
{
    QString name = value.typeName();
    if (value.kind() == Value::Kind::Fields)
        name = value[QStringLiteral("__typename")].toString();
    else if (value.kind() == Value::Kind::Json)
        name = value.toJson().toObject().value(QLatin1String("__typename")).toString();
    const bool isOpen =
        value.kind() == Value::Kind::Fields || (value.kind() == Value::Kind::Json && value.toJson().isObject());
    const Type *found = name.isEmpty() && isOpen && !type.isAbstract() ? &type : m_schema.type(name);
    return found != nullptr && found->kind == Type::Kind::Object && m_schema.isPossible(type, *found) ? found : nullptr;
}

Executor::Completed Executor::composite(const Type &type, const Value &value, PlannedField &field, const Step &path)
{
    const Type *objectType = runtimeType(type, value);
    if (objectType == nullptr)
        return failBy({base::Error::Kind::BadReply,
                          QStringLiteral("an object of type \"%1\" was expected, not of \"%2\"")
                              .arg(type.name, value.typeName())},
            field, path);
    return object(m_planner.planOf(field, *objectType), value, &path);
}

Executor::Completed Executor::fail(
    const PlannedField &field, const Step &path, const QString &message, const QString &code)
{
    QList<Location> locations;
    for (const Selection *selection : field.selections)
        locations.append(selection->location);
    m_errors.append({message, locations, path.path(), code});
    return std::nullopt;
}

Executor::Completed Executor::failBy(const base::Error &error, const PlannedField &field, const Step &path)
{
    const char *code = codeOf(error.kind);
    m_failures.append({path.path(), error});
    const bool isForClients = QLatin1String(code) != QLatin1String(code::internal) && !error.detail.isEmpty();
    return fail(field, path,
        isForClients ? error.detail : QStringLiteral("The request failed (%1).").arg(QLatin1String(code)),
        QLatin1String(code));
}

bool Executor::mayGoOn()
{
    if (m_stopped)
        return false;
    const char *problem = m_nodes >= m_limits.resultNodes ? "The answer would be too large."
        : m_timer.elapsed() >= m_limits.deadline.count()  ? "The request took too long."
                                                          : nullptr;
    if (problem == nullptr)
        return true;
    m_stopped = true;
    m_errors.append({QString(QLatin1String(problem)), {}, {}, QLatin1String(code::limit)});
    return false;
}

} // namespace graphql
