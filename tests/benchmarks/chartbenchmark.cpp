#include "chartbenchmark.h"

#include "losslines.h"
#include "ui/charts/framebuffers.h"
#include "ui/charts/plothover.h"
#include "ui/charts/plotscene.h"

#include <QPainter>
#include <cmath>
#include <cstdio>

namespace bench {

namespace {

constexpr QSize widgetSize(1600, 900);
constexpr QSize areaSize(1500, 820);

/// The whole picture with axes, as the widget paints it.
void paintWhole(const std::function<void(QPainter &, const QRect &)> &lines, const ui::Frame &frame)
{
    static QImage image(widgetSize, QImage::Format_RGB32); // the window's backing store lives on, too
    QPainter painter(&image);
    ui::PlotScene scene;
    scene.size = widgetSize;
    scene.title = QStringLiteral("loss");
    scene.x = frame.x;
    scene.y = frame.y;
    ui::paintPlot(painter, scene, ui::PlotStyle::from(QPalette(), QFont()), lines);
}

/// First, lowest, highest and last point of each column, on whole pixels: what a careful program would give QPainter.
void reduce(QPolygon &points, const double *y, const series::PixelMap &map, const series::ColumnTable &table)
{
    points.clear();
    for (int k = 0; k < table.count(); ++k) {
        const size_t begin = table.firstPoint(k);
        const size_t end = table.firstPoint(k + 1);
        if (begin == end)
            continue;
        const int column = table.begin() + k;
        const auto add = [&](double value) { points.append(QPoint(column, static_cast<int>(map.row(value)))); };
        if (end - begin <= 4) {
            std::for_each(y + begin, y + end, add);
            continue;
        }
        series::Range range;
        series::addExtremes(range, y + begin, end - begin);
        add(y[begin]);
        add(range.low);
        add(range.high);
        add(y[end - 1]);
    }
}

/// The textbook's loop.
std::vector<double> meanWithFadingPast(const std::vector<double> &y, double fade)
{
    std::vector<double> result;
    result.reserve(y.size());
    double sum = 0;
    double weights = 0;
    for (const double value : y) {
        sum = sum * fade + value;
        weights = weights * fade + 1;
        result.push_back(sum / weights);
    }
    return result;
}

} // namespace

ChartBenchmark::ChartBenchmark(int runs, int count, const Effort &effort)
    : m_runs(runs)
    , m_count(count)
    , m_effort(effort)
{
    m_whole.request.lines = lossLines(runs, count);
    m_whole.request.pixels = areaSize;
    m_whole.request.background = Qt::white;
    m_whole.request.buffers = std::make_shared<ui::FrameBuffers>();
}

void ChartBenchmark::show(Shown &shown) const
{
    shown.request.before = shown.frame.prepared;
    shown.frame = ui::makeFrame(shown.request);
    paintWhole([&](QPainter &to, const QRect &area) { to.drawImage(area.topLeft(), shown.frame.image); }, shown.frame);
}

series::Range ChartBenchmark::part(double from, double size) const
{
    return {from * m_count, (from + size) * m_count};
}

void ChartBenchmark::paintAnchor(const ui::Frame &frame) const
{
    paintAnchorSmoothed(frame, 0);
}

void ChartBenchmark::paintAnchorSmoothed(const ui::Frame &frame, double strength) const
{
    const series::PixelMap map = ui::pixelMapOf(frame, areaSize);
    const auto paint = [&](QPainter &to, const QRect &area) {
        to.translate(area.topLeft());
        series::ColumnTable table;
        QPolygon points;
        for (qsizetype i = 0; i < m_whole.request.lines.size(); ++i) {
            const series::Curve &curve = *frame.prepared->lines.at(i).shownRaw;
            if (i == 0)
                table.set(curve, map, 0, map.width);
            if (strength > 0)
                reduce(points, meanWithFadingPast(*curve.y, strength).data(), map, table);
            else
                reduce(points, curve.y->data(), map, table);
            to.setPen(QPen(m_whole.request.lines.at(i).colour, 0));
            to.drawPolyline(points);
        }
    };
    paintWhole(paint, frame);
}

void ChartBenchmark::firstPaint(Duel &duel) const
{
    const Effort few{1, std::min(m_effort.ours, 3), m_effort.anchor};
    duel.round(
        few,
        [this] {
            Shown shown{m_whole.request, {}};
            show(shown);
        },
        [this] { paintAnchor(m_whole.frame); });
}

void ChartBenchmark::zoom(Duel &duel, double size) const
{
    Shown shown = m_whole;
    int step = 0;
    duel.round(
        m_effort,
        [&] {
            // Another size each time, so that nothing of the picture before can serve again.
            shown.request.view.x = part(0.4 * (1 - size), size * (1 + 1e-3 * ++step));
            show(shown);
        },
        [&] { paintAnchor(shown.frame); });
}

void ChartBenchmark::pan(Duel &duel) const
{
    Shown shown = m_whole;
    shown.request.view.x = part(0.1, 0.8);
    shown.request.view.y = m_whole.frame.y;
    show(shown);
    duel.round(
        m_effort,
        [&] {
            const double pixel = shown.request.view.x->size() / (areaSize.width() - 1);
            shown.request.view.x->low += 5 * pixel;
            shown.request.view.x->high += 5 * pixel;
            show(shown);
        },
        [&] { paintAnchor(shown.frame); });
}

void ChartBenchmark::append(Duel &duel) const
{
    Shown shown = m_whole;
    shown.request.view.x = part(0, 1.1);
    shown.request.view.y = m_whole.frame.y;
    show(shown);
    std::vector<QList<ui::PlotLine>> states;
    states.reserve(static_cast<size_t>(m_effort.ours));
    for (int i = 0; i < m_effort.ours; ++i)
        states.push_back(grown(i == 0 ? shown.request.lines : states.back()));
    size_t next = 0;
    duel.round(
        m_effort,
        [&] {
            shown.request.lines = states[next++];
            show(shown);
        },
        [&] { paintAnchor(shown.frame); });
}

void ChartBenchmark::slide(Duel &duel) const
{
    Shown shown = m_whole;
    double strength = 0.5;
    const auto choose = [&] {
        strength += 0.01;
        shown.request.options.smoothing = {series::Smoothing::TimeWeightedEma, strength};
        show(shown);
    };
    choose(); // the hand is on the slider
    duel.round(m_effort, choose, [&] { paintAnchorSmoothed(m_whole.frame, strength); });
}

void ChartBenchmark::hover(Duel &duel) const
{
    int step = 0;
    const series::PixelMap map = ui::pixelMapOf(m_whole.frame, areaSize);
    qsizetype found = 0;
    duel.round(
        m_effort,
        [&] {
            ++step;
            const QPointF pixel(40 + 97 * (step % 14), 100 + 53 * (step % 13));
            found += ui::nearestLine(m_whole.frame, map, pixel, 24) ? 1 : 0;
        },
        [] {});
}

void ChartBenchmark::measureMemory(int runs, int count)
{
    constexpr double mega = 1e6;
    const qint64 before = residentBytes();
    ui::FrameRequest request;
    request.lines = lossLines(runs, count);
    const qint64 withPoints = residentBytes();
    request.pixels = areaSize;
    request.background = Qt::white;
    request.buffers = std::make_shared<ui::FrameBuffers>();
    const ui::Frame frame = ui::makeFrame(request);
    const qint64 withFrame = residentBytes();
    const double millions = 1.0 * runs * count / mega;
    std::printf("memory of %d runs x %d points: %.2f MB a million points, %.2f MB more for extremes and the picture "
                "(%.2f MB a million)\n",
        runs, count, static_cast<double>(withPoints - before) / mega / millions,
        static_cast<double>(withFrame - withPoints) / mega, static_cast<double>(withFrame - before) / mega / millions);
}

void ChartBenchmark::run()
{
    struct Row
    {
        const char *name;
        void (ChartBenchmark::*measure)(Duel &) const;
    };
    show(m_whole);
    Duel first;
    Duel full;
    Duel fifth;
    Duel fiftieth;
    Duel panned;
    Duel appended;
    Duel slider;
    Duel hovered;
    for (int round = 0; round < m_effort.rounds; ++round) {
        firstPaint(first);
        zoom(full, 1);
        zoom(fifth, 0.2);
        zoom(fiftieth, 0.02);
        pan(panned);
        append(appended);
        slide(slider);
        hover(hovered);
    }
    std::printf("%5d x %-8d", m_runs, m_count);
    for (const Duel *duel : {&first, &full, &fifth, &fiftieth, &panned, &appended, &slider})
        std::printf("| %7.2f %6.1fx ", duel->ours(), duel->ratio());
    std::printf("| %5.2f | %5.3f\n", slider.ours() / full.ours(), hovered.ours());
    std::fflush(stdout);
}

} // namespace bench
