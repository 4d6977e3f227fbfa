#include "server/artifactnames.h"
#include "server/globalid.h"
#include "server/names.h"
#include "support/testmain.h"

#include <QTest>

using namespace server;

/// Names of clients: which are taken, and that ids come back to what they were made from.
class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void namesThatCouldLeaveTheFolderAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("plain") << QStringLiteral("config.yaml") << true;
        QTest::newRow("nested") << QStringLiteral("media/images/a b_0.png") << true;
        QTest::newRow("unicode") << QStringLiteral("größe/ü.txt") << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("up") << QStringLiteral("../server.db") << false;
        QTest::newRow("up inside") << QStringLiteral("a/../../b") << false;
        QTest::newRow("absolute") << QStringLiteral("/etc/passwd") << false;
        QTest::newRow("backslash") << QStringLiteral("a\\b") << false;
        QTest::newRow("drive") << QStringLiteral("c:x") << false;
        QTest::newRow("device") << QStringLiteral("logs/NUL.txt") << false;
        QTest::newRow("dot") << QStringLiteral("a/./b") << false;
        QTest::newRow("double slash") << QStringLiteral("a//b") << false;
        QTest::newRow("control") << QStringLiteral("a\nb") << false;
        QTest::newRow("zero") << QStringLiteral("a") + QChar(0) << false;
        QTest::newRow("long part") << QString(300, QLatin1Char('x')) << false;
    }
    void namesThatCouldLeaveTheFolderAreRefused()
    {
        QFETCH(QString, name);
        QTEST(isSoundFileName(name), "isFine");
    }

    void namesThatLookLikeOthersAreRefused()
    {
        for (const char16_t hidden : {u'\u00ad', u'\u200b', u'\u200e', u'\u202e', u'\u2060', u'\u2067', u'\ufeff'}) {
            const QString name = QStringLiteral("pr") + QChar(hidden) + QStringLiteral("od");
            QVERIFY2(!isSoundProjectName(name) && !isSoundRunId(name) && !isSoundFileName(name) && !isSoundAlias(name),
                qPrintable(QString::number(hidden, 16)));
        }
        const QString joined = QStringLiteral("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645");
        QVERIFY(isSoundProjectName(joined));
    }

    void idsComeBackToWhatTheyWereMadeFrom()
    {
        const auto run = runFromId(runId({QStringLiteral("team"), QStringLiteral("my project"), QStringLiteral("r1")}));
        QVERIFY(run);
        QCOMPARE(run->entity, QStringLiteral("team"));
        QCOMPARE(run->project, QStringLiteral("my project"));
        QCOMPARE(run->run, QStringLiteral("r1"));
        QCOMPARE(numberFromId("User", numberId("User", 7)), std::optional<qint64>(7));
        QVERIFY(!numberFromId("Entity", numberId("User", 7)));
        QVERIFY(!runFromId(QStringLiteral("nonsense")));
        QVERIFY(!runFromId(QString()));
    }

    void inventedNamesAreTwoWordsAndTheNumber()
    {
        const QStringList parts = inventedRunName(12345, 12).split(u'-');
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts.last(), QStringLiteral("12"));
    }
};

COHORT_TEST(TestNames)
#include "testnames.moc"
