#pragma once

#include <QByteArray>
#include <QDateTime>
#include <chrono>
#include <functional>
#include <optional>

namespace api {

/// The seconds or the date of a Retry-After header; empty if it says neither. Never negative.
std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &header, const QDateTime &now);

/// Pauses between the tries of a call: they double, are drawn at random from the upper half, and heed the server.
struct RetryPolicy
{
    int maxTries = 5;
    std::chrono::milliseconds firstPause{1'000};
    std::chrono::milliseconds longestPause{60'000};
    /// From [0, 1). Empty: the system's generator.
    std::function<double()> random;

    /// The pause after try number `tried` (from 1); empty: give up. `told` is the server's Retry-After: the pause is
    /// not shorter; if it is longer than the longest pause the call is given up, because nobody waits that long for a
    /// page.
    [[nodiscard]] std::optional<std::chrono::milliseconds> pauseAfter(
        int tried, std::optional<std::chrono::milliseconds> told = {}) const;
};

} // namespace api
