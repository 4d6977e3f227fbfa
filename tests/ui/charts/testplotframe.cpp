#include "plotdata.h"
#include "support/testmain.h"
#include "ui/charts/framebuffers.h"
#include "ui/charts/strip.h"

#include <QTest>

namespace {

/// The frame's lines drawn from nothing, with the frame's map.
QImage drawnAnew(const ui::Frame &frame)
{
    QImage under;
    for (const ui::PlotLayer &layer : frame.prepared->layers) {
        std::vector<ui::RasterLine> lines;
        for (const ui::PlotLayer::Line &line : layer.lines)
            lines.push_back({line.curve.get(), line.colour, layer.thickness});
        QImage image(layer.map.width, layer.map.height, QImage::Format_ARGB32_Premultiplied);
        if (!ui::rasterise(
                {lines, layer.map, under.isNull() ? nullptr : &under, 1, nullptr, nullptr}, image, 0, image.width()))
            return {};
        under = image;
    }
    return under;
}

ui::PlotLine noisyLine(std::mt19937_64 &random, int number, int count)
{
    std::normal_distribution<double> noise;
    std::vector<double> values;
    values.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        values.push_back(std::exp(-3.0 * i / count) + 0.1 * noise(random));
    ui::PlotLine line = test::plotLine(qPrintable(QString::number(number)), test::linePoints(std::move(values)));
    line.colour = QColor::fromHsv(number * 47 % 360, 200, 180);
    std::const_pointer_cast<series::Points>(line.points)->lineage = series::newLineage();
    return line;
}

void grow(ui::PlotLine &line, std::mt19937_64 &random, int count)
{
    std::normal_distribution<double> noise;
    auto points = std::make_shared<series::Points>(*line.points);
    for (int i = 0; i < count; ++i) {
        points->steps.push_back(points->steps.back() + 1);
        points->values.push_back(0.1 * noise(random));
    }
    line.points = std::move(points);
}

/// A chart's frames one after the other, as the widget asks for them.
struct Frames
{
    ui::FrameRequest request;
    ui::Frame frame;

    explicit Frames(std::mt19937_64 &random, int runs = 30, int count = 900)
    {
        for (int run = 0; run < runs; ++run)
            request.lines.append(noisyLine(random, run, count));
        request.pixels = QSize(301, 143);
        request.background = Qt::white;
        request.buffers = std::make_shared<ui::FrameBuffers>();
        request.view = {series::Range{100, 1000}, series::Range{-0.5, 1.2}};
        next();
    }
    /// Whether a part of the last picture served again.
    bool next()
    {
        request.before = frame.prepared;
        frame = ui::makeFrame(request);
        if (request.before == nullptr)
            return false;
        const auto &before = request.before->layers;
        const auto &now = frame.prepared->layers;
        return before.size() == now.size() && !ui::changedColumns(now.back(), before.back()).isWhole();
    }
    void move(double pixels)
    {
        series::Range &x = *request.view.x;
        const double by = pixels * x.size() / (request.pixels.width() - 1);
        x = {x.low + by, x.high + by};
    }
};

} // namespace

class TestPlotFrame : public QObject
{
    Q_OBJECT

private slots:
    void aMovedPictureIsThatDrawnAnew()
    {
        auto random = test::seededPlotRandom();
        for (const int thickness : {1, 3}) {
            Frames frames(random);
            frames.request.thickness = thickness;
            frames.next();
            for (const int pixels : {1, -1, 7, -40, 130, -299, 64, 0}) {
                frames.move(pixels);
                QVERIFY2(frames.next(), qPrintable(QString::number(pixels)));
                QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
                QVERIFY(qAbs(frames.frame.x.low - frames.request.view.x->low) < 1e-9);
            }
            frames.move(0.5); // no whole pixels
            QVERIFY(!frames.next());
            frames.move(400); // nothing stays in sight
            QVERIFY(!frames.next());
            QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
        }
    }

    void anotherHeightOrScaleIsDrawnAnew()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random);
        frames.request.view.y->high += 0.01;
        QVERIFY(!frames.next());
        frames.request.view.x->high += 1;
        QVERIFY(!frames.next());
        frames.request.lines[3].colour = Qt::black;
        QVERIFY(!frames.next());
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
    }

    void theRoomOfAnAxisThatGrewGoesWhenNothingGrows()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random);
        frames.request.view = {};
        frames.next();
        for (ui::PlotLine &line : frames.request.lines)
            grow(line, random, 5);
        frames.next();
        const double last = frames.frame.valuesX.high;
        QVERIFY(frames.frame.x.high > last);
        frames.request.isGrowing = false;
        frames.next();
        QCOMPARE(frames.frame.x.high, last);
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
        frames.request.isGrowing = true; // and does not come back by itself
        frames.next();
        QCOMPARE(frames.frame.x.high, last);
    }

    void oneRunThatDivergesIsToldAndCanBeLeftOut()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random);
        frames.request.view = {};
        frames.next();
        QCOMPARE(frames.frame.stretching, 0);
        std::vector<double> diverging(900, 0.5);
        for (size_t i = 400; i < diverging.size(); ++i)
            diverging[i] = 1e9;
        frames.request.lines[4] = test::plotLine("diverging", test::linePoints(std::move(diverging)));
        frames.next();
        QCOMPARE(frames.frame.stretching, 1);
        QVERIFY(frames.frame.y.high > 9e8);
        frames.request.options.leavesOutOutliers = true;
        frames.next();
        QCOMPARE(frames.frame.stretching, 0);
        QVERIFY(frames.frame.y.high < 2);
        QVERIFY(frames.frame.outside >= 500);
    }

    void appendedPointsAreDrawnWhereTheyAre()
    {
        auto random = test::seededPlotRandom();
        for (const int thickness : {1, 2}) {
            Frames frames(random);
            frames.request.thickness = thickness;
            frames.next();
            for (int round = 0; round < 6; ++round) {
                for (qsizetype i = round % 2; i < frames.request.lines.size(); i += 1 + round)
                    grow(frames.request.lines[i], random, 1 + round * 3);
                if (round == 4)
                    frames.move(11);
                QVERIFY(frames.next());
                QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
                const ui::PlotLine &line = frames.request.lines.at(4);
                const series::CurvePtr whole = series::curveOverSteps(line.points);
                const series::CurvePtr &made = frames.frame.prepared->lines.at(4).curve;
                QCOMPARE(made->size(), whole->size());
                QCOMPARE(made->yRange, whole->yRange);
                QCOMPARE(made->xRange, whole->xRange);
                QVERIFY(*made->blocks == *whole->blocks);
            }
        }
    }

    void anAxisThatGrowsDoesSoInSteps()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random, 10, 1000);
        frames.request.view.x.reset();
        frames.next();
        QCOMPARE(frames.frame.x, (series::Range{0, 999}));
        int partly = 0;
        for (int round = 0; round < 40; ++round) {
            grow(frames.request.lines[3], random, 1);
            partly += frames.next() ? 1 : 0;
            QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
            const double last = 1000.0 + round;
            QVERIFY(frames.frame.x.high >= last && frames.frame.x.high <= last * 1.03);
        }
        QVERIFY2(partly >= 35, qPrintable(QString::number(partly)));
        grow(frames.request.lines[3], random, 1000); // no step, a leap
        frames.next();
        QCOMPARE(frames.frame.x.high, 2039.0);
    }

    void gapsInWhatIsAppendedAreSeen()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random);
        auto points = std::make_shared<series::Points>(*frames.request.lines.at(2).points);
        for (const double value : {std::nan(""), 0.5, std::numeric_limits<double>::infinity(), 0.1}) {
            points->steps.push_back(points->steps.back() + 1);
            points->values.push_back(value);
        }
        frames.request.lines[2].points = points;
        frames.next();
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
        QCOMPARE(frames.frame.notFinite, 2);
    }

    void theSliderDrawsTheSmoothedLinesOnly()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random);
        frames.request.options.smoothing = {series::Smoothing::TimeWeightedEma, 0.5};
        frames.next();
        QCOMPARE(frames.frame.prepared->layers.size(), size_t(2));
        const qint64 raw = frames.frame.prepared->layers.front().image.cacheKey();
        frames.request.options.smoothing.strength = 0.7;
        QVERIFY(!frames.next());
        QCOMPARE(frames.frame.prepared->layers.front().image.cacheKey(), raw); // the same picture
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
        frames.move(5);
        QVERIFY(frames.next());
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
        grow(frames.request.lines[7], random, 5);
        frames.next();
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
    }

    void aHiddenRunCostsTheOthersNothing()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random);
        const series::CurvePtr last = frames.frame.prepared->lines.last().curve;
        frames.request.lines.removeAt(3);
        frames.next();
        QCOMPARE(frames.frame.prepared->lines.last().curve, last);
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame));
    }

    void memoryOfFramesIsUsedAgainAndGivenBack()
    {
        auto random = test::seededPlotRandom();
        Frames frames(random);
        const QSize size = frames.request.pixels;
        const auto picture = static_cast<size_t>(size.width() * size.height()) * sizeof(QRgb);
        const size_t strip = ui::Strip::pixelsFor(size.height()) * sizeof(QRgb);
        for (int i = 0; i < 25; ++i) {
            frames.request.view.x->high += 1;
            frames.next();
            // The last two frames hold their pictures; beside them one is spare, and a strip for each thread.
            QVERIFY(frames.request.buffers->spareBytes() <= (picture + 2 * strip) * 17 / 16);
        }
        QVERIFY(frames.request.buffers->spareBytes() > 0);
        frames.request.buffers->release();
        QCOMPARE(frames.request.buffers->spareBytes(), size_t(0));
        QCOMPARE(frames.frame.image, drawnAnew(frames.frame)); // what is in use stays
    }
};

COHORT_TEST(TestPlotFrame)
#include "testplotframe.moc"
