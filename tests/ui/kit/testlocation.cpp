#include "support/uitestmain.h"
#include "ui/kit/location.h"

#include <QTest>

using ui::Location;

class TestLocation : public QObject
{
    Q_OBJECT

private slots:
    void pathsAreReadAgain_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"home", "sign-in", "algoperf/projects", "algoperf/members", "algoperf/vit/workspace",
                 "algoperf/vit/runs/1a2b", "algoperf/vit/runs/1a2b/console", "a%2Fb/c%20d/workspace"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }
    void pathsAreReadAgain()
    {
        QFETCH(QString, path);
        const auto location = Location::fromPath(path);
        QVERIFY(location.has_value());
        QCOMPARE(location->path(), path);
    }

    void nonsenseIsNoPlace()
    {
        QVERIFY(!Location::fromPath(u"").has_value());
        QVERIFY(!Location::fromPath(u"a/b/c/d/e/f").has_value());
        QVERIFY(!Location::fromPath(u"alone").has_value());
    }
};

COHORT_TEST(TestLocation)
#include "testlocation.moc"
