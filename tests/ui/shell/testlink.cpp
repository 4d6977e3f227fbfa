#include "support/uitestmain.h"
#include "ui/shell/link.h"

#include <QTest>

using ui::Location;

class TestLink : public QObject
{
    Q_OBJECT

private slots:
    void readsOwnAndWebLinks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *text, const char *host, const char *path) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(host) << QString::fromUtf8(path);
        };
        row("project", "cohort://wandb.example.org/team/proj/workspace", "wandb.example.org", "team/proj/workspace");
        row("short project", "cohort://h/team/proj", "h", "team/proj/workspace");
        row("run with tab", "cohort://h:8080/team/proj/runs/ab12/console", "h", "team/proj/runs/ab12/console");
        row("encoded", "cohort://h/team/a%20b/workspace", "h", "team/a%20b/workspace");
        row("members", "cohort://h/team/members", "h", "team/members");
        row("web project", "https://wandb.ai/team/proj", "wandb.ai", "team/proj/workspace");
        row("web workspace", "https://wandb.ai/team/proj/workspace?nw=abc", "wandb.ai", "team/proj/workspace");
        row("web run", "https://wandb.ai/team/proj/runs/ab12", "wandb.ai", "team/proj/runs/ab12");
        row("web run logs", " https://wandb.ai/team/proj/runs/ab12/logs\n", "wandb.ai", "team/proj/runs/ab12/console");
        row("web team", "https://wandb.ai/team", "wandb.ai", "team/projects");
        row("web projects", "https://wandb.ai/team/projects", "wandb.ai", "team/projects");
    }
    void readsOwnAndWebLinks()
    {
        QFETCH(QString, text);
        const auto link = ui::parseLink(text);
        QVERIFY(link.has_value());
        QTEST(link->host, "host");
        QTEST(link->location.path(), "path");
    }

    void refusesWhatIsNoLink_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "imagenet", "file:///etc/passwd", "javascript:alert(1)", "cohort:///team/p",
                 "https://", "cohort://h/a/b/c/d/e/f", "ftp://wandb.ai/team/proj", "cohort://h"})
            QTest::newRow(text) << QString::fromUtf8(text);
        QTest::newRow("too long") << (QStringLiteral("cohort://h/team/") + QString(5000, u'x'));
    }
    void refusesWhatIsNoLink()
    {
        QFETCH(QString, text);
        QVERIFY(!ui::parseLink(text).has_value());
    }

    void aLinkThatWasMadeIsReadAgain()
    {
        const Location run{Location::Page::Run, QStringLiteral("tëam"), QStringLiteral("a/b c"), QStringLiteral("r#1"),
            QStringLiteral("charts")};
        const QUrl server(QStringLiteral("http://127.0.0.1:8080"));
        const auto link = ui::parseLink(ui::linkTo(server, run));
        QVERIFY(link.has_value());
        QCOMPARE(link->location, run);
        QVERIFY(ui::leadsTo(*link, server));
        QVERIFY(!ui::leadsTo(*link, QUrl(QStringLiteral("http://127.0.0.1:9090"))));
        QVERIFY(!ui::leadsTo(*link, QUrl(QStringLiteral("https://wandb.ai"))));
    }

    void thePublicServiceHasSeveralNames()
    {
        const auto link = ui::parseLink(QStringLiteral("https://wandb.ai/team/proj"));
        QVERIFY(ui::leadsTo(*link, QUrl(QStringLiteral("https://api.wandb.ai"))));
    }
};

COHORT_TEST(TestLink)
#include "testlink.moc"
