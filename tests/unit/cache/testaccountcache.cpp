#include "cache/accountcache.h"
#include "cache/schema.h"
#include "sqlite/database.h"
#include "sqlite/fault.h"
#include "support/faultyvfs.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QDateTime storedAt = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);
const QString pinsScope = QStringLiteral("pins");
const QJsonObject pins{{QStringLiteral("order"), QStringLiteral("a,b")}};

domain::Team aTeam(const QString &name)
{
    domain::Team team;
    team.name = name;
    return team;
}

bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestAccountCache : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString folder() const { return m_folder->filePath(QStringLiteral("account")); }
    [[nodiscard]] QString file(const char *name) const { return folder() + QLatin1Char('/') + QLatin1String(name); }

    /// One of each family, as after a session.
    void fill()
    {
        cache::AccountCache account(folder());
        QVERIFY(account.teams().setTeams({aTeam(QStringLiteral("algoperf"))}, storedAt).result());
        QVERIFY(account.localState().setState(pinsScope, pins).result());
    }
    static qsizetype teamCount(cache::AccountCache &account)
    {
        const auto teams = account.teams().teams().result();
        return teams ? teams->value.size() : -1;
    }
    static QJsonObject pinsOf(cache::AccountCache &account)
    {
        return account.localState().state(pinsScope).result().valueOr({});
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aDeletedCacheRebuildsItselfAndCostsNoPersonalState()
    {
        fill();
        for (const char *name : {"cache.db", "cache.db-wal", "cache.db-shm"})
            QFile::remove(file(name));
        cache::AccountCache account(folder());
        QVERIFY(account.opened().result());
        QCOMPARE(teamCount(account), 0);
        QCOMPARE(pinsOf(account), pins);
    }

    void aDamagedCacheIsMovedAsideAndRebuilt()
    {
        fill();
        QVERIFY(writeFile(file("cache.db"), QByteArray(9000, 'x')));
        {
            cache::AccountCache account(folder());
            QVERIFY(account.opened().result());
            QCOMPARE(teamCount(account), 0);
            QCOMPARE(pinsOf(account), pins);
        }
        QCOMPARE(contentOf(file("cache.db.aside")), QByteArray(9000, 'x'));
    }

    void damageFoundInUseRebuildsAtTheNextStart()
    {
        fill();
        {
            cache::AccountCache account(folder());
            QCOMPARE(teamCount(account), 1);
            account.noteError({base::Error::Kind::Offline, {}});
            account.noteError(sqlite::faultError(sqlite::Fault::Full, {}));
        }
        {
            cache::AccountCache account(folder());
            QCOMPARE(teamCount(account), 1); // a full disk is no damage
            account.noteError(sqlite::faultError(sqlite::Fault::Corrupt, {}));
        }
        for (int i = 0; i < 2; ++i) {
            cache::AccountCache account(folder());
            QCOMPARE(teamCount(account), i); // rebuilt once, then kept
            QVERIFY(account.teams().setTeams({aTeam(QStringLiteral("t"))}, storedAt).result());
        }
    }

    void aNewerCacheIsLeftAloneAndAnotherIsUsedBesideIt()
    {
        fill();
        {
            std::vector<sqlite::Migration> steps(cache::cacheSchema().begin(), cache::cacheSchema().end());
            steps.push_back({"future", {QStringLiteral("CREATE TABLE future(x)")}});
            QVERIFY(sqlite::Database::open(file("cache.db"), steps, {.applicationId = cache::cacheApplicationId}));
        }
        const QByteArray before = contentOf(file("cache.db"));
        {
            cache::AccountCache account(folder());
            QCOMPARE(teamCount(account), 0);
            QVERIFY(account.teams().setTeams({aTeam(QStringLiteral("t"))}, storedAt).result());
        }
        QCOMPARE(contentOf(file("cache.db")), before);
        cache::AccountCache again(folder());
        QCOMPARE(teamCount(again), 1);
    }

    void aDamagedPersonalFileIsKeptAndNeverDeleted()
    {
        fill();
        QVERIFY(writeFile(file("personal.db"), QByteArray(9000, 'p')));
        {
            cache::AccountCache account(folder());
            QVERIFY(account.personalOpened().result());
            QCOMPARE(teamCount(account), 1); // damage on one side does not cost the other
            QVERIFY(account.localState().setState(pinsScope, pins).result());
        }
        const auto kept = QDir(folder()).entryList({QStringLiteral("personal.db.damaged-*")});
        QCOMPARE(kept.size(), 1);
        QCOMPARE(contentOf(folder() + QLatin1Char('/') + kept[0]), QByteArray(9000, 'p'));
    }

    void readableRowsOfADamagedPersonalFileAreCarriedOver()
    {
        {
            cache::AccountCache account(folder());
            for (int i = 0; i < 400; ++i)
                QVERIFY(account.localState()
                            .setState(QString::number(i).rightJustified(4, u'0'), {{QString(200, u'k'), i}})
                            .result());
        }
        QFile damaged(file("personal.db"));
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        const qint64 lastPage = (damaged.size() / 4096 - 1) * 4096;
        damaged.seek(lastPage);
        damaged.write(QByteArray(4096, '\xff'));
        damaged.close();
        cache::AccountCache account(folder());
        QVERIFY(account.personalOpened().result());
        QCOMPARE(account.localState().state(QStringLiteral("0000")).result().value(),
            (QJsonObject{{QString(200, u'k'), 0}}));
    }

    void aForeignPersonalFileIsRefusedUntouched()
    {
        fill();
        const QString path = file("personal.db");
        QVERIFY(QFile::remove(path));
        QVERIFY(sqlite::Database::open(path, {}, {.applicationId = 99}));
        const QByteArray before = contentOf(path);
        {
            cache::AccountCache account(folder());
            QCOMPARE(sqlite::faultOf(account.personalOpened().result().error()), sqlite::Fault::Foreign);
            QVERIFY(!account.localState().setState(pinsScope, pins).result());
            QCOMPARE(teamCount(account), 1);
        }
        QCOMPARE(contentOf(path), before);
    }

    void whatWasSavedIsThereAfterAKill()
    {
        // What a kill leaves behind is what stands on the disk at that moment: the files copied while they are open.
        cache::AccountCache account(folder());
        QVERIFY(account.teams().setTeams({aTeam(QStringLiteral("algoperf"))}, storedAt).result());
        for (int i = 0; i < 20; ++i) {
            const QJsonObject state{{QStringLiteral("hidden"), i}};
            QVERIFY(account.localState().setState(pinsScope, state).result());
            QTemporaryDir after;
            const auto names = QDir(folder()).entryList(QDir::Files);
            for (const QString &name : names) {
                if (!name.endsWith(QStringLiteral("-shm"))) // memory of living processes
                    QVERIFY(QFile::copy(folder() + QLatin1Char('/') + name, after.filePath(name)));
            }
            cache::AccountCache revived(after.path());
            QCOMPARE(pinsOf(revived), state);
            QCOMPARE(teamCount(revived), 1);
        }
    }

    void theFolderIsOnlyForItsOwner()
    {
        fill();
        QVERIFY(!QFileInfo(folder()).permission(QFileDevice::ReadGroup));
        QVERIFY(!QFileInfo(folder()).permission(QFileDevice::ReadOther));
    }

    void removingWhatIsCachedKeepsThePersonalFile()
    {
        fill();
        QVERIFY(cache::AccountCache::removeCached(folder()));
        QVERIFY(!QFile::exists(file("cache.db")));
        cache::AccountCache account(folder());
        QCOMPARE(pinsOf(account), pins);
        QCOMPARE(teamCount(account), 0);
    }

    void garbageBehindASoundHeadIsRebuiltAtOnce()
    {
        fill();
        QByteArray content = contentOf(file("cache.db"));
        QVERIFY(content.size() > 8192);
        content.replace(4096, content.size() - 4096, QByteArray(content.size() - 4096, '\xa5'));
        QVERIFY(writeFile(file("cache.db"), content));
        cache::AccountCache account(folder());
        QVERIFY(account.opened().result());
        QCOMPARE(teamCount(account), 0);
        QVERIFY(account.teams().setTeams({aTeam(QStringLiteral("t"))}, storedAt).result());
        QCOMPARE(teamCount(account), 1);
        QCOMPARE(pinsOf(account), pins);
        QCOMPARE(contentOf(file("cache.db.aside")), content);
        QVERIFY(account.personalOpened().result());
        QCOMPARE(account.trouble(), cache::Trouble::None); // nothing that a person would have to do
    }

    void aRescuedPersonalFileIsTold()
    {
        fill();
        QVERIFY(writeFile(file("personal.db"), QByteArray(9000, 'p')));
        cache::AccountCache account(folder());
        QVERIFY(account.personalOpened().result());
        QCOMPARE(account.trouble(), cache::Trouble::Rescued);
    }

    void aFolderThatCannotBeMadeIsReplacedForThisSession()
    {
        QVERIFY(writeFile(m_folder->filePath(QStringLiteral("file")), "x"));
        const QString where = m_folder->filePath(QStringLiteral("file/account"));
        {
            cache::AccountCache account(where);
            QVERIFY(account.opened().result());
            QVERIFY(account.personalOpened().result());
            QCOMPARE(account.trouble(), cache::Trouble::Unwritable);
            QVERIFY(account.teams().setTeams({aTeam(QStringLiteral("t"))}, storedAt).result());
            QVERIFY(account.histories().overviews({}, {}, cache::Stream::History).result());
            QVERIFY(account.localState().setState(pinsScope, pins).result());
            QCOMPARE(pinsOf(account), pins);
        }
        cache::AccountCache again(where);
        QCOMPARE(teamCount(again), 0);
    }

    void aDiskThatTakesNoWritesCostsNothingThatIsThere()
    {
        fill();
        const QByteArray personal = contentOf(file("personal.db"));
        const QByteArray cached = contentOf(file("cache.db"));
        test::FaultyVfs disk(folder());
        disk.failAt(0, test::FaultyVfs::Mode::FromThere);
        {
            cache::AccountCache account(folder());
            QVERIFY(account.opened().result());
            QVERIFY(account.personalOpened().result());
            QVERIFY(account.trouble() != cache::Trouble::None);
            QCOMPARE(teamCount(account), 1); // a copy serves
            QCOMPARE(pinsOf(account), pins);
            QVERIFY(account.localState().setState(pinsScope, {}).result());
        }
        disk.failAt(-1, test::FaultyVfs::Mode::Once);
        QCOMPARE(contentOf(file("cache.db")), cached);
        QCOMPARE(contentOf(file("personal.db")), personal);
        cache::AccountCache again(folder());
        QCOMPARE(pinsOf(again), pins);
        QVERIFY(again.personalOpened().result());
        QCOMPARE(again.trouble(), cache::Trouble::None);
    }
};

COHORT_TEST(TestAccountCache)
#include "testaccountcache.moc"
