#include "server/connection.h"

#include <algorithm>

namespace server {

using graphql::Value;

namespace {

QString cursorOf(qint64 place)
{
    return QString::fromLatin1((QByteArrayLiteral("c:") + QByteArray::number(place)).toBase64());
}

/// The place right behind a cursor; 0: none, or not one of ours.
qint64 placeAfter(const Value &cursor)
{
    const QByteArray text = QByteArray::fromBase64(cursor.toString().toLatin1());
    return text.startsWith("c:") ? std::max<qint64>(0, text.mid(2).toLongLong() + 1) : 0;
}

} // namespace

PageRequest PageRequest::from(const Value &arguments, qint64 total, qint64 defaultCount, qint64 highestCount)
{
    PageRequest page;
    const auto first = arguments[QStringLiteral("first")].integer();
    const auto last = arguments[QStringLiteral("last")].integer();
    qint64 begin = std::min(total, placeAfter(arguments[QStringLiteral("after")]));
    qint64 end = total;
    if (arguments[QStringLiteral("before")].text())
        end = std::clamp<qint64>(placeAfter(arguments[QStringLiteral("before")]) - 1, begin, total);
    if (last && !first)
        begin = std::max(begin, end - std::clamp<qint64>(*last, 0, highestCount));
    else
        end = std::min(end, begin + std::clamp<qint64>(first.value_or(defaultCount), 0, highestCount));
    page.offset = begin;
    page.count = end - begin;
    return page;
}

Value connectionOf(const Value::List &nodes, const PageRequest &page, qint64 total)
{
    Value::List edges;
    qint64 place = page.offset;
    for (const Value &node : nodes)
        edges.push_back(Value::Fields{{QStringLiteral("node"), node}, {QStringLiteral("cursor"), cursorOf(place++)}});
    const Value::Fields info{{QStringLiteral("hasNextPage"), place < total},
        {QStringLiteral("hasPreviousPage"), page.offset > 0},
        {QStringLiteral("startCursor"), edges.empty() ? Value() : Value(cursorOf(page.offset))},
        {QStringLiteral("endCursor"), edges.empty() ? Value() : Value(cursorOf(place - 1))}};
    return Value::Fields{{QStringLiteral("edges"), std::move(edges)}, {QStringLiteral("pageInfo"), info},
        {QStringLiteral("totalCount"), total}};
}

} // namespace server
