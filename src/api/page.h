#pragma once

#include <QList>
#include <QString>

namespace api {

/// One page of a list (protocol, section 3).
template <typename T>
struct Page
{
    QList<T> items;
    QString endCursor; ///< opaque; asks for the next page
    bool hasMore = false;
    int total = -1; ///< of the whole list; -1: not told
    bool isPartial = false; ///< the server left something out and said so

    bool operator==(const Page &) const = default;
};

} // namespace api
