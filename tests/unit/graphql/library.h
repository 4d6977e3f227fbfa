#pragma once

#include "graphql/execute.h"

/// A small schema with every kind of type, and resolvers for it: a lending library.
namespace library {

QString sdl();
/// The parsed sdl(). Aborts the test program if it does not parse.
const graphql::Schema &schema();

struct Book
{
    int id = 0;
    QString title;
    std::optional<QString> subtitle;
    std::vector<int> related;
};

/// What resolvers note, and what a test may set before.
struct Desk
{
    QStringList calls;
    int counter = 0;
};

graphql::Resolvers resolvers();

/// Executes a document on the library; `variables` is the text of a JSON object.
graphql::Response run(const QByteArray &query, const QByteArray &variables = "{}", const QByteArray &operation = "",
    const graphql::Limits &limits = {}, Desk *desk = nullptr);
/// The answer's `data` as compact JSON.
QByteArray data(const graphql::Response &response);
/// "message @line:column path code" of each error of an answer.
QStringList errors(const graphql::Response &response);
/// Messages of what validate() finds.
QStringList problems(const QByteArray &query);

} // namespace library
