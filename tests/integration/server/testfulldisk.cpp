#include "damage.h"
#include "support/serverprocess.h"
#include "support/streamwriter.h"
#include "support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <sys/mount.h>
#include <sys/resource.h>

/// No room for another byte: writers are told to wait, readers are served, and with room again all goes on.
class TestFullDisk : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_data = m_folder->filePath(QStringLiteral("data"));
    }
    void cleanup()
    {
        ::umount2(QFile::encodeName(m_data).constData(), MNT_DETACH);
        m_folder.reset();
    }

    /// Files may not grow further: as a quota does.
    void filesThatMayNotGrow()
    {
        test::ServerProcess server(m_data);
        server.setChildModifier([] {
            const rlimit limit{4 * 1024 * 1024, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &limit);
        });
        QVERIFY2(server.start(), server.output().constData());
        fill(server, [&server] {
            server.setChildModifier({});
            return server.stop() == 0 && server.start();
        });
    }

    void aFullFileSystem()
    {
        QVERIFY(QDir().mkpath(m_data));
        const QByteArray path = QFile::encodeName(m_data);
        if (::mount("none", path.constData(), "tmpfs", 0, "size=8m") != 0)
            QSKIP("mounting a small file system is not allowed here");
        test::ServerProcess server(m_data);
        QVERIFY2(server.start(), server.output().constData());
        fill(server, [&path] { return ::mount("none", path.constData(), "tmpfs", MS_REMOUNT, "size=64m") == 0; });
    }

    void aFullFileSystemAtTheStart()
    {
        QVERIFY(QDir().mkpath(m_data));
        if (::mount("none", QFile::encodeName(m_data).constData(), "tmpfs", 0, "size=16k") != 0)
            QSKIP("mounting a small file system is not allowed here");
        test::ServerProcess server(m_data);
        QVERIFY(!server.start());
        QVERIFY2(
            server.output().contains("full") && server.output().contains(m_data.toUtf8()), server.output().constData());
    }

    void aReadOnlyFileSystem()
    {
        QVERIFY(QDir().mkpath(m_data));
        const QByteArray path = QFile::encodeName(m_data);
        if (::mount("none", path.constData(), "tmpfs", 0, "size=16m") != 0)
            QSKIP("mounting a small file system is not allowed here");
        {
            test::ServerProcess server(m_data);
            QVERIFY2(server.start(), server.output().constData());
            QCOMPARE(server.stop(), 0);
        }
        QCOMPARE(::mount("none", path.constData(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=16m"), 0);
        test::ServerProcess server(m_data);
        QVERIFY(!server.start());
        QVERIFY2(server.output().contains(m_data.toUtf8()), server.output().constData());
        QVERIFY2(server.output().contains("read-only"), server.output().constData());
    }

private:
    template <typename MakeRoom>
    void fill(test::ServerProcess &server, MakeRoom makeRoom)
    {
        const test::StreamWriter::Pace pace{.rowsInPost = 400, .millisecondsBetweenPosts = 0};
        std::vector<std::unique_ptr<test::StreamWriter>> writers;
        for (int i = 0; i < 2; ++i) {
            writers.push_back(std::make_unique<test::StreamWriter>(
                server.port(), server.adminKey(), QStringLiteral("admin/full"), QStringLiteral("run%1").arg(i), pace));
            QVERIFY(writers.back()->start());
        }
        for (const auto &writer : writers)
            QTRY_VERIFY_WITH_TIMEOUT(writer->refusalsWithTime() > 5, 60'000);
        test::HttpLink link(server.port(), server.adminKey());
        QVERIFY(!link.graphql(QStringLiteral("{ viewer { entity } }")).isEmpty());
        const auto change = link.post("/graphql",
            "{\"query\":\"mutation { upsertModel(input: {entityName: \\\"admin\\\", name: \\\"x\\\"}) { inserted } "
            "}\"}");
        QVERIFY2(change.status == 503 || change.status == 200, change.body.constData());

        QVERIFY(makeRoom());
        for (const auto &writer : writers) {
            const qint64 before = writer->acknowledged();
            QTRY_VERIFY_WITH_TIMEOUT(writer->acknowledged() > before + 4000, 60'000);
        }
        for (const auto &writer : writers) {
            writer->stop();
            QCOMPARE(writer->finalRefusal(), QByteArray());
            QCOMPARE(writer->refusalsWithoutTime(), 0);
            const QString problem = writer->compareWithServer();
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
        QCOMPARE(server.stop(), 0);
        QCOMPARE(test::integrityOf(server.folder()), QStringLiteral("ok"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_data;
};

COHORT_TEST(TestFullDisk)
#include "testfulldisk.moc"
