#include "server/logtext.h"
#include "support/testmain.h"

#include <QTest>

class TestLogText : public QObject
{
    Q_OBJECT

private slots:
    void foreignTextIsOneTameLine_data()
    {
        QTest::addColumn<QByteArray>("foreign");
        QTest::addColumn<QByteArray>("logged");
        QTest::newRow("path") << QByteArray("/files/lab/p/r/a-b.txt") << QByteArray("/files/lab/p/r/a-b.txt");
        QTest::newRow("line break") << QByteArray("/a\r\n2026 all is well") << QByteArray("/a%0D%0A2026 all is well");
        QTest::newRow("escape") << QByteArray("\x1b[31m") << QByteArray("%1B[31m");
        QTest::newRow("beyond ASCII") << QByteArray("ü\xff") << QByteArray("%C3%BC%FF");
        QTest::newRow("key") << "/x/" + QByteArray(43, 'k') + "?y" << QByteArray("/x/[left out]?y");
        QTest::newRow("key with prefix") << "local-" + QByteArray(40, 'k') << QByteArray("local-[left out]");
        QTest::newRow("long") << QByteArray("/a").repeated(500) << QByteArray("/a").repeated(100);
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void foreignTextIsOneTameLine()
    {
        QFETCH(QByteArray, foreign);
        QTEST(server::forLog(foreign), "logged");
    }
};

COHORT_TEST(TestLogText)
#include "testlogtext.moc"
