#include "sqlite/database.h"
#include "sqlite/fault.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

namespace {

constexpr quint32 ours = 0x436f4854;

using Steps = std::vector<sqlite::Migration>;

Steps threeSteps()
{
    return {
        {"runs", {QStringLiteral("CREATE TABLE runs(id TEXT PRIMARY KEY)")}},
        {"names",
            {QStringLiteral("ALTER TABLE runs ADD COLUMN name TEXT"),
                QStringLiteral("UPDATE runs SET name = 'old ' || id")}},
        {"index", {QStringLiteral("CREATE INDEX runs_by_name ON runs(name)")}},
    };
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QMap<QString, QByteArray> folderContent(const QString &folder)
{
    QMap<QString, QByteArray> content;
    const auto names = QDir(folder).entryList(QDir::Files);
    for (const QString &name : names)
        content.insert(name, bytesOf(folder + QLatin1Char('/') + name));
    return content;
}

} // namespace

class TestOpening : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("a.db")); }
    [[nodiscard]] auto open(const Steps &steps, sqlite::OpenOptions options = {.applicationId = ours}) const
    {
        return sqlite::Database::open(path(), steps, options);
    }
    [[nodiscard]] sqlite::Fault faultOfOpening(const Steps &steps, quint32 application = ours) const
    {
        const auto opened = open(steps, {.applicationId = application});
        return opened ? sqlite::Fault::None : sqlite::faultOf(opened.error());
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aFreshFileIsOnlyForItsOwner()
    {
        const auto opened = open(threeSteps());
        QVERIFY(opened);
        QVERIFY((*opened)->execute(QStringLiteral("INSERT INTO runs VALUES('a', 'b')")));
        const auto files = QDir(m_folder->path()).entryInfoList(QDir::Files);
        QVERIFY(files.size() >= 2);
        for (const QFileInfo &file : files) {
            QVERIFY(!file.permission(QFileDevice::ReadGroup));
            QVERIFY(!file.permission(QFileDevice::ReadOther));
        }
    }

    void stepsAreTakenOnceAndKeepTheRows()
    {
        const Steps all = threeSteps();
        {
            const auto first = open({all[0]});
            QVERIFY(first);
            QVERIFY((*first)->execute(QStringLiteral("INSERT INTO runs VALUES('a')")));
        }
        for (int i = 0; i < 2; ++i) {
            const auto opened = open(all);
            QVERIFY(opened);
            QCOMPARE(sqlite::schemaVersion(**opened).valueOr(-1), 3);
            auto statement = (*opened)->prepare(QStringLiteral("SELECT name FROM runs"));
            QVERIFY(statement->step().valueOr(false));
            QCOMPARE(statement->text(0), QStringLiteral("old a"));
        }
    }

    void anInterruptedMigrationLeavesTheVersionBefore()
    {
        Steps broken = threeSteps();
        broken[1].statements.append(QStringLiteral("INSERT INTO no_such_table VALUES(1)"));
        {
            const auto first = open({broken[0]});
            QVERIFY((*first)->execute(QStringLiteral("INSERT INTO runs VALUES('a')")));
        }
        const auto failed = open(broken);
        QVERIFY(!failed);
        QVERIFY(failed.error().detail.contains(QStringLiteral("migration names")));
        {
            const auto before = open({broken[0]});
            QVERIFY(before);
            QCOMPARE(sqlite::schemaVersion(**before).valueOr(-1), 1);
            QVERIFY(!(*before)->execute(QStringLiteral("SELECT name FROM runs")));
        }
        const auto healed = open(threeSteps());
        QVERIFY(healed);
        QVERIFY((*healed)->execute(QStringLiteral("SELECT name FROM runs")));
    }

    void aBackupIsMadeBeforeAMigration()
    {
        const Steps all = threeSteps();
        QVERIFY(open({all[0]}));
        const QString copy = path() + QStringLiteral(".v1");
        QVERIFY(open(all, {.applicationId = ours, .backUpBeforeMigrating = true}));
        const auto kept = sqlite::Database::open(copy, std::span(all).first(1), {.applicationId = ours});
        QVERIFY(kept);
        QCOMPARE(sqlite::schemaVersion(**kept).valueOr(-1), 1);
    }

    void aNewerFileIsNotTouched()
    {
        QVERIFY(open(threeSteps()));
        const auto before = folderContent(m_folder->path());
        QCOMPARE(faultOfOpening({threeSteps()[0]}), sqlite::Fault::NewerVersion);
        QCOMPARE(folderContent(m_folder->path()), before);
    }

    void aNewerFileWhoseVersionIsOnlyInTheLogIsNotTouched()
    {
        // As after a kill: the header still says 1, the write-ahead log says 3.
        const Steps all = threeSteps();
        QTemporaryDir elsewhere;
        const QString there = elsewhere.filePath(QStringLiteral("a.db"));
        QVERIFY(sqlite::Database::open(there, std::span(all).first(1), {.applicationId = ours}));
        const auto newer = sqlite::Database::open(there, all, {.applicationId = ours});
        QVERIFY(newer);
        for (const char *suffix : {"", "-wal"}) {
            const QString end = QLatin1String(suffix);
            QVERIFY(QFile::copy(there + end, path() + end));
        }
        const QByteArray file = bytesOf(path());
        const QByteArray log = bytesOf(path() + QStringLiteral("-wal"));
        QVERIFY(!log.isEmpty());
        QCOMPARE(faultOfOpening({all[0]}), sqlite::Fault::NewerVersion);
        QCOMPARE(bytesOf(path()), file);
        QCOMPARE(bytesOf(path() + QStringLiteral("-wal")), log);
    }

    void aForeignDatabaseIsNotTouched()
    {
        QVERIFY(sqlite::Database::open(path(), {}, {.applicationId = 99}));
        const auto before = folderContent(m_folder->path());
        QCOMPARE(faultOfOpening(threeSteps()), sqlite::Fault::Foreign);
        QCOMPARE(folderContent(m_folder->path()), before);
    }

    void aFileThatIsNoDatabaseIsNotTouched()
    {
        for (const QByteArray &content :
            {QByteArray("x"), QByteArray(5000, 'x'), QByteArray("SQLite format 3\0", 16)}) {
            QFile file(path());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
            file.close();
            QCOMPARE(faultOfOpening(threeSteps()), sqlite::Fault::Corrupt);
            QCOMPARE(bytesOf(path()), content);
        }
    }

    void anEmptyFileIsAFreshStart()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(open(threeSteps()));
    }

    void damageIsToldAsCorrupt()
    {
        {
            const auto opened = open(threeSteps());
            for (int i = 0; i < 500; ++i)
                QVERIFY((*opened)->execute(
                    QStringLiteral("INSERT INTO runs VALUES(?, ?)"), QString::number(i), QString(50, u'n')));
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 page = 1; page * 4096 < file.size(); ++page) {
            file.seek(page * 4096);
            file.write(QByteArray(64, '\xa5'));
        }
        file.close();
        const auto opened = open(threeSteps());
        const auto checked = opened ? (*opened)->quickCheck() : base::Status(opened.error());
        QVERIFY(!checked);
        QCOMPARE(sqlite::faultOf(checked.error()), sqlite::Fault::Corrupt);
    }

    void aLockedFileIsToldAsLocked()
    {
        const auto first = open(threeSteps());
        const auto second = open(threeSteps());
        QVERIFY(first && second);
        QVERIFY((*second)->execute(QStringLiteral("PRAGMA busy_timeout = 50")));
        const auto writing = sqlite::Transaction::begin(**first);
        QVERIFY(writing);
        const auto refused = sqlite::Transaction::begin(**second);
        QVERIFY(!refused);
        QCOMPARE(sqlite::faultOf(refused.error()), sqlite::Fault::Locked);
    }

    void aReadOnlyConnectionReadsAndRefusesToWrite()
    {
        QVERIFY(open(threeSteps()));
        const auto opened = open(threeSteps(), {.applicationId = ours, .readOnly = true});
        QVERIFY(opened);
        QVERIFY((*opened)->execute(QStringLiteral("SELECT * FROM runs")));
        const auto refused = (*opened)->execute(QStringLiteral("INSERT INTO runs VALUES('a', 'b')"));
        QVERIFY(!refused);
        QCOMPARE(sqlite::faultOf(refused.error()), sqlite::Fault::ReadOnly);
        Steps more = threeSteps();
        more.push_back({"more", {QStringLiteral("CREATE TABLE more(x)")}});
        const auto old = open(more, {.applicationId = ours, .readOnly = true});
        QCOMPARE(sqlite::faultOf(old.error()), sqlite::Fault::ReadOnly);
    }

    void aMissingFolderIsToldAsNoAccess()
    {
        const auto opened = sqlite::Database::open(
            m_folder->filePath(QStringLiteral("no/a.db")), threeSteps(), {.applicationId = ours});
        QCOMPARE(sqlite::faultOf(opened.error()), sqlite::Fault::NoAccess);
    }

    void aFullFileIsToldAsFull()
    {
        const auto opened = open(threeSteps());
        QVERIFY((*opened)->execute(QStringLiteral("PRAGMA max_page_count = 10")));
        base::Status last = base::Done{};
        for (int i = 0; i < 200 && last; ++i)
            last = (*opened)->execute(QStringLiteral("INSERT INTO runs VALUES(?, ?)"), i, QString(2000, u'x'));
        QVERIFY(!last);
        QCOMPARE(sqlite::faultOf(last.error()), sqlite::Fault::Full);
    }
};

COHORT_TEST(TestOpening)
#include "testopening.moc"
