#pragma once

#include <chrono>

namespace workspace {

/// How often things happen. Tests bring a faster one.
struct Tempo
{
    std::chrono::milliseconds live{2'500}; ///< between two looks at what is running
    std::chrono::milliseconds idle{20'000}; ///< between two looks at the rest
    std::chrono::milliseconds sweep{60'000}; ///< between two comparisons of a complete list
    std::chrono::milliseconds firstRetry{1'000}; ///< pauses double from here ...
    std::chrono::milliseconds longestRetry{60'000}; ///< ... to here
    std::chrono::milliseconds gather{100}; ///< changes within this are told together
};

} // namespace workspace
