// Measures the charts against QPainter drawing reduced points, and the storage of histories. `--quick`: once, small.

#include "series/codec.h"
#include "series/historyrows.h"
#include "ui/charts/plotframe.h"
#include "ui/charts/plotscene.h"

#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

namespace {

constexpr QSize picture(1600, 900);

/// Decaying noisy curves with rare spikes, as losses are.
series::PointsPtr lossLike(std::mt19937_64 &random, int count, bool isNarrow)
{
    std::normal_distribution<double> noise;
    std::uniform_real_distribution<double> chance;
    auto points = std::make_shared<series::Points>();
    const double floor = 0.5 + chance(random);
    for (int i = 0; i < count; ++i) {
        double value = floor + 3 * std::exp(-5.0 * i / count) + 0.15 * noise(random);
        value += random() % 2000 == 0 ? std::abs(noise(random)) * 3 : 0;
        points->steps.push_back(i);
        points->values.push_back(isNarrow ? static_cast<double>(static_cast<float>(value)) : value);
    }
    return points;
}

QList<ui::PlotLine> lossLines(int runs, int count)
{
    std::mt19937_64 random(7);
    QList<ui::PlotLine> lines;
    for (int run = 0; run < runs; ++run) {
        ui::PlotLine line;
        line.id = QString::number(run);
        line.colour = QColor::fromHsv(run * 37 % 360, 200, 200);
        line.points = lossLike(random, count, false);
        lines.append(line);
    }
    return lines;
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

template <typename Work>
double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// The whole picture with axes, as the widget paints it.
void paintWhole(const std::function<void(QPainter &, const QRect &)> &lines, const ui::Frame &frame)
{
    QImage image(picture, QImage::Format_RGB32);
    QPainter painter(&image);
    ui::PlotScene scene;
    scene.size = picture;
    scene.title = QStringLiteral("loss");
    scene.x = frame.x;
    scene.y = frame.y;
    ui::paintPlot(painter, scene, ui::PlotStyle::from(QPalette(), QFont()), lines);
}

/// First, lowest, highest and last point of each column: what a careful program would give QPainter.
QPolygonF reducedPoints(const series::Curve &curve, const series::PixelMap &map)
{
    QPolygonF points;
    const std::vector<double> &y = *curve.y;
    for (size_t i = 0; i < y.size();) {
        const double column = std::floor(map.column(curve.xAt(i)));
        size_t low = i;
        size_t high = i;
        size_t end = i;
        for (; end < y.size() && map.column(curve.xAt(end)) < column + 1; ++end) {
            low = y[end] < y[low] ? end : low;
            high = y[end] > y[high] ? end : high;
        }
        for (const size_t k : {i, std::min(low, high), std::max(low, high), end - 1})
            points.append(QPointF(map.column(curve.xAt(k)), map.row(y[k])));
        i = end;
    }
    return points;
}

class PlotBenchmark
{
public:
    PlotBenchmark(int runs, int count, int rounds)
        : m_runs(runs)
        , m_count(count)
        , m_rounds(rounds)
    {
        m_request.lines = lossLines(runs, count);
        m_request.pixels = QSize(1500, 820);
        m_request.background = Qt::white;
        m_first = ui::makeFrame(m_request);
        m_request.before = m_first.prepared;
    }

    void run()
    {
        std::vector<double> ours;
        std::vector<double> painter;
        std::vector<double> slider;
        std::vector<double> zoomed;
        for (int round = 0; round < m_rounds; ++round) {
            ours.push_back(milliseconds([this] { drawOurs(m_request); }));
            painter.push_back(milliseconds([this] { drawWithPainter(); }));
            slider.push_back(milliseconds([&] { drawSmoothed(0.3 + 0.01 * round); }));
            ui::FrameRequest zoom = m_request;
            zoom.view.x = series::Range{0.4 * m_count, 0.6 * m_count};
            zoomed.push_back(milliseconds([&] { drawOurs(zoom); }));
        }
        std::printf(
            "%5d x %-7d full frame %7.2f ms | QPainter, reduced points %7.2f ms | ratio %5.1f | zoomed to 20 %% "
            "%6.2f ms | smoothing slider %7.2f ms (%.2f of a frame)\n",
            m_runs, m_count, median(ours), median(painter), median(painter) / median(ours), median(zoomed),
            median(slider), median(slider) / median(ours));
    }

private:
    void drawOurs(const ui::FrameRequest &request)
    {
        const ui::Frame frame = ui::makeFrame(request);
        paintWhole([&](QPainter &to, const QRect &area) { to.drawImage(area.topLeft(), frame.image); }, frame);
    }

    void drawSmoothed(double strength)
    {
        ui::FrameRequest request = m_request;
        request.options.smoothing = {series::Smoothing::TimeWeightedEma, strength};
        drawOurs(request);
    }

    void drawWithPainter()
    {
        const series::PixelMap map = ui::pixelMapOf(m_first, m_request.pixels);
        paintWhole(
            [&](QPainter &to, const QRect &area) {
                to.translate(area.topLeft());
                for (qsizetype i = 0; i < m_request.lines.size(); ++i) {
                    to.setPen(QPen(m_request.lines.at(i).colour, 1));
                    to.drawPolyline(reducedPoints(*m_first.prepared->lines.at(i).shownRaw, map));
                }
            },
            m_first);
    }

    int m_runs;
    int m_count;
    int m_rounds;
    ui::FrameRequest m_request;
    ui::Frame m_first;
};

bool benchmarkCodec(bool isNarrow, int chunks)
{
    std::mt19937_64 random(11);
    constexpr int perChunk = 10'000;
    std::vector<series::PointsPtr> points;
    points.reserve(static_cast<size_t>(chunks));
    for (int i = 0; i < chunks; ++i)
        points.push_back(lossLike(random, perChunk, isNarrow));
    std::vector<QByteArray> bytes(points.size());
    const double encoded = milliseconds([&] {
        for (size_t i = 0; i < points.size(); ++i)
            bytes[i] = series::encodeChunk(points[i]->steps, points[i]->values);
    });
    bool isSame = true;
    qint64 size = 0;
    std::vector<series::Points> read(points.size());
    const double decoded = milliseconds([&] {
        for (size_t i = 0; i < points.size(); ++i)
            isSame = series::appendChunk(bytes[i], read[i]).ok() && isSame;
    });
    for (size_t i = 0; i < points.size(); ++i) {
        isSame = isSame && read[i] == *points[i];
        size += bytes[i].size();
    }
    const double count = 1.0 * chunks * perChunk;
    std::printf("codec, %s: write %.0f M points/s, read %.0f M points/s, %.2f bytes a point, %s\n",
        isNarrow ? "float32-born" : "float64", count / encoded / 1e3, count / decoded / 1e3,
        static_cast<double>(size) / count, isSame ? "same bits" : "DIFFERENT");
    return isSame;
}

bool benchmarkRows(int rows)
{
    std::vector<QByteArray> lines;
    lines.reserve(static_cast<size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        QByteArray line = "{\"_step\":" + QByteArray::number(row);
        for (int key = 0; key < 20; ++key)
            line +=
                ",\"train/metric" + QByteArray::number(key) + "\":" + QByteArray::number(1.0 / (row + key + 1), 'g', 9);
        lines.push_back(line + ",\"_runtime\":" + QByteArray::number(row * 0.25) + "}");
    }
    series::HistoryTable table;
    bool isGood = true;
    const double time = milliseconds([&] {
        for (const QByteArray &line : lines)
            isGood = table.appendRow(line).ok() && isGood;
    });
    std::printf("history rows of 21 numbers: %.0f k rows/s, %.1f M numbers/s\n", rows / time, 21.0 * rows / time / 1e3);
    return isGood && table.points(QStringLiteral("train/metric7"))->size() == static_cast<size_t>(rows);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const bool isQuick = QApplication::arguments().contains(QStringLiteral("--quick"));
    const int rounds = isQuick ? 1 : 9;
    PlotBenchmark(10, 1000, rounds).run();
    if (!isQuick) {
        PlotBenchmark(100, 10'000, rounds).run();
        PlotBenchmark(1000, 1000, rounds).run();
        PlotBenchmark(100, 100'000, rounds).run();
        PlotBenchmark(1000, 10'000, rounds).run();
    }
    const bool isGood = benchmarkCodec(true, isQuick ? 10 : 500) && benchmarkCodec(false, isQuick ? 10 : 500)
        && benchmarkRows(isQuick ? 500 : 50'000);
    return isGood ? 0 : 1;
}
