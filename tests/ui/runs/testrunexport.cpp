#include "support/builders.h"
#include "support/uitestmain.h"
#include "ui/runs/filesaver.h"
#include "ui/runs/jsonfiltermodel.h"
#include "ui/runs/jsonpath.h"
#include "ui/runs/jsontreemodel.h"
#include "ui/runs/runexport.h"

#include <QAbstractItemModelTester>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <limits>

using ui::RunColumn;
using Kind = RunColumn::Kind;

class TestRunExport : public QObject
{
    Q_OBJECT

private slots:
    void formulasAreNeutralised_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("plain") << QStringLiteral("adamw") << QStringLiteral("adamw");
        QTest::newRow("formula") << QStringLiteral("=1+1") << QStringLiteral("'=1+1");
        QTest::newRow("plus") << QStringLiteral("+cmd") << QStringLiteral("'+cmd");
        QTest::newRow("minus") << QStringLiteral("-x") << QStringLiteral("'-x");
        QTest::newRow("at") << QStringLiteral("@sum") << QStringLiteral("'@sum");
        QTest::newRow("number") << QStringLiteral("-1.5e-3") << QStringLiteral("-1.5e-3");
        QTest::newRow("comma") << QStringLiteral("a,b") << QStringLiteral("\"a,b\"");
        QTest::newRow("quote") << QStringLiteral("a\"b") << QStringLiteral("\"a\"\"b\"");
        QTest::newRow("line") << QStringLiteral("a\nb") << QStringLiteral("\"a\nb\"");
        QTest::newRow("tab") << QStringLiteral("\t=1") << QStringLiteral("'\t=1");
    }

    void formulasAreNeutralised()
    {
        QFETCH(QString, text);
        QFETCH(QString, field);
        QCOMPARE(ui::csvField(text), field);
    }

    void csvHasMachineFormats()
    {
        domain::Run run = test::aRun(QStringLiteral("a"));
        run.displayName = QStringLiteral("=evil()");
        run.summary = {
            {QStringLiteral("loss"), 0.1}, {QStringLiteral("bad"), std::numeric_limits<double>::quiet_NaN()}};
        const QByteArray csv = ui::runsAsCsv({run},
            {{Kind::Name, {}}, {Kind::Created, {}}, {Kind::Runtime, {}}, {Kind::Summary, QStringLiteral("loss")},
                {Kind::Summary, QStringLiteral("bad")}, {Kind::Summary, QStringLiteral("none")}});
        QCOMPARE(csv,
            QByteArray("\xEF\xBB\xBFid,name,created,runtime,summary.loss,summary.bad,summary.none\r\n"
                       "a,'=evil(),2026-03-02T06:00:00.000Z,3600,0.1,NaN,\r\n"));
    }

    void fileNamesHaveNoPaths()
    {
        QCOMPARE(ui::FileSaver::safeFileName(QStringLiteral("../../etc/passwd")), QStringLiteral("_.._etc_passwd"));
        QCOMPARE(ui::FileSaver::safeFileName(QStringLiteral("a:b\\c\n.log")), QStringLiteral("a_b_c_.log"));
    }

    void writingTellsWhatFailed()
    {
        QTemporaryDir folder;
        QVERIFY(ui::FileSaver::write(folder.filePath(QStringLiteral("a.csv")), "x").ok());
        const auto failed = ui::FileSaver::write(folder.filePath(QStringLiteral("no/such/a.csv")), "x");
        QVERIFY(!failed.ok());
        QCOMPARE(failed.error().kind, base::Error::Kind::Storage);
    }

    void nestedKeysAndKeysWithDotsAreFound()
    {
        const QJsonObject object{{QStringLiteral("optimizer"),
                                     QJsonObject{{QStringLiteral("lr"), 0.1},
                                         {QStringLiteral("deep.er"), QJsonObject{{QStringLiteral("x"), 2}}}}},
            {QStringLiteral("cpu.util"), 5}};
        QCOMPARE(ui::jsonAt(object, QStringLiteral("optimizer.lr")).toDouble(), 0.1);
        QCOMPARE(ui::jsonAt(object, QStringLiteral("optimizer.deep.er.x")).toInt(), 2);
        QCOMPARE(ui::jsonAt(object, QStringLiteral("cpu.util")).toInt(), 5);
        QVERIFY(ui::jsonAt(object, QStringLiteral("optimizer.momentum")).isUndefined());
        QCOMPARE(ui::jsonLeafKeys(object),
            QStringList(
                {QStringLiteral("cpu.util"), QStringLiteral("optimizer.deep.er.x"), QStringLiteral("optimizer.lr")}));
    }

    void theTreeTellsOnlyWhatIsDifferent()
    {
        ui::JsonTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QJsonObject summary{{QStringLiteral("a"), 1},
            {QStringLiteral("nested"), QJsonObject{{QStringLiteral("x"), 1}, {QStringLiteral("y"), 2}}},
            {QStringLiteral("z"), std::numeric_limits<double>::quiet_NaN()}};
        model.setObject(summary);
        QCOMPARE(model.rowCount(), 3);
        const QPersistentModelIndex nested = model.index(1, 0);
        QCOMPARE(model.rowCount(nested), 2);
        QCOMPARE(model.index(2, 1).data().toString(), QStringLiteral("NaN"));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        summary.insert(QStringLiteral("a"), 5);
        summary.insert(QStringLiteral("b"), 6);
        model.setObject(summary);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 0);
        QVERIFY(changed.size() <= 2); // `a`; NaN is never equal to itself
        QCOMPARE(nested.row(), 2);
        summary.remove(QStringLiteral("nested"));
        model.setObject(summary);
        QCOMPARE(removed.size(), 1);
        QVERIFY(!nested.isValid());
    }

    void theTreesFilterLooksInKeysAndValues()
    {
        ui::JsonTreeModel model;
        ui::JsonFilterModel shown;
        shown.setSourceModel(&model);
        QAbstractItemModelTester tester(&shown, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setObject(
            {{QStringLiteral("optimizer"),
                 QJsonObject{{QStringLiteral("lr"), 0.1}, {QStringLiteral("name"), QStringLiteral("adamw")}}},
                {QStringLiteral("seed"), 3}});
        shown.setText(QStringLiteral("ADAM"));
        QCOMPARE(shown.rowCount(), 1);
        QCOMPARE(shown.rowCount(shown.index(0, 0)), 1);
        shown.setText(QStringLiteral("optimizer.lr"));
        QCOMPARE(shown.rowCount(shown.index(0, 0)), 1);
        shown.setText({});
        QCOMPARE(shown.rowCount(), 2);
    }
};

COHORT_TEST(TestRunExport)
#include "testrunexport.moc"
