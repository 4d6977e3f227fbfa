#include "ui/charts/plotframe.h"

#include "ui/charts/parallel.h"
#include "ui/charts/rasteriser.h"

#include <cmath>

namespace ui {

namespace {

constexpr int frameThreads = 2;
/// Room above and below the lines, as a part of their height.
constexpr double yMargin = 0.04;
/// An x axis that begins before this part of its end shows 0 too.
constexpr double nearZero = 0.02;
/// How much of its colour the raw line keeps behind the smoothed one.
constexpr double faintness = 0.28;

/// A range that can be divided by: one number gets room around it, none becomes 0 to 1.
series::Range drawableRange(const series::Range &range, double margin)
{
    if (range.isEmpty())
        return {0, 1};
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    if (range.size() <= largest * 1e-12) {
        const double room = largest > 0 ? largest * 0.1 : 0.5;
        return {range.low - room, range.high + room};
    }
    const double room = std::isfinite(range.size()) ? range.size() * margin : 0;
    return {range.low - room, range.high + room};
}

QRgb mixed(const QColor &colour, const QColor &background, double part)
{
    const auto mix = [part](int a, int b) { return static_cast<int>(std::lround(a * part + b * (1 - part))); };
    return qRgb(mix(colour.red(), background.red()), mix(colour.green(), background.green()),
        mix(colour.blue(), background.blue()));
}

class FrameMaker
{
public:
    explicit FrameMaker(const FrameRequest &request)
        : m_request(request)
        , m_prepared(std::make_shared<PreparedLines>())
    {
        m_prepared->options = request.options;
        m_prepared->lines.resize(request.lines.size());
    }

    Frame make()
    {
        takeCurves();
        smoothAndScale();
        if (isStopped()) {
            m_frame.isGivenUp = true;
            return m_frame;
        }
        m_frame.prepared = m_prepared;
        count();
        chooseRanges();
        draw();
        return m_frame;
    }

private:
    [[nodiscard]] bool isStopped() const { return m_request.stop != nullptr && m_request.stop->load(); }

    [[nodiscard]] const PreparedLine *earlier(qsizetype i) const
    {
        if (m_request.before == nullptr || i >= m_request.before->lines.size())
            return nullptr;
        const PreparedLine &line = m_request.before->lines.at(i);
        const bool isSame =
            line.points == m_request.lines.at(i).points && line.x == m_request.lines.at(i).x && isSameX();
        return isSame ? &line : nullptr;
    }
    [[nodiscard]] bool isSameX() const { return m_request.before->options.x == m_request.options.x; }

    void forEachLine(const std::function<void(qsizetype)> &work)
    {
        constexpr int chunk = 16;
        const auto count = static_cast<int>(m_request.lines.size());
        parallelFor((count + chunk - 1) / chunk, frameThreads, [&](int at) {
            for (int i = at * chunk; i < std::min(count, (at + 1) * chunk) && !isStopped(); ++i)
                work(i);
        });
    }

    PreparedLine &line(qsizetype i) { return m_lines[i]; }

    void takeCurves()
    {
        m_lines = m_prepared->lines.data(); // detached here, before the threads begin
        forEachLine([this](qsizetype i) {
            const PlotLine &wanted = m_request.lines.at(i);
            PreparedLine &made = line(i);
            if (const PreparedLine *before = earlier(i)) {
                made = *before;
                return;
            }
            made.points = wanted.points;
            made.x = wanted.x;
            if (wanted.points != nullptr)
                made.curve = series::curveAlong(m_request.options.x, wanted.points, wanted.x);
        });
        for (const PreparedLine &made : m_prepared->lines) {
            if (made.curve == nullptr)
                continue;
            m_frame.valuesX.add(made.curve->xRange);
            m_frame.valuesY.add(made.curve->yRange);
        }
        m_prepared->xExtent = m_frame.valuesX.isEmpty() ? 0 : m_frame.valuesX.size();
    }

    void smoothAndScale()
    {
        const PlotOptions &options = m_request.options;
        const PreparedLines *before = m_request.before.get();
        const bool extentMatters = options.smoothing.kind == series::Smoothing::TimeWeightedEma;
        const bool sameSmoothing = before != nullptr && before->options.smoothing == options.smoothing
            && (!extentMatters || before->xExtent == m_prepared->xExtent);
        const bool sameScale =
            before != nullptr && before->options.isLogX == options.isLogX && before->options.isLogY == options.isLogY;
        forEachLine([&](qsizetype i) {
            PreparedLine &made = line(i);
            if (made.curve == nullptr)
                return;
            const bool smoothStays = sameSmoothing && earlier(i) != nullptr;
            if (!smoothStays) {
                made.smooth = options.smoothing.isOn()
                    ? withValues(made.curve, series::smoothed(*made.curve, options.smoothing, m_prepared->xExtent))
                    : nullptr;
            }
            const bool scaleStays = sameScale && made.shownRaw != nullptr && earlier(i) != nullptr;
            if (!scaleStays)
                made.shownRaw = scaled(made.curve);
            if (!scaleStays || !smoothStays)
                made.shownSmooth = made.smooth == nullptr ? nullptr : scaled(made.smooth);
        });
    }

    [[nodiscard]] series::CurvePtr scaled(const series::CurvePtr &curve) const
    {
        return series::logarithmic(curve, m_request.options.isLogX, m_request.options.isLogY);
    }

    void count()
    {
        for (qsizetype i = 0; i < m_request.lines.size(); ++i) {
            const PreparedLine &made = line(i);
            if (made.points == nullptr || made.points->empty())
                continue;
            if (made.shownRaw == nullptr || made.shownRaw->size() == 0) {
                ++(made.curve == nullptr || made.curve->size() == 0 ? m_frame.linesWithoutX : m_frame.linesWithPoints);
                m_frame.notPositive += made.shownRaw == nullptr ? 0 : made.shownRaw->notPositive;
                continue;
            }
            ++m_frame.linesWithPoints;
            m_frame.pointCount += static_cast<qint64>(made.shownRaw->size());
            m_frame.notFinite += made.shownRaw->notFinite;
            m_frame.notPositive += made.shownRaw->notPositive;
            m_frame.sampledLines += m_request.lines.at(i).isSampled ? 1 : 0;
        }
    }

    void chooseRanges()
    {
        series::Range x;
        series::Range y;
        for (const PreparedLine &made : m_prepared->lines) {
            if (made.shownRaw != nullptr)
                x.add(made.shownRaw->xRange);
        }
        // A run's first row often is number 1: the axis begins at 0 all the same.
        if (!m_request.options.isLogX && x.low > 0 && x.low < x.high * nearZero)
            x.low = 0;
        m_frame.x = m_request.view.x ? *m_request.view.x : drawableRange(x, 0);
        if (m_request.view.y) {
            m_frame.y = *m_request.view.y;
            return;
        }
        for (const PreparedLine &made : m_prepared->lines) {
            for (const series::CurvePtr &curve : {made.shownRaw, made.shownSmooth}) {
                if (curve != nullptr)
                    y.add(m_request.view.x ? yRangeWithin(*curve, m_frame.x) : curve->yRange);
            }
        }
        m_frame.y = drawableRange(y, yMargin);
    }

    void draw()
    {
        if (m_request.pixels.width() < 2 || m_request.pixels.height() < 2 || m_frame.pointCount == 0)
            return;
        std::vector<RasterLine> lines;
        for (qsizetype i = 0; i < m_request.lines.size(); ++i) {
            if (line(i).shownSmooth != nullptr)
                lines.push_back({line(i).shownRaw.get(),
                    mixed(m_request.lines.at(i).colour, m_request.background, faintness), m_request.thickness});
        }
        for (qsizetype i = 0; i < m_request.lines.size(); ++i) {
            if (line(i).shown() != nullptr)
                lines.push_back({line(i).shown().get(), m_request.lines.at(i).colour.rgb(), m_request.thickness});
        }
        m_frame.image = rasterise(lines, pixelMapOf(m_frame, m_request.pixels), frameThreads, m_request.stop.get());
        m_frame.isGivenUp = m_frame.image.isNull();
    }

    const FrameRequest &m_request;
    std::shared_ptr<PreparedLines> m_prepared;
    PreparedLine *m_lines = nullptr;
    Frame m_frame;
};

} // namespace

Frame makeFrame(const FrameRequest &request)
{
    return FrameMaker(request).make();
}

series::PixelMap pixelMapOf(const Frame &frame, const QSize &pixels)
{
    return {frame.x, frame.y, pixels.width(), pixels.height()};
}

} // namespace ui
