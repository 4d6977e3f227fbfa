#pragma once

#include "series/curve.h"

#include <span>

namespace series {

enum class Smoothing {
    None,
    TimeWeightedEma, ///< the weight of the past falls with the distance in x, not with the number of points
    Ema, ///< exponential moving average, the weight of the past falls with each point
    Gaussian, ///< bell-shaped mean over the points on both sides
    RunningAverage, ///< mean over a window of points around each
};

/// How the slider's one number reads for each kind.
struct SmoothingChoice
{
    Smoothing kind = Smoothing::TimeWeightedEma;
    double strength = 0; ///< 0 (none) to 0.99

    [[nodiscard]] bool isOn() const { return kind != Smoothing::None && strength > 0; }
    /// Standard deviation of the Gaussian in points.
    [[nodiscard]] double sigma() const { return strength / (1 - strength); }
    /// Points on each side of the running average's middle.
    [[nodiscard]] int reach() const;
    bool operator==(const SmoothingChoice &) const = default;
};

/// Writes the smoothed y of a curve, over all its points, to as many numbers. A gap stays a gap and weighs nothing.
/// `xExtent`: the width of the whole chart in x, which the time-weighted mean is measured against (a thousandth of it
/// is one unit of distance).
void smooth(const Curve &curve, const SmoothingChoice &choice, double xExtent, std::span<double> result);
/// The same in memory of its own.
std::vector<double> smoothed(const Curve &curve, const SmoothingChoice &choice, double xExtent);

} // namespace series
