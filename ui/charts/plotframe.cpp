#include "ui/charts/plotframe.h"

#include "series/outliers.h"
#include "ui/charts/framebuffers.h"
#include "ui/charts/parallel.h"

#include <QHash>
#include <cmath>

namespace ui {

namespace {

constexpr int frameThreads = 2;
/// Room above and below the lines, as a part of their height.
constexpr double yMargin = 0.04;
/// An x axis that begins before this part of its end shows 0 too.
constexpr double nearZero = 0.02;
/// Room at the end of an x axis that grows, as a part of it.
constexpr double growthRoom = 0.02;
/// How much of its colour the raw line keeps behind the smoothed one.
constexpr double faintness = 0.28;
/// A view that is the one before moved by whole pixels, but for rounding.
constexpr double scaleTolerance = 1e-9;
constexpr double pixelTolerance = 1e-6; ///< columns
constexpr double farthestMove = 1e6; ///< columns

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
        findEarlier();
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

    /// Where each line was in the frame before: when a run is hidden, the others move up.
    void findEarlier()
    {
        m_earlier.assign(static_cast<size_t>(m_request.lines.size()), nullptr);
        if (m_request.before == nullptr)
            return;
        const QList<PreparedLine> &before = m_request.before->lines;
        QHash<QString, const PreparedLine *> byId;
        for (qsizetype i = 0; i < m_request.lines.size(); ++i) {
            const QString &id = m_request.lines.at(i).id;
            const bool isInPlace = i < before.size() && before.at(i).id == id;
            if (!isInPlace && byId.isEmpty()) {
                byId.reserve(before.size());
                for (const PreparedLine &other : before)
                    byId.insert(other.id, &other);
            }
            m_earlier[static_cast<size_t>(i)] = isInPlace ? &before.at(i) : byId.value(id);
        }
    }
    /// The line in the frame before, if it was made from the same points.
    [[nodiscard]] const PreparedLine *earlier(qsizetype i) const
    {
        const PreparedLine *before = m_earlier[static_cast<size_t>(i)];
        const PlotLine &wanted = m_request.lines.at(i);
        const bool isSame = before != nullptr && before->points == wanted.points && before->x == wanted.x && isSameX();
        return isSame ? before : nullptr;
    }
    /// Of perhaps fewer points.
    [[nodiscard]] series::CurvePtr curveBefore(qsizetype i) const
    {
        const PreparedLine *before = m_earlier[static_cast<size_t>(i)];
        return before != nullptr && isSameX() ? before->curve : nullptr;
    }
    [[nodiscard]] bool isSameX() const { return m_request.before->options.x == m_request.options.x; }

    void forEachLine(const std::function<void(qsizetype)> &work)
    {
        // Small enough that a few long lines are shared out, too.
        const auto count = static_cast<int>(m_request.lines.size());
        const int chunk = std::clamp(count / 16, 1, 16);
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
            made.id = wanted.id;
            made.points = wanted.points;
            made.x = wanted.x;
            if (wanted.points != nullptr)
                made.curve = series::curveAlong(m_request.options.x, wanted.points, wanted.x, curveBefore(i));
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
                made.smooth = options.smoothing.isOn() ? smoothed(made.curve) : nullptr;
            }
            const bool scaleStays = sameScale && made.shownRaw != nullptr && earlier(i) != nullptr;
            if (!scaleStays)
                made.shownRaw = scaled(made.curve);
            if (!scaleStays || !smoothStays)
                made.shownSmooth = made.smooth == nullptr ? nullptr : scaled(made.smooth);
        });
    }

    [[nodiscard]] series::CurvePtr smoothed(const series::CurvePtr &curve) const
    {
        const auto values = m_request.buffers == nullptr ? std::make_shared<std::vector<double>>(curve->size())
                                                         : m_request.buffers->numbers(curve->size());
        series::smooth(*curve, m_request.options.smoothing, m_prepared->xExtent, *values);
        return withValues(curve, values);
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
        for (const PreparedLine &made : m_prepared->lines) {
            if (made.shownRaw != nullptr)
                x.add(made.shownRaw->xRange);
        }
        // A run's first row often is number 1: the axis begins at 0 all the same.
        if (!m_request.options.isLogX && x.low > 0 && x.low < x.high * nearZero)
            x.low = 0;
        m_prepared->dataX = x;
        m_prepared->wholeX = wholeX(x);
        m_frame.x = m_request.view.x.value_or(m_prepared->wholeX);
        m_frame.y = m_request.view.y ? *m_request.view.y : drawableRange(fittingY(), yMargin);
        if (m_request.view.y)
            return;
        if (!m_request.options.leavesOutOutliers) {
            if (!m_request.options.isLogY)
                m_frame.stretching = static_cast<int>(series::outlyingRanges(rangesOfLines()).size());
            return;
        }
        for (const PreparedLine &made : m_prepared->lines) {
            if (made.shown() != nullptr)
                m_frame.outside += series::countOutside(*made.shown(), m_frame.x, m_frame.y);
        }
    }

    /// The y range of each line where it is looked at; empty: it has none there.
    [[nodiscard]] std::vector<series::Range> rangesOfLines() const
    {
        std::vector<series::Range> ranges;
        ranges.reserve(m_prepared->lines.size());
        for (const PreparedLine &made : m_prepared->lines) {
            const series::CurvePtr &curve = made.shown();
            ranges.push_back(curve == nullptr ? series::Range()
                    : m_request.view.x        ? yRangeWithin(*curve, m_frame.x)
                                              : curve->yRange);
        }
        return ranges;
    }

    /// The whole x axis. While runs log, it grows in steps, with some room at its end: between them a new point costs a
    /// few columns, not a whole picture.
    [[nodiscard]] series::Range wholeX(const series::Range &data) const
    {
        series::Range whole = drawableRange(data, 0);
        const PreparedLines *before = m_request.before.get();
        const bool isComparable = m_request.isGrowing && before != nullptr && isSameX()
            && before->options.isLogX == m_request.options.isLogX && !data.isEmpty();
        if (!isComparable || before->dataX.isEmpty() || data.low != before->dataX.low || data.high < before->dataX.high)
            return whole;
        const double room = data.size() * growthRoom;
        if (data.high <= before->wholeX.high && before->wholeX.high <= data.high + room)
            return before->wholeX;
        if (data.high <= before->dataX.high + room)
            whole.high = data.high + room;
        return whole;
    }

    /// What the shown part of the lines takes.
    [[nodiscard]] series::Range fittingY() const
    {
        if (m_request.options.leavesOutOutliers) {
            const std::vector<size_t> outlying = series::outlyingRanges(rangesOfLines());
            std::vector<const series::Curve *> curves;
            size_t index = 0;
            for (const PreparedLine &made : m_prepared->lines) {
                const bool isOutlying = std::binary_search(outlying.begin(), outlying.end(), index++);
                if (made.shown() != nullptr && !isOutlying)
                    curves.push_back(made.shown().get());
            }
            return series::usualRange(curves, m_frame.x);
        }
        series::Range y;
        for (const PreparedLine &made : m_prepared->lines) {
            for (const series::CurvePtr &curve : {made.shownRaw, made.shownSmooth}) {
                if (curve != nullptr)
                    y.add(m_request.view.x ? yRangeWithin(*curve, m_frame.x) : curve->yRange);
            }
        }
        return y;
    }

    void draw()
    {
        if (m_request.pixels.width() < 2 || m_request.pixels.height() < 2 || m_frame.pointCount == 0)
            return;
        const series::PixelMap map = chooseMap();
        PlotLayer raw{{}, map, m_request.thickness, {}};
        PlotLayer top = raw;
        for (qsizetype i = 0; i < m_request.lines.size(); ++i) {
            const QColor &colour = m_request.lines.at(i).colour;
            if (line(i).shownSmooth != nullptr)
                raw.lines.push_back({line(i).shownRaw, mixed(colour, m_request.background, faintness)});
            if (line(i).shown() != nullptr)
                top.lines.push_back({line(i).shown(), colour.rgb()});
        }
        if (!raw.lines.empty())
            m_prepared->layers.push_back(std::move(raw));
        m_prepared->layers.push_back(std::move(top));
        m_frame.isGivenUp = !drawLayers();
        m_frame.image = m_frame.isGivenUp ? QImage() : m_prepared->layers.back().image;
    }

    /// The map of the frame before, moved by whole pixels, if that is what is wanted: then its picture serves again.
    [[nodiscard]] series::PixelMap chooseMap() const
    {
        const series::PixelMap wanted = pixelMapOf(m_frame, m_request.pixels);
        if (m_request.before == nullptr || m_request.before->layers.empty())
            return wanted;
        const series::PixelMap &before = m_request.before->layers.back().map;
        const bool isSameScale = std::abs(wanted.xScale / before.xScale - 1) < scaleTolerance
            && wanted.width == before.width && wanted.height == before.height && wanted.yHigh == before.yHigh
            && wanted.yScale == before.yScale;
        const double moved = (wanted.xLow - before.xLow) * before.xScale;
        const double whole = std::round(moved);
        if (!isSameScale || std::abs(moved - whole) > pixelTolerance || std::abs(whole) > farthestMove)
            return wanted;
        return before.movedTo(static_cast<int>(whole));
    }

    bool drawLayers()
    {
        std::vector<PlotLayer> &layers = m_prepared->layers;
        const std::vector<PlotLayer> *before = m_request.before == nullptr ? nullptr : &m_request.before->layers;
        LayerJob job;
        job.threads = frameThreads;
        job.stop = m_request.stop.get();
        job.buffers = m_request.buffers.get();
        job.changed = {0, m_request.pixels.width()};
        for (size_t i = 0; i < layers.size(); ++i) {
            const bool isComparable = before != nullptr && before->size() == layers.size();
            job.before = isComparable ? &(*before)[i] : nullptr;
            // What changed in a layer has to be drawn in those above it, too.
            job.changed.add(isComparable ? changedColumns(layers[i], *job.before) : ChangedColumns());
            if (!drawLayer(layers[i], job))
                return false;
            job.under = layers[i].image.isNull() ? nullptr : &layers[i].image;
        }
        return true;
    }

    const FrameRequest &m_request;
    std::shared_ptr<PreparedLines> m_prepared;
    PreparedLine *m_lines = nullptr;
    std::vector<const PreparedLine *> m_earlier;
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
