#include "damage.h"
#include "support/httplink.h"
#include "support/serverprocess.h"
#include "support/streamwriter.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

/// The commands of cohortd, beside a server that runs on the same folder.
class TestCommands : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<test::ServerProcess>(m_folder->filePath(QStringLiteral("data")));
        QVERIFY2(m_server->start(), m_server->output().constData());
    }
    void cleanup()
    {
        m_server.reset();
        m_folder.reset();
    }

    void accountsChangeAtTheNextRequest()
    {
        QVERIFY(run({"user", "add", "ada", "--email", "ada@house.invalid"}));
        QVERIFY(run({"team", "add", "lab"}));
        QVERIFY(run({"member", "add", "lab", "ada", "member"}));
        QCOMPARE(run({"member", "list", "lab"}).out, QByteArray("ada\tmember\n"));
        const QByteArray key = run({"key", "add", "ada", "--note", "cluster"}).out.trimmed();
        const QByteArray token = run({"token", "add", "ada", "--days", "2"}).out.trimmed();
        QCOMPARE(viewerOf(key), QStringLiteral("ada"));
        QCOMPARE(viewerOf(token), QStringLiteral("ada"));

        const QByteArray listed = run({"key", "list", "ada"}).out;
        QVERIFY2(listed.contains("..." + key.right(4)) && listed.contains("cluster"), listed.constData());
        QVERIFY(!listed.contains(key));
        QVERIFY(run({"key", "revoke", listed.split('\t').first()}));
        QCOMPARE(statusFor(key), 401);
        QCOMPARE(viewerOf(token), QStringLiteral("ada"));

        QVERIFY(run({"user", "deactivate", "ada"}));
        QCOMPARE(statusFor(token), 401);
        QVERIFY(run({"user", "list"}).out.contains("ada\tdeactivated"));
        QVERIFY(run({"user", "activate", "ada"}));
        QCOMPARE(statusFor(token), 401); // gone for good
        QCOMPARE(viewerOf(run({"token", "add", "ada"}).out.trimmed()), QStringLiteral("ada"));
    }

    void whatMakesNoSenseIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *words, const char *reason) {
            QTest::newRow(words) << QString::fromLatin1(words).split(u' ') << QByteArray(reason);
        };
        row("fly away", "unknown command");
        row("key add nobody", "no such user: nobody");
        row("member add nowhere admin admin", "no such team: nowhere");
        row("member add nowhere", "unknown command");
        row("user deactivate admin", "last admin");
        row("key revoke 999", "999");
        row("key revoke x", "number");
        row("token add admin --days 0", "--days");
        row("seats many", "number");
        row("audit --since yesterday", "--since");
        row("audit --lines -1", "--lines");
        row("gc", "a server runs on this folder");
        row("user add", "unknown command"); // and nobody of that name is made
        row("team add", "unknown command");
        row("key add", "unknown command");
        row("member remove lab", "unknown command");
        row("key list nobody", "no such user: nobody");
        row("user add eve --email nowhere", "mail address");
    }
    void whatMakesNoSenseIsRefusedWithTheReason()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, reason);
        const auto ended = m_server->command(words);
        QVERIFY(ended.code > 0);
        QVERIFY2(ended.err.contains(reason), ended.err.constData());
        QCOMPARE(ended.out, QByteArray());
    }

    void theManualNamesEverything()
    {
        QFile page(qEnvironmentVariable("COHORT_SOURCE_DIR") + QStringLiteral("/packaging/man/cohortd.1"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString manual = QString::fromUtf8(page.readAll()).remove(u'\\');
        const QString help = QString::fromUtf8(m_server->command({QStringLiteral("--help")}).out);
        static const QRegularExpression option(QStringLiteral("--(?!help-all)[a-z-]+"));
        static const QRegularExpression command(
            QStringLiteral("^  ([a-z]+(?: [a-z]+)?)(?= |$)"), QRegularExpression::MultilineOption);
        int count = 0;
        for (const auto &[pattern, group] : {std::pair(option, 0), std::pair(command, 1)}) {
            for (auto found = pattern.globalMatch(help); found.hasNext(); ++count) {
                const QString word = found.next().captured(group);
                QVERIFY2(manual.contains(word), qPrintable(word));
            }
        }
        QVERIFY2(count > 30, qPrintable(help));
    }

    void seatsAreCountedAndLimited()
    {
        QCOMPARE(run({"seats"}).out, QByteArray("1 of any number\n"));
        QVERIFY(run({"seats", "2"}));
        QVERIFY(run({"user", "add", "ada"}));
        QCOMPARE(run({"seats"}).out, QByteArray("2 of 2\n"));
        const auto refused = m_server->command({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("ben")});
        QVERIFY2(refused.code == 1 && refused.err.contains("seat limit"), refused.err.constData());
        QVERIFY(run({"user", "add", "vera", "--view-only"}));
        QVERIFY(run({"seats", "none"}));
        QVERIFY(run({"user", "add", "ben"}));
        QCOMPARE(run({"seats"}).out, QByteArray("3 of any number\n"));
    }

    void commandsKeepTheRulesThatRequestsKeep()
    {
        QVERIFY(run({"user", "add", "ada", "--email", "ada@house.invalid"}));
        QVERIFY(run({"user", "add", "ben"}));
        QVERIFY(run({"team", "add", "lab"}));
        QVERIFY(run({"member", "add", "lab", "ada", "admin"}));
        QVERIFY(run({"member", "add", "lab", "ben", "member"}));
        const auto refused = [this](const char *words, const char *reason) {
            const auto ended = m_server->command(QString::fromLatin1(words).split(u' '));
            return ended.code > 0 && ended.err.contains(reason);
        };
        QVERIFY(refused("user add eve --email ADA@house.invalid", "taken"));
        QVERIFY(refused("member add lab ada member", "last admin of the team lab"));
        QVERIFY(refused("member remove lab ada", "last admin of the team lab"));
        QVERIFY(refused("user deactivate ada", "last admin of the team lab"));
        QVERIFY(refused("member add ada ben admin", "no such team: ada")); // a person's own place
        QVERIFY(refused("member remove lab admin", "not in the team"));
        QVERIFY(run({"member", "add", "lab", "ben", "admin"}));
        QVERIFY(run({"user", "deactivate", "ada"}));
        QVERIFY(refused("key add ada", "closed"));
        QVERIFY(refused("token add ada", "closed"));
        QVERIFY(run({"seats", "2"}));
        QVERIFY(refused("user activate ada", "seat limit"));
        QVERIFY(run({"seats", "3"}));
        QVERIFY(run({"user", "activate", "ada"}));
    }

    void theAuditLogIsShownAndTakenAlong()
    {
        QVERIFY(run({"user", "add", "ada", "--email", "ada@house.invalid"}));
        QVERIFY(run({"team", "add", "lab"}));
        QVERIFY(run({"member", "add", "lab", "ada", "member"}));
        const QByteArray key = run({"key", "add", "ada"}).out.trimmed();
        test::HttpLink(m_server->port(), key)
            .graphql(QStringLiteral(
                "mutation { createUser(input: {email: \"x@y.invalid\", admin: true}) { user { id } } }"));

        const QByteArrayList lines = run({"audit"}).out.trimmed().split('\n');
        QVERIFY(lines.size() >= 5);
        QVERIFY2(lines.last().contains("\tada\t") && lines.last().contains("createUser")
                && lines.last().contains("refused: RoleLacks"),
            lines.last().constData());
        QVERIFY(lines.join('\n').contains("createTeam\tteam lab\tallowed"));
        QVERIFY(!lines.join('\n').contains(key));
        QCOMPARE(run({"audit", "--lines", "2"}).out.count('\n'), 2);
        QCOMPARE(run({"audit", "--refused"}).out.count('\n'), 1);
        QCOMPARE(run({"audit", "--by", "ada", "--act", "createUser"}).out.count('\n'), 1);
        QCOMPARE(run({"audit", "--about", "lab", "--act", "createTeam"}).out.count('\n'), 1);
        QCOMPARE(run({"audit", "--until", "2020-01-01"}).out, QByteArray());
        QCOMPARE(run({"audit", "--since", "2020-01-01", "--lines", "0"}).out.count('\n'), lines.size());

        const QByteArrayList exported = run({"audit", "--json", "--lines", "0"}).out.trimmed().split('\n');
        QCOMPARE(exported.size(), lines.size());
        const QJsonObject last = QJsonDocument::fromJson(exported.last()).object();
        QCOMPARE(last.value(QLatin1String("actor")).toString(), QStringLiteral("ada"));
        QCOMPARE(last.value(QLatin1String("isAllowed")).toBool(true), false);
        QCOMPARE(last.value(QLatin1String("reason")).toString(), QStringLiteral("RoleLacks"));
        QVERIFY(QDateTime::fromString(last.value(QLatin1String("at")).toString(), Qt::ISODateWithMs).isValid());
    }

    void viewOnlyPeopleHaveNoKey()
    {
        QVERIFY(run({"user", "add", "vera", "--view-only"}));
        const auto ended = m_server->command({QStringLiteral("key"), QStringLiteral("add"), QStringLiteral("vera")});
        QVERIFY(ended.code > 0);
        QVERIFY2(ended.err.contains("View-Only"), ended.err.constData());
        QCOMPARE(viewerOf(run({"token", "add", "vera"}).out.trimmed()), QStringLiteral("vera"));
    }

    void aBackupIsWholeWhileEverybodyLogs()
    {
        const test::StreamWriter::Pace pace{.rowsInPost = 100, .millisecondsBetweenPosts = 0};
        test::StreamWriter writer(
            m_server->port(), m_server->adminKey(), QStringLiteral("admin/p"), QStringLiteral("r"), pace);
        QVERIFY(writer.start());
        QTRY_VERIFY_WITH_TIMEOUT(writer.acknowledged() > 5000, 60'000);
        QVERIFY(upload("model.pt", QByteArray(300'000, 'm')));
        const qint64 before = writer.acknowledged();
        const QString target = m_folder->filePath(QStringLiteral("backup"));
        QVERIFY(run({"backup", target.toLatin1()}));
        writer.stop();
        QCOMPARE(test::integrityOf(target), QStringLiteral("ok"));

        test::ServerProcess restored(target);
        QCOMPARE(restored.command({QStringLiteral("check")}).code, 0);
        QVERIFY2(restored.start(), restored.output().constData());
        test::HttpLink link(restored.port(), m_server->adminKey());
        const QJsonValue found = link.graphql(QStringLiteral("{ project(name: \"p\", entityName: \"admin\") {"
                                                             " run(name: \"r\") { historyLineCount files { edges {"
                                                             " node { name sizeBytes } } } } } }"))
                                     .value(QLatin1String("project"))[QLatin1String("run")];
        QVERIFY(found[QLatin1String("historyLineCount")].toInteger() >= before);
        QVERIFY(found[QLatin1String("historyLineCount")].toInteger() <= writer.acknowledged());
        QCOMPARE(found[QLatin1String("files")][QLatin1String("edges")].toArray().size(), 1);
        const auto again = m_server->command({QStringLiteral("backup"), target});
        QVERIFY(again.code > 0 && again.err.contains("exists already"));
    }

    void aCheckNamesWhatIsDamaged()
    {
        const test::StreamWriter::Pace pace{.rowsInPost = 100, .millisecondsBetweenPosts = 0, .rowsAtMost = 3000};
        test::StreamWriter writer(
            m_server->port(), m_server->adminKey(), QStringLiteral("admin/p"), QStringLiteral("r"), pace);
        QVERIFY(writer.start());
        writer.join();
        QVERIFY(upload("a.txt", "content of a") && upload("b.txt", "content of b"));
        QCOMPARE(m_server->command({QStringLiteral("check")}).code, 0);

        changeFiles();
        QVERIFY(test::execute(m_server->folder(),
            "UPDATE chunks SET data = x'00' WHERE first_line = 0; DELETE FROM chunks WHERE first_line = 1000"));
        const auto ended = m_server->command({QStringLiteral("check")});
        QCOMPARE(ended.code, 3);
        for (const char *damage :
            {"history of admin/p/r: lines 0 to 499 are damaged", "history of admin/p/r: lines 1000 to 1499 are missing",
                "run file \"a.txt\" of admin/p/r", "run file \"b.txt\" of admin/p/r"})
            QVERIFY2(ended.out.contains(damage), ended.out.constData());
    }

    void whatNothingNamesIsRemoved()
    {
        QVERIFY(upload("a.txt", "content of a"));
        QCOMPARE(m_server->stop(), 0);
        QVERIFY(QDir().mkpath(m_server->folder() + QStringLiteral("/files/999")));
        QFile left(m_server->folder() + QStringLiteral("/files/999/left"));
        QVERIFY(left.open(QIODevice::WriteOnly) && left.write("12345") == 5);
        left.close();
        const auto ended = run({"gc"});
        QVERIFY2(ended.out.contains("1 files of 5 bytes"), ended.out.constData());
        QVERIFY(!left.exists());
        QCOMPARE(m_server->command({QStringLiteral("check")}).code, 0);
    }

private:
    struct Ended : test::ServerProcess::Ended
    {
        explicit operator bool() const { return code == 0; }
    };
    Ended run(const QByteArrayList &words)
    {
        QStringList texts;
        for (const QByteArray &word : words)
            texts.append(QString::fromUtf8(word));
        const Ended ended{m_server->command(texts)};
        if (ended.code != 0)
            qWarning("%s", ended.err.constData());
        return ended;
    }
    QString viewerOf(const QByteArray &key)
    {
        test::HttpLink link(m_server->port(), key);
        return link.graphql(QStringLiteral("{ viewer { username } }"))
            .value(QLatin1String("viewer"))[QLatin1String("username")]
            .toString();
    }
    int statusFor(const QByteArray &key)
    {
        return test::HttpLink(m_server->port(), key).post("/graphql", "{\"query\":\"{ viewer { id } }\"}").status;
    }
    bool upload(const QByteArray &name, const QByteArray &content)
    {
        test::HttpLink link(m_server->port(), m_server->adminKey());
        link.graphql(QStringLiteral("mutation { upsertBucket(input: {entityName: \"admin\", modelName: \"p\", name:"
                                    " \"r\"}) { inserted } }"));
        const QJsonObject made = link.graphql(
            QStringLiteral("mutation { createRunFiles(input: {entityName: \"admin\", projectName: \"p\", runName:"
                           " \"r\", files: [\"%1\"]}) { files { uploadUrl } } }")
                .arg(QString::fromLatin1(name)));
        const QUrl url(
            made.value(QLatin1String("createRunFiles"))[QLatin1String("files")][0][QLatin1String("uploadUrl")]
                .toString());
        return link.send("PUT", url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority), content).status == 200;
    }
    /// Another byte in one, none in the other.
    void changeFiles()
    {
        QStringList paths;
        QDirIterator files(m_server->folder() + QStringLiteral("/files/1"), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            paths.append(files.next());
        QCOMPARE(paths.size(), 2);
        QFile changed(paths[0]);
        QVERIFY(changed.open(QIODevice::ReadWrite) && changed.write("X") == 1);
        QVERIFY(QFile::remove(paths[1]));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::ServerProcess> m_server;
};

COHORT_TEST(TestCommands)
#include "testcommands.moc"
