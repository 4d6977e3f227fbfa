#pragma once

#include <limits>

namespace series {

/// From the lowest to the highest of some numbers; empty until one was added.
struct Range
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool isEmpty() const { return !(low <= high); }
    [[nodiscard]] double size() const { return high - low; }
    [[nodiscard]] bool contains(double value) const { return value >= low && value <= high; }
    void add(double value)
    {
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    void add(const Range &other)
    {
        low = other.low < low ? other.low : low;
        high = other.high > high ? other.high : high;
    }
    bool operator==(const Range &) const = default;
};

} // namespace series
