#include "support/httplink.h"
#include "support/serverprocess.h"
#include "support/testmain.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// Secrets are used rightly and wrongly in every way that there is; afterwards nothing that the server wrote, to its
/// output or into its folder, holds one.
class TestCanaries : public QObject
{
    Q_OBJECT

private slots:
    void secretsStayUnseen()
    {
        const QTemporaryDir folder;
        test::ServerProcess server(folder.filePath(QStringLiteral("data")));
        QVERIFY2(server.start(), server.output().constData());
        const QByteArray admin = server.adminKey();
        const QByteArray key = secret(server, "key");
        const QByteArray token = secret(server, "token");
        const QByteArray foreign(43, 'F'); // a key of another server, sent here by mistake
        const QByteArrayList canaries{admin, key, token, foreign};
        for (const QByteArray &canary : canaries) {
            test::HttpLink link(server.port(), canary);
            link.post("/graphql", "{\"query\":\"{ viewer { id } }\"}");
            link.post("/graphql", "{\"query\":\"{ " + canary + " }\"}");
            link.post("/graphql", "{\"query\":\"{ viewer { id } }\",\"variables\":{\"" + canary + "\":1}}");
            link.post("/graphql",
                "{\"query\":\"mutation { deleteApiKey(input: {id: \\\"" + canary + "\\\"}) { success } }\"}");
            link.post("/graphql", "{\"query\":\"{ entity(name: \\\"" + canary + "\\\") { id } }\"}");
            link.post("/" + canary, "{}");
            link.post("/graphql?key=" + canary, "{}");
            link.post("/graphql?accessToken=" + canary, "{\"query\":\"{ view(id: \\\"x\\\") { id } }\"}");
            link.send("GET", "/files/admin/p/r/f?accessToken=" + canary, {});
            link.send("GET", "/files/admin/" + canary + "/r/f", {});
            link.send(canary.left(20), "/ready", {});
            link.post("/files/admin/" + canary + "/r/file_stream", "{" + canary);
        }
        const auto refused = server.command({QStringLiteral("key"), QString::fromLatin1(foreign)});
        QVERIFY(refused.code != 0);
        QCOMPARE(server.stop(), 0);
        QVERIFY2(server.start(), server.output().constData());
        const QByteArray said = server.output();
        QVERIFY2(said.contains("401"), "refused attempts are logged");
        QCOMPARE(said.count(admin), 1); // shown once, at the first start
        for (const QByteArray &canary : {key, token, foreign})
            QVERIFY2(!said.contains(canary), said.constData());

        int files = 0;
        QDirIterator all(server.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            for (const QByteArray &canary : canaries)
                QVERIFY2(!content.contains(canary), qPrintable(file.fileName()));
            ++files;
        }
        QVERIFY(files >= 2);
    }

private:
    static QByteArray secret(const test::ServerProcess &server, const char *kind)
    {
        return server.command({QLatin1String(kind), QStringLiteral("add"), QStringLiteral("admin")}).out.trimmed();
    }
};

COHORT_TEST(TestCanaries)
#include "testcanaries.moc"
