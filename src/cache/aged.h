#pragma once

#include <QDateTime>

namespace cache {

/// A piece of the cache with the time at which the server told it.
template <typename T>
struct Aged
{
    T value{};
    QDateTime fetchedAt; ///< UTC; invalid: never fetched, `value` is empty

    bool operator==(const Aged &) const = default;
};

} // namespace cache
