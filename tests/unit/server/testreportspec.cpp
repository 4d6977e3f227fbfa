#include "server/reportspec.h"
#include "support/testmain.h"

#include <QTest>

class TestReportSpec : public QObject
{
    Q_OBJECT

private slots:
    void whatTheWebAppWritesIsTaken_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("spec");
        QTest::newRow("empty report") << report() << QStringLiteral(R"({"version": 5, "blocks": []})");
        QTest::newRow("unknown blocks and keys")
            << report()
            << QStringLiteral(R"({"blocks": [{"type": "hologram", "depth": 3, "children": [{"text": ""}]}], "x": {}})");
        QTest::newRow("panel grid")
            << report()
            << QStringLiteral(
                   R"({"blocks": [{"type": "panel-grid", "children": [{"text": ""}], "metadata": {"runSets": [{"id": "a"}],)"
                   R"( "panelBankSectionConfig": {"panels": [{"viewType": "Bar Chart", "config": {}}]}}}]})");
        QTest::newRow("workspace")
            << workspace()
            << QStringLiteral(R"({"section": {"panelBankConfig": {"sections": [{"panels": []}]}, "runSets": [{}]}})");
    }
    void whatTheWebAppWritesIsTaken()
    {
        QFETCH(QString, type);
        QFETCH(QString, spec);
        const base::Status sound = server::checkViewSpec(type, spec);
        QVERIFY2(sound.ok(), sound.ok() ? "" : qPrintable(sound.error().detail));
    }

    /// Refused, and the place is named.
    void hostileSpecsAreRefused_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("spec");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const QString &type, const QString &spec, const char *named) {
            QTest::newRow(name) << type << spec << QString::fromLatin1(named);
        };
        row("nothing", report(), QString(), "JSON");
        row("no JSON", report(), QStringLiteral("{blocks"), "JSON");
        row("a list", report(), QStringLiteral("[]"), "no JSON object");
        row("no blocks", report(), QStringLiteral("{}"), "blocks");
        row("blocks is text", report(), QStringLiteral(R"({"blocks": "x"})"), "blocks");
        row("a block is text", report(), QStringLiteral(R"({"blocks": ["x"]})"), "blocks[0] is no object");
        row("a block without type", report(), QStringLiteral(R"({"blocks": [{}, {"children": []}]})"), "blocks[0]");
        row("children is an object", report(),
            QStringLiteral(R"({"blocks": [{"type": "paragraph", "children": {"a": 1}}]})"), "blocks[0].children");
        row("run sets are numbers", report(),
            QStringLiteral(R"({"blocks": [{"type": "panel-grid", "metadata": {"runSets": [1]}}]})"), "runSets");
        row("panels are text", report(),
            QStringLiteral(
                R"({"blocks": [{"type": "panel-grid", "metadata": {"panelBankSectionConfig": {"panels": "p"}}}]})"),
            "panels");
        row("no section", workspace(), QStringLiteral("{}"), "section");
        row("too deep", report(), QString(5000, u'[') + QString(5000, u']'), "depth up to 64");
        row("too long", report(),
            QStringLiteral(R"({"blocks": [], "x": "%1"})").arg(QString(server::longestSpec, u'a')), "longer than");
        QString many = QStringLiteral(R"({"blocks": [)");
        for (qsizetype i = 0; i <= server::mostBlocks; ++i)
            many += QLatin1String(i == 0 ? R"({"text": ""})" : R"(,{"text": ""})");
        row("too many blocks", report(), many + QStringLiteral("]}"), "more than 5000 blocks");
    }
    void hostileSpecsAreRefused()
    {
        QFETCH(QString, type);
        QFETCH(QString, spec);
        QFETCH(QString, named);
        const base::Status sound = server::checkViewSpec(type, spec);
        QVERIFY(!sound.ok());
        QCOMPARE(sound.error().kind, base::Error::Kind::Invalid);
        QVERIFY2(sound.error().detail.contains(named), qPrintable(sound.error().detail));
    }

private:
    static QString report() { return QStringLiteral("runs"); }
    static QString workspace() { return QStringLiteral("project-view"); }
};

COHORT_TEST(TestReportSpec)
#include "testreportspec.moc"
