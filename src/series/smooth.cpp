#include "series/smooth.h"

#include <algorithm>
#include <cmath>

namespace series {

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
constexpr double unitsAcross = 1000;
constexpr double greatestWeight = 0.999;
constexpr double negligible = 1e-17; ///< beside 1
/// Above it three passes of a running mean are as good as the bell curve, at a cost that does not grow with it.
constexpr double directSigma = 6;

/// What the sums of a mean with a fading past at even distances are divided by, as factors. The same for every line, so
/// that it is worked out once for all lines that a thread smooths.
class FadingWeights
{
public:
    /// Prepares the factors of the first `count` points.
    void prepare(double fade, size_t count)
    {
        if (fade != m_fade) {
            m_fade = fade;
            m_weights = 0;
            m_isSteady = false;
            m_factors.clear();
        }
        while (m_factors.size() < count && !m_isSteady) {
            const double next = m_weights * fade + 1;
            m_isSteady = next == m_weights;
            m_weights = next;
            m_factors.push_back(1 / next);
        }
    }
    /// Points beyond these have the factor of the last.
    [[nodiscard]] const std::vector<double> &factors() const { return m_factors; }

private:
    double m_fade = -1;
    double m_weights = 0;
    bool m_isSteady = false;
    std::vector<double> m_factors;
};

/// The mean with a fading past of points at even distances without gaps, four at a time: then only one step in four
/// waits for the one before.
void evenlyTimeWeighted(std::span<const double> y, double fade, std::span<double> result)
{
    thread_local FadingWeights weights;
    weights.prepare(fade, y.size());
    const double *factors = weights.factors().data();
    const size_t changing = std::min(y.size(), weights.factors().size());
    const double fade2 = fade * fade;
    const double fade3 = fade2 * fade;
    const double fade4 = fade2 * fade2;
    double sum = 0;
    size_t i = 0;
    const auto takeFour = [&](double a, double b, double c, double d) {
        const double first = y[i];
        const double second = first * fade + y[i + 1];
        const double third = second * fade + y[i + 2];
        const double fourth = third * fade + y[i + 3];
        result[i] = (sum * fade + first) * a;
        result[i + 1] = (sum * fade2 + second) * b;
        result[i + 2] = (sum * fade3 + third) * c;
        sum = sum * fade4 + fourth;
        result[i + 3] = sum * d;
        i += 4;
    };
    while (i + 4 <= changing)
        takeFour(factors[i], factors[i + 1], factors[i + 2], factors[i + 3]);
    const double last = changing == 0 ? 1 : factors[changing - 1];
    const auto takeOne = [&](double factor) {
        sum = sum * fade + y[i];
        result[i] = sum * factor;
        ++i;
    };
    while (i < changing)
        takeOne(factors[i]);
    while (i + 4 <= y.size())
        takeFour(last, last, last, last);
    while (i < y.size())
        takeOne(last);
}

/// Mean with a fading past, divided by the sum of its weights, so that the beginning is not drawn to zero.
void timeWeighted(const Curve &curve, double strength, double xExtent, std::span<double> result)
{
    const double weight = std::min(std::sqrt(strength), greatestWeight);
    const double scale = xExtent > 0 ? unitsAcross / xExtent : 0;
    const std::vector<double> &y = *curve.y;
    if (curve.x == nullptr && !curve.hasGaps) {
        evenlyTimeWeighted(y, std::pow(weight, curve.spacing * scale), result);
        return;
    }
    double sum = 0;
    double weights = 0;
    double lastX = curve.size() > 0 ? curve.xAt(0) : 0;
    double lastDistance = 0;
    double fade = 1;
    for (size_t i = 0; i < y.size(); ++i) {
        if (std::isnan(y[i])) {
            result[i] = noValue;
            continue;
        }
        const double x = curve.xAt(i);
        const double distance = x - lastX;
        if (distance != lastDistance) {
            fade = std::pow(weight, distance * scale);
            lastDistance = distance;
        }
        lastX = x;
        sum = sum * fade + y[i];
        weights = weights * fade + 1;
        result[i] = sum / weights;
    }
}

void exponential(std::span<const double> y, double strength, std::span<double> result)
{
    double mean = 0;
    double bias = 1;
    for (size_t i = 0; i < y.size(); ++i) {
        if (std::isnan(y[i])) {
            result[i] = noValue;
            continue;
        }
        mean = mean * strength + y[i] * (1 - strength);
        // Where it no longer counts it is nothing: the smallest numbers of all are slow to reckon with.
        bias = bias > negligible ? bias * strength : 0;
        result[i] = mean / (1 - bias);
    }
}

/// Mean of the values within `reach` points to both sides, fewer at the ends.
void runningMean(std::span<const double> y, size_t reach, std::span<double> result)
{
    double sum = 0;
    double lost = 0; // what rounding took away: a sum that lives for a million points must not drift
    qint64 count = 0;
    const auto change = [&](double value, double sign) {
        if (std::isnan(value))
            return;
        const double term = sign * value;
        const double next = sum + term;
        lost += std::abs(sum) >= std::abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
        count += sign > 0 ? 1 : -1;
    };
    for (size_t i = 0; i < std::min(reach, y.size()); ++i)
        change(y[i], 1);
    for (size_t i = 0; i < y.size(); ++i) {
        if (i + reach < y.size())
            change(y[i + reach], 1);
        if (i > reach)
            change(y[i - reach - 1], -1);
        if (count == 0) {
            sum = 0;
            lost = 0;
        }
        result[i] = std::isnan(y[i]) ? noValue : (sum + lost) / static_cast<double>(count);
    }
}

void bell(std::span<const double> y, double sigma, std::span<double> result)
{
    const auto reach = static_cast<size_t>(std::ceil(3 * sigma));
    std::vector<double> kernel(reach + 1);
    for (size_t k = 0; k <= reach; ++k)
        kernel[k] = std::exp(-0.5 * static_cast<double>(k * k) / (sigma * sigma));
    for (size_t i = 0; i < y.size(); ++i) {
        double sum = 0;
        double weights = 0;
        const size_t end = std::min(y.size(), i + reach + 1);
        for (size_t j = i > reach ? i - reach : 0; j < end; ++j) {
            if (std::isnan(y[j]))
                continue;
            const double weight = kernel[j > i ? j - i : i - j];
            sum += weight * y[j];
            weights += weight;
        }
        result[i] = std::isnan(y[i]) ? noValue : sum / weights;
    }
}

void gaussian(std::span<const double> y, double sigma, std::span<double> result)
{
    if (sigma <= directSigma) {
        bell(y, sigma, result);
        return;
    }
    // Three windows of 2r + 1 points have the variance (2r + 1)^2 / 4 - 1/4 together.
    const double window = std::sqrt(4 * sigma * sigma + 1);
    const auto reach = static_cast<size_t>(std::lround((window - 1) / 2));
    std::vector<double> between(y.size());
    runningMean(y, reach, result);
    runningMean(result, reach, between);
    runningMean(between, reach, result);
}

} // namespace

int SmoothingChoice::reach() const
{
    return static_cast<int>(std::lround(strength / (1 - strength)));
}

void smooth(const Curve &curve, const SmoothingChoice &choice, double xExtent, std::span<double> result)
{
    Q_ASSERT(result.size() == curve.size());
    if (curve.y == nullptr)
        return;
    const double strength = std::clamp(choice.strength, 0.0, greatestWeight);
    switch (choice.isOn() ? choice.kind : Smoothing::None) {
    case Smoothing::None:
        std::ranges::copy(*curve.y, result.begin());
        return;
    case Smoothing::TimeWeightedEma:
        timeWeighted(curve, strength, xExtent, result);
        return;
    case Smoothing::Ema:
        if (curve.hasGaps)
            exponential(*curve.y, strength, result);
        else
            evenlyTimeWeighted(*curve.y, strength, result);
        return;
    case Smoothing::Gaussian:
        gaussian(*curve.y, choice.sigma(), result);
        return;
    case Smoothing::RunningAverage:
        runningMean(*curve.y, static_cast<size_t>(choice.reach()), result);
        return;
    }
}

std::vector<double> smoothed(const Curve &curve, const SmoothingChoice &choice, double xExtent)
{
    std::vector<double> result(curve.size());
    smooth(curve, choice, xExtent, result);
    return result;
}

} // namespace series
