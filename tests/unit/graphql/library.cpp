#include "library.h"

#include "base/lenientjson.h"
#include "graphql/validate.h"

#include <QJsonDocument>

namespace library {

using base::Error;
using base::Result;
using graphql::FieldContext;
using graphql::Value;

QString sdl()
{
    return QStringLiteral(R"(
"When something happened"
scalar DateTime
scalar Int64
scalar JSON
scalar JSONString
scalar Duration

interface Item { id: ID! title: String! }

"""
A book on paper.
  It has pages.
"""
type Book implements Item {
  id: ID!
  title: String!
  subtitle(shout: Boolean = false): String
  related(first: Int = 10): [Book!]
  strict: [Book!]!
  related2: Item
  pages: Int
  old: String @deprecated(reason: "use title")
}

type Film implements Item { id: ID! title: String! minutes: Int! director: Person cut(version: Int!): String }
type Person { name: String! favourite: Item }
union Hit = Book | Film | Person

enum Order { OLDEST NEWEST @deprecated SHORTEST }
input Range { from: Int = 1 to: Int! step: Int }
input Filter { text: String, kinds: [Order!], range: Range, any: [Filter!], extra: JSON, at: DateTime }

directive @note(text: String) repeatable on FIELD | QUERY

type Query {
  book(id: ID!): Book
  item(id: ID!): Item
  hits(text: String): [Hit!]!
  echo(filter: Filter, order: Order = NEWEST, ids: [ID!], big: Int64, ratio: Float, flag: Boolean, grid: [[Int]]): JSON
  needed(range: Range!, text: String! = "x"): JSON
  number: Int
  long: Int64
  real: Float
  order: Order
  fails(kind: String!): String
  failsHard(kind: String!): String!
  person: Person
  own: JSON
  list: [Int]
  tight: [Int!]
  tighter: [Int!]!
  when: DateTime
  many(count: Int!): [Int]
}

type Mutation { bump(by: Int = 1): Bumped failing: Bumped }
type Bumped { counter: Int! note: String }

extend type Query { later: Int }
)");
}

const graphql::Schema &schema()
{
    static const base::Result<graphql::Schema> parsed = graphql::Schema::parse(sdl());
    if (!parsed.ok())
        qFatal("%s", qPrintable(parsed.error().detail));
    return parsed.value();
}

namespace {

Value bookValue(int id)
{
    if (id > 3)
        return {};
    return Value::object(QStringLiteral("Book"),
        Book{id, QStringLiteral("Book %1").arg(id), id == 1 ? std::optional(QStringLiteral("a start")) : std::nullopt,
            {1, 2}});
}

Value filmValue(const QString &title, std::optional<int> minutes)
{
    return Value(Value::Fields{{QStringLiteral("__typename"), QStringLiteral("Film")}, {QStringLiteral("id"), 7},
        {QStringLiteral("title"), title}, {QStringLiteral("minutes"), minutes}});
}

Result<Value> failure(const FieldContext &context)
{
    static const QHash<QString, Error::Kind> kinds{{QStringLiteral("forbidden"), Error::Kind::Forbidden},
        {QStringLiteral("missing"), Error::Kind::NotFound}, {QStringLiteral("storage"), Error::Kind::Storage}};
    const QString kind = context.arguments[QStringLiteral("kind")].toString();
    return Error{kinds.value(kind), QStringLiteral("details of %1").arg(kind)};
}

void addBookFields(graphql::Resolvers &resolvers)
{
    resolvers.addProperty<Book>(QStringLiteral("Book.id"), [](const Book &book) { return book.id; });
    resolvers.addProperty<Book>(QStringLiteral("Book.title"), [](const Book &book) { return book.title; });
    resolvers.add(QStringLiteral("Book.subtitle"), [](const FieldContext &context) -> Result<Value> {
        const QString text = context.parentAs<Book>()->subtitle.value_or(QString());
        return Value(context.arguments[QStringLiteral("shout")].toBool() ? text.toUpper() : text);
    });
    resolvers.add(QStringLiteral("Book.related"), [](const FieldContext &context) -> Result<Value> {
        Value::List books;
        for (const int id : context.parentAs<Book>()->related)
            books.push_back(bookValue(id));
        books.resize(
            std::min(books.size(), static_cast<std::size_t>(context.arguments[QStringLiteral("first")].toInt())));
        return Value(books);
    });
    resolvers.add(QStringLiteral("Book.strict"), [](const FieldContext &) -> Result<Value> {
        return Value(Value::List{bookValue(1), bookValue(9)});
    });
    resolvers.addType(QStringLiteral("Book"),
        [](const FieldContext &context) -> Result<Value> { return Value(Value::json(context.fieldName.size())); });
}

void addMutations(graphql::Resolvers &resolvers)
{
    resolvers.add(QStringLiteral("Mutation.bump"), [](const FieldContext &context) -> Result<Value> {
        auto &desk = context.context<Desk>();
        desk.counter += static_cast<int>(context.arguments[QStringLiteral("by")].toInt());
        desk.calls.append(QString::number(desk.counter));
        return Value(Value::Fields{{QStringLiteral("counter"), desk.counter}});
    });
    resolvers.add(QStringLiteral("Mutation.failing"), [](const FieldContext &) -> Result<Value> {
        return Error{Error::Kind::Forbidden, QStringLiteral("not yours")};
    });
}

void addSearch(graphql::Resolvers &resolvers)
{
    resolvers.add(QStringLiteral("Query.book"), [](const FieldContext &context) -> Result<Value> {
        return bookValue(context.arguments[QStringLiteral("id")].toString().toInt());
    });
    resolvers.add(QStringLiteral("Query.item"), [](const FieldContext &context) -> Result<Value> {
        const int id = context.arguments[QStringLiteral("id")].toString().toInt();
        return id == 7 ? filmValue(QStringLiteral("Seven"), 127)
            : id == 8  ? filmValue(QStringLiteral("Eight"), {})
            : id == 99 ? Value::object(QStringLiteral("Person"), 1)
                       : bookValue(id);
    });
    resolvers.add(QStringLiteral("Query.hits"), [](const FieldContext &) -> Result<Value> {
        const Value person = Value::json(QJsonObject{
            {QStringLiteral("__typename"), QStringLiteral("Person")}, {QStringLiteral("name"), QStringLiteral("Ada")}});
        return Value(Value::List{bookValue(2), filmValue(QStringLiteral("Seven"), 127), person});
    });
}

} // namespace

graphql::Resolvers resolvers()
{
    graphql::Resolvers resolvers;
    addBookFields(resolvers);
    addMutations(resolvers);
    addSearch(resolvers);
    const auto constant = [&](const char *field, const Value &value) {
        resolvers.add(QStringLiteral("Query.") + QLatin1String(field),
            [value](const FieldContext &) -> Result<Value> { return value; });
    };
    const graphql::Resolver echo = [](const FieldContext &context) -> Result<Value> {
        return Value::json(context.arguments.toJson());
    };
    resolvers.add(QStringLiteral("Query.echo"), echo);
    resolvers.add(QStringLiteral("Query.needed"), echo);
    resolvers.add(QStringLiteral("Query.fails"), failure);
    resolvers.add(QStringLiteral("Query.failsHard"), failure);
    resolvers.add(QStringLiteral("Query.many"), [](const FieldContext &context) -> Result<Value> {
        return Value(
            Value::List(static_cast<std::size_t>(context.arguments[QStringLiteral("count")].toInt()), Value(1)));
    });
    constant("number", qint64(5'000'000'000));
    constant("long", qint64(9'007'199'254'740'993));
    constant("real", std::numeric_limits<double>::quiet_NaN());
    constant("order", Value::enumText(QStringLiteral("SIDEWAYS")));
    constant("person", Value(Value::Fields{}));
    constant("own", Value::json(QJsonObject{{QStringLiteral("b"), 1}, {QStringLiteral("a"), QJsonArray{2.5}}}));
    constant("list", Value(Value::List{1, Value(), 3}));
    constant("tight", Value(Value::List{1, Value(), 3}));
    constant("tighter", Value(Value::List{1, Value(), 3}));
    constant("when", QStringLiteral("2026-01-02T03:04:05"));
    return resolvers;
}

graphql::Response run(const QByteArray &query, const QByteArray &variables, const QByteArray &operation,
    const graphql::Limits &limits, Desk *desk)
{
    Desk own;
    const graphql::Request request{
        QString::fromUtf8(query), QString::fromUtf8(operation), QJsonDocument::fromJson(variables).object()};
    return graphql::execute(schema(), resolvers(), request, limits, desk != nullptr ? desk : &own);
}

QByteArray data(const graphql::Response &response)
{
    return base::writeLenientJson(response.body.value(QLatin1String("data")));
}

QStringList errors(const graphql::Response &response)
{
    QStringList texts;
    const QJsonArray entries = response.body.value(QLatin1String("errors")).toArray();
    for (const auto &entry : entries) {
        QStringList parts{entry[u"message"].toString()};
        const QJsonArray places = entry[u"locations"].toArray();
        for (const auto &place : places)
            parts.append(QStringLiteral("@%1:%2").arg(place[u"line"].toInt()).arg(place[u"column"].toInt()));
        if (entry[u"path"].isArray())
            parts.append(QString::fromUtf8(base::writeLenientJson(entry[u"path"])));
        parts.append(entry[u"extensions"][u"code"].toString());
        texts.append(parts.join(u' '));
    }
    return texts;
}

QStringList problems(const QByteArray &query)
{
    const graphql::Parsed parsed = graphql::parseDocument(QString::fromUtf8(query));
    if (!parsed.document)
        return {QStringLiteral("no document: ") + parsed.errors.first().message};
    QStringList messages;
    for (const graphql::QueryError &error : graphql::validate(schema(), *parsed.document))
        messages.append(error.message);
    return messages;
}

} // namespace library
