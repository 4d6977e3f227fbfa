#include "server/storeschema.h"
#include "server/teamserver.h"
#include "serverfixture.h"
#include "sqlite/database.h"
#include "support/faultyvfs.h"
#include "support/httplink.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <zlib.h>

namespace {

QDir fixtures()
{
    return {qEnvironmentVariable("COHORT_SOURCE_DIR") + QStringLiteral("/tests/data/schema"),
        QStringLiteral("server-v*.db.gz")};
}

QByteArray unpacked(const QString &path)
{
    gzFile file = gzopen(QFile::encodeName(path).constData(), "rb");
    QByteArray content;
    QByteArray piece(64 * 1024, '\0');
    for (int got = 1; file != nullptr && got > 0;) {
        got = gzread(file, piece.data(), static_cast<unsigned>(piece.size()));
        content.append(piece.constData(), std::max(got, 0));
    }
    gzclose(file);
    return content;
}

int versionOf(const QString &fixture)
{
    return fixture.section(QStringLiteral("-v"), 1).section(u'.', 0, 0).toInt();
}

} // namespace

/// A database of each version that was ever written comes to the newest one with all that is in it, also when the disk
/// fails on the way.
class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        // In memory where it can be: the disk that fails is a pretended one, tried thousands of times.
        const QString memory = test::folderInMemory();
        m_folder = memory.isEmpty() ? std::make_unique<QTemporaryDir>() : std::make_unique<QTemporaryDir>(memory);
        QVERIFY(QDir().mkpath(data()));
    }
    void cleanup() { m_folder.reset(); }

    void whatAnOlderServerStoredIsThere_data() { eachFixture(); }
    void whatAnOlderServerStoredIsThere()
    {
        QFETCH(QString, fixture);
        QVERIFY(put(fixture));
        server::TeamServer::Options options;
        options.dataFolder = data();
        const auto started = server::TeamServer::start(options);
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        QFile description(
            fixtures().filePath(QString(fixture).replace(QStringLiteral(".db.gz"), QStringLiteral(".json"))));
        QVERIFY(description.open(QIODevice::ReadOnly));
        const QJsonObject expected = QJsonDocument::fromJson(description.readAll()).object();
        const auto ask = [&](const char *person, const char *query) {
            const QByteArray key = expected.value(QLatin1String("keys"))[QLatin1String(person)].toString().toLatin1();
            test::HttpLink link(static_cast<quint16>((*started)->url().port()), key);
            return link.graphql(QLatin1String(query));
        };
        for (const char *person : {"admin", "ada", "vera"})
            QCOMPARE(ask(person, "{ viewer { username } }")
                         .value(QLatin1String("viewer"))[QLatin1String("username")]
                         .toString(),
                QLatin1String(person));
        const QJsonValue run = ask("ada",
            "{ project(name: \"vit\", entityName: \"lab\") { runCount run(name: \"first\") { state config "
            "summaryMetrics"
            " tags logLineCount historyLineCount history(minStep: 1199, maxStep: 1200, samples: 9) } } }")
                                   .value(QLatin1String("project"));
        QCOMPARE(run[QLatin1String("runCount")].toInt(), 1);
        QCOMPARE(run[QLatin1String("run")][QLatin1String("state")].toString(), QStringLiteral("finished"));
        QCOMPARE(run[QLatin1String("run")][QLatin1String("logLineCount")].toInt(), 2);
        QCOMPARE(run[QLatin1String("run")][QLatin1String("historyLineCount")].toInt(),
            expected.value(QLatin1String("rows")).toInt());
        QCOMPARE(run[QLatin1String("run")][QLatin1String("history")].toArray().size(), 1);
        QVERIFY(
            ask("vera", "mutation { upsertModel(input: {entityName: \"lab\", name: \"x\"}) { inserted } }").isEmpty());
    }

    void theOldFileIsKeptBeside_data() { eachFixture(); }
    void theOldFileIsKeptBeside()
    {
        QFETCH(QString, fixture);
        QVERIFY(put(fixture));
        QVERIFY(open());
        const int version = versionOf(fixture);
        const bool isNewest = static_cast<size_t>(version) == server::storeMigrations().size();
        const QString copy = path() + QStringLiteral(".v%1").arg(version);
        QCOMPARE(QFile::exists(copy), !isNewest);
        if (isNewest)
            return;
        const auto old = sqlite::Database::open(copy, server::storeMigrations().first(static_cast<size_t>(version)),
            {server::storeApplicationId, sqlite::Sync::Full, false, false});
        QVERIFY2(old, old ? "" : qPrintable(old.error().detail));
        QVERIFY((*old)->integrityCheck());
    }

    void aDiskThatFailsOnTheWayLosesNothing_data() { eachFixture(); }
    void aDiskThatFailsOnTheWayLosesNothing()
    {
        QFETCH(QString, fixture);
        test::FaultyVfs disk;
        for (int n = 0;; ++n) {
            QVERIFY2(n < 3000, "there is no end to the accesses");
            QVERIFY(put(fixture));
            disk.failAt(n, n % 2 == 0 ? test::FaultyVfs::Mode::FromThere : test::FaultyVfs::Mode::Once);
            (void)open();
            const bool hasFailed = disk.hasFailed();
            disk.failAt(-1, test::FaultyVfs::Mode::Once);
            const auto healed = open();
            QVERIFY2(healed, qPrintable(QStringLiteral("access %1: %2").arg(n).arg(m_problem)));
            QCOMPARE(sqlite::schemaVersion(*healed).valueOr(0), static_cast<int>(server::storeMigrations().size()));
            QVERIFY2(healed->integrityCheck(), qPrintable(QString::number(n)));
            auto rows =
                healed->prepare(QStringLiteral("SELECT sum(line_count), (SELECT count(*) FROM users) FROM chunks"));
            QVERIFY(rows && rows->step());
            QCOMPARE(rows->integer(0), 1203);
            QCOMPARE(rows->integer(1), 3);
            if (!hasFailed)
                return;
        }
    }

    void theFirstVersionOnTheRecordIsAmongThem()
    {
        QVERIFY(fixtures().entryList().contains(QStringLiteral("server-v3.db.gz")));
    }

private:
    static void eachFixture()
    {
        QTest::addColumn<QString>("fixture");
        const QStringList all = fixtures().entryList();
        for (const QString &fixture : all)
            QTest::newRow(qPrintable(fixture)) << fixture;
    }
    [[nodiscard]] QString data() const { return m_folder->filePath(QStringLiteral("data")); }
    [[nodiscard]] QString path() const { return data() + QStringLiteral("/server.db"); }
    /// The fixture as the only file of the folder.
    bool put(const QString &fixture)
    {
        const QStringList left = QDir(data()).entryList(QDir::Files);
        for (const QString &file : left)
            QFile::remove(data() + u'/' + file);
        const QByteArray content = unpacked(fixtures().filePath(fixture));
        QFile file(path());
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && content.size() > 10'000;
    }
    std::unique_ptr<sqlite::Database> open()
    {
        auto opened = sqlite::Database::open(
            path(), server::storeMigrations(), {server::storeApplicationId, sqlite::Sync::Full, false, true});
        m_problem = opened ? QString() : opened.error().detail;
        return opened ? std::move(*opened) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_problem;
};

COHORT_TEST(TestMigrations)
#include "testmigrations.moc"
