#include "sqlite/database.h"
#include "sqlite/fault.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>

namespace {

const sqlite::Migration notesSchema[] = {
    {"notes",
        {QStringLiteral("CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT NOT NULL, weight REAL, raw BLOB)"),
            QStringLiteral("CREATE TABLE marks(note INTEGER NOT NULL REFERENCES notes(id))")}},
};

base::Status addNote(sqlite::Database &database, const QString &text)
{
    return database.execute(QStringLiteral("INSERT INTO notes(text) VALUES(?)"), text);
}

qint64 countNotes(sqlite::Database &database)
{
    auto statement = database.prepare(QStringLiteral("SELECT count(*) FROM notes"));
    return statement && statement->step().valueOr(false) ? statement->integer(0) : -1;
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<sqlite::Database> m_database;

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("notes.db")); }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = sqlite::Database::open(path(), notesSchema, {.applicationId = 7, .sync = sqlite::Sync::Normal});
        QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
        m_database = std::move(opened).value();
    }
    void cleanup() { m_database.reset(); }

    void boundTextIsNeverSql_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("quote") << QStringLiteral("'); DROP TABLE notes; --");
        QTest::newRow("double quote") << QStringLiteral("\" OR 1=1 --");
        QTest::newRow("parameter") << QStringLiteral("?1 :a @b $c");
        QTest::newRow("nul in the middle") << QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b"));
        QTest::newRow("emoji and right-to-left") << QStringLiteral("\u202e\U0001F680 абв");
        QTest::newRow("empty") << QString();
        QTest::newRow("wildcards") << QStringLiteral("%_\\*[]");
        QTest::newRow("long") << QString(300000, u'x');
    }
    void boundTextIsNeverSql()
    {
        QFETCH(QString, text);
        QVERIFY(addNote(*m_database, text));
        auto statement = m_database->prepare(QStringLiteral("SELECT text FROM notes WHERE text = ?"));
        QVERIFY(statement);
        QVERIFY(statement->bind(1, text).step().valueOr(false));
        QCOMPARE(statement->text(0), text);
        QVERIFY(!statement->isNull(0));
        QCOMPARE(countNotes(*m_database), 1);
    }

    void everyKindOfValueComesBack()
    {
        const QByteArray raw("\0\xff\x01", 3);
        QVERIFY(m_database->execute(QStringLiteral("INSERT INTO notes VALUES(?, ?, ?, ?)"),
            std::numeric_limits<qint64>::min(), QStringLiteral("t"), -0.0, raw));
        QVERIFY(m_database->execute(QStringLiteral("INSERT INTO notes VALUES(?, ?, ?, ?)"), 2, QStringLiteral("u"),
            std::numeric_limits<double>::quiet_NaN(), std::optional<QByteArray>()));
        QVERIFY(m_database->execute(QStringLiteral("INSERT INTO notes VALUES(?, ?, ?, ?)"), 3, QStringLiteral("v"),
            -std::numeric_limits<double>::infinity(), QByteArray()));
        auto statement = m_database->prepare(QStringLiteral("SELECT id, weight, raw FROM notes ORDER BY id"));
        QVERIFY(statement->step().valueOr(false));
        QCOMPARE(statement->columnCount(), 3);
        QCOMPARE(statement->integer(0), std::numeric_limits<qint64>::min());
        QCOMPARE(statement->real(1), 0.0);
        QCOMPARE(statement->blob(2), raw);
        QVERIFY(statement->step().valueOr(false));
        QVERIFY(std::isnan(statement->real(1)));
        QVERIFY(statement->isNull(2) && statement->blob(2).isNull());
        QVERIFY(statement->step().valueOr(false));
        QCOMPARE(statement->real(1), -std::numeric_limits<double>::infinity());
        QVERIFY(!statement->isNull(2) && statement->blob(2).isEmpty());
        QVERIFY(!statement->step().valueOr(true));
    }

    void aStatementInUseMayBePreparedAgain()
    {
        QVERIFY(addNote(*m_database, QStringLiteral("a")) && addNote(*m_database, QStringLiteral("b")));
        const QString sql = QStringLiteral("SELECT text FROM notes ORDER BY id");
        auto outer = m_database->prepare(sql);
        QVERIFY(outer->step().valueOr(false));
        {
            auto inner = m_database->prepare(sql);
            QVERIFY(inner->step().valueOr(false));
            QCOMPARE(inner->text(0), QStringLiteral("a"));
        }
        QVERIFY(outer->step().valueOr(false));
        QCOMPARE(outer->text(0), QStringLiteral("b"));
    }

    void aReusedStatementKeepsNoBindings()
    {
        QVERIFY(addNote(*m_database, QStringLiteral("a")));
        const QString sql = QStringLiteral("SELECT ? IS NULL");
        {
            auto first = m_database->prepare(sql);
            QVERIFY(first->bind(1, 5).step().valueOr(false));
        }
        auto second = m_database->prepare(sql);
        QVERIFY(second->step().valueOr(false));
        QCOMPARE(second->integer(0), 1);
    }

    void aBindingOutOfRangeIsAnError()
    {
        const auto done = m_database->execute(QStringLiteral("SELECT ?"), 1, 2);
        QVERIFY(!done);
        QCOMPARE(sqlite::faultOf(done.error()), sqlite::Fault::Other);
    }

    void twoStatementsInOneTextAreRefused()
    {
        QVERIFY(!m_database->execute(QStringLiteral("DELETE FROM notes; DELETE FROM marks")));
        QVERIFY(!m_database->execute(QString()));
    }

    void brokenRulesAreToldAsConstraint()
    {
        const auto orphan = m_database->execute(QStringLiteral("INSERT INTO marks VALUES(99)"));
        QVERIFY(!orphan);
        QCOMPARE(sqlite::faultOf(orphan.error()), sqlite::Fault::Constraint);
        const auto null = m_database->execute(QStringLiteral("INSERT INTO notes(text) VALUES(?)"), nullptr);
        QCOMPARE(sqlite::faultOf(null.error()), sqlite::Fault::Constraint);
    }

    void aTransactionRollsBackUnlessCommitted()
    {
        {
            auto transaction = sqlite::Transaction::begin(*m_database);
            QVERIFY(transaction);
            QVERIFY(addNote(*m_database, QStringLiteral("lost")));
        }
        QCOMPARE(countNotes(*m_database), 0);
        {
            auto transaction = sqlite::Transaction::begin(*m_database);
            QVERIFY(addNote(*m_database, QStringLiteral("kept")));
            {
                auto nested = sqlite::Transaction::begin(*m_database);
                QVERIFY(nested);
                QVERIFY(addNote(*m_database, QStringLiteral("lost too")));
            }
            QVERIFY(transaction->commit());
            QVERIFY(!transaction->commit());
        }
        QCOMPARE(countNotes(*m_database), 1);
        QVERIFY(!m_database->isInTransaction());
    }

    void transactKeepsTheErrorOfTheWork()
    {
        const auto result = m_database->transact([this]() -> base::Result<int> {
            if (auto added = addNote(*m_database, QStringLiteral("x")); !added)
                return added.error();
            return base::Error{base::Error::Kind::Conflict, QStringLiteral("no")};
        });
        QCOMPARE(result.error().kind, base::Error::Kind::Conflict);
        QCOMPARE(countNotes(*m_database), 0);
    }

    void aBackupIsACompleteDatabase()
    {
        QVERIFY(addNote(*m_database, QStringLiteral("a")));
        const QString copy = m_folder->filePath(QStringLiteral("copy.db"));
        QVERIFY(m_database->backUpTo(copy));
        QVERIFY(addNote(*m_database, QStringLiteral("b")));
        QVERIFY(m_database->backUpTo(copy)); // replaces
        QVERIFY(!QFile::exists(copy + QStringLiteral(".part")));
        auto opened = sqlite::Database::open(copy, notesSchema, {.applicationId = 7});
        QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
        QCOMPARE(countNotes(**opened), 2);
        QVERIFY((*opened)->integrityCheck());
    }

    void aBackupIntoNowhereFailsAndSaysWhy()
    {
        const auto done = m_database->backUpTo(m_folder->filePath(QStringLiteral("no/such/folder.db")));
        QVERIFY(!done);
        QCOMPARE(sqlite::faultOf(done.error()), sqlite::Fault::NoAccess);
    }

    void theSafetySettingsAreOn()
    {
        const auto pragma = [this](const char *name) {
            auto statement = m_database->prepare(QStringLiteral("PRAGMA %1").arg(QLatin1String(name)));
            return statement && statement->step().valueOr(false) ? statement->text(0) : QString();
        };
        QCOMPARE(pragma("journal_mode"), QStringLiteral("wal"));
        QCOMPARE(pragma("synchronous"), QStringLiteral("1"));
        QCOMPARE(pragma("foreign_keys"), QStringLiteral("1"));
        QCOMPARE(pragma("busy_timeout"), QStringLiteral("5000"));
        QCOMPARE(pragma("trusted_schema"), QStringLiteral("0"));
        const auto full = sqlite::Database::open(m_folder->filePath(QStringLiteral("f.db")), {}, {.applicationId = 7});
        auto statement = (*full)->prepare(QStringLiteral("PRAGMA synchronous"));
        QVERIFY(statement->step().valueOr(false));
        QCOMPARE(statement->integer(0), 2);
    }

    void faultWordsComeBack()
    {
        for (const auto fault : {sqlite::Fault::Full, sqlite::Fault::ReadOnly, sqlite::Fault::NoAccess,
                 sqlite::Fault::Locked, sqlite::Fault::Corrupt, sqlite::Fault::Foreign, sqlite::Fault::NewerVersion,
                 sqlite::Fault::Constraint, sqlite::Fault::InputOutput, sqlite::Fault::Other})
            QCOMPARE(sqlite::faultOf(sqlite::faultError(fault, QStringLiteral("x"))), fault);
        QCOMPARE(sqlite::faultOf({base::Error::Kind::Offline, QStringLiteral("database: x")}), sqlite::Fault::None);
    }
};

COHORT_TEST(TestDatabase)
#include "testdatabase.moc"
