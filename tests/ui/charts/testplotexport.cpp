#include "plotdata.h"
#include "support/testmain.h"
#include "ui/charts/plotexport.h"
#include "ui/charts/plotview.h"

#include <QFile>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int exportPatience = 20'000;

ui::PlotPicture settledPicture(ui::PlotView &view, const QList<ui::PlotLine> &lines)
{
    view.resize(500, 300);
    view.setTitle(QStringLiteral("loss"));
    view.setLines(lines);
    view.show();
    if (!QTest::qWaitFor([&view] { return view.isSettled(); }, exportPatience))
        qWarning("the chart did not settle");
    return view.picture();
}

QByteArray contentOf(const QString &file)
{
    QFile device(file);
    return device.open(QIODevice::ReadOnly) ? device.readAll() : QByteArray();
}

base::Status resultOf(const QFuture<base::Status> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, exportPatience))
        return base::Error{base::Error::Kind::Busy, {}};
    return future.result();
}

} // namespace

class TestPlotExport : public QObject
{
    Q_OBJECT

private slots:
    void thePngIsThePicture()
    {
        QTemporaryDir folder;
        ui::PlotView view;
        const auto picture = settledPicture(view, {test::plotLine("a", test::ramp(500, 3))});
        const QString file = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(resultOf(ui::savePng(picture, file, 2)).ok());
        const QImage image(file);
        QCOMPARE(image.size(), QSize(1000, 600));
        view.clearFocus();
        QCOMPARE(ui::pictureImage(picture, 1).convertToFormat(QImage::Format_RGB32),
            view.grab().toImage().convertToFormat(QImage::Format_RGB32));
    }

    void theSvgShowsTheLine()
    {
        QTemporaryDir folder;
        ui::PlotView view;
        const auto picture =
            settledPicture(view, {test::plotLine("a", test::linePoints({1, 5, std::nan(""), 2, 3}), Qt::red)});
        const QString file = folder.filePath(QStringLiteral("a.svg"));
        QVERIFY(resultOf(ui::saveSvg(picture, file)).ok());
        QSvgRenderer renderer(file);
        QVERIFY(renderer.isValid());
        QVERIFY(contentOf(file).contains("#ff0000"));
    }

    void thePdfIsOnePageOfTheChartsSize()
    {
        QTemporaryDir folder;
        ui::PlotView view;
        auto picture = settledPicture(view, {test::plotLine("a", test::ramp(500, 3), Qt::red)});
        picture.scene.title = QStringLiteral("train/loss");
        const QString file = folder.filePath(QStringLiteral("a.pdf"));
        QVERIFY(resultOf(ui::savePdf(picture, file)).ok());
        const QByteArray pdf = contentOf(file);
        QVERIFY(pdf.startsWith("%PDF-"));
        QCOMPARE(pdf.count("/Type /Page\n"), 1);
        // 500 x 300 pixels of a 96th of an inch, in points
        QVERIFY2(pdf.contains("/MediaBox [0 0 375"), pdf.mid(pdf.indexOf("/MediaBox"), 40).constData());
    }

    void theCsvReadsBackBitForBit()
    {
        QTemporaryDir folder;
        ui::PlotView view;
        const std::vector<double> values{0.1, 1.0 / 3, std::nan(""), -HUGE_VAL, 5e-324};
        auto line = test::plotLine("r1", test::linePoints(values, 10));
        line.name = QStringLiteral("=cmd \"x\", y");
        const auto picture = settledPicture(view, {line});
        const QString file = folder.filePath(QStringLiteral("a.csv"));
        QVERIFY(resultOf(ui::saveCsv(picture, file)).ok());
        const QList<QByteArray> rows = contentOf(file).trimmed().split('\n');
        QCOMPARE(rows.size(), 6);
        QCOMPARE(rows.at(0).trimmed(), QByteArray("run,name,step,x,value,smoothed"));
        QVERIFY(rows.at(1).startsWith("\"r1\",\"'=cmd \"\"x\"\", y\",0,,0.1,"));
        QCOMPARE(rows.at(2).trimmed().split(',').at(5).toDouble(), 1.0 / 3);
        QVERIFY(rows.at(3).contains(",20,,NaN,"));
        QVERIFY(rows.at(4).contains(",30,,-Infinity,"));
        QCOMPARE(rows.at(5).trimmed().split(',').at(5).toDouble(), 5e-324);
    }

    void aFileThatCannotBeWrittenIsAnError()
    {
        ui::PlotView view;
        const auto picture = settledPicture(view, {test::plotLine("a", test::ramp(5, 3))});
        for (const auto &future : {ui::saveCsv(picture, QStringLiteral("/nowhere/a.csv")),
                 ui::saveSvg(picture, QStringLiteral("/nowhere/a.svg")),
                 ui::savePdf(picture, QStringLiteral("/nowhere/a.pdf")),
                 ui::savePng(picture, QStringLiteral("/nowhere/a.png"), 1)}) {
            const auto status = resultOf(future);
            QVERIFY(!status.ok());
            QCOMPARE(status.error().kind, base::Error::Kind::Storage);
            QVERIFY(!status.error().detail.isEmpty());
        }
    }
};

COHORT_TEST(TestPlotExport)
#include "testplotexport.moc"
