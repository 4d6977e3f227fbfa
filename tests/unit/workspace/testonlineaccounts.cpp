#include "desk.h"
#include "support/testmain.h"
#include "workspace/knownaccounts.h"

#include <QDir>
#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>

using workspace::Connectivity;
using workspace::KeyState;
using workspace::StorageTrouble;

namespace {

constexpr int patience = 20'000;

} // namespace

class TestOnlineAccounts : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Desk> m_desk;

private slots:
    void init()
    {
        m_desk = std::make_unique<test::Desk>();
        m_desk->server->addRun(QStringLiteral("r1"), 3);
    }
    void cleanup() { m_desk.reset(); }

    void signingInChecksTheKeyAndRemembersTheAccount()
    {
        QSignalSpy known(m_desk->accounts.get(), &workspace::Accounts::knownChanged);
        QVERIFY(m_desk->signIn());
        QCOMPARE(known.count(), 1);
        QCOMPARE(m_desk->accounts->keyState(m_desk->accountId), KeyState::Stored);
        QCOMPARE(m_desk->workspace->account().username, QStringLiteral("ada"));
        const auto account = m_desk->accounts->known().constFirst();
        QCOMPARE(account.displayName, QStringLiteral("Ada"));
        QCOMPARE(account.server, QUrl(QStringLiteral("https://api.example.org")));
        QVERIFY(account.lastUsed.isValid());
        QTRY_COMPARE_WITH_TIMEOUT(
            m_desk->workspace->personIn(QStringLiteral("algoperf")).teamRole.base, domain::BaseRole::Admin, patience);
    }

    void aWrongKeyIsToldAndNothingIsRemembered()
    {
        const auto answer = test::Desk::wait(
            m_desk->accounts->signIn({QUrl(QStringLiteral("https://api.example.org")), QStringLiteral("bad")}));
        QCOMPARE(answer.error().kind, base::Error::Kind::Unauthorized);
        QVERIFY(m_desk->accounts->known().isEmpty());
        QVERIFY(m_desk->credentials->stored.isEmpty() && m_desk->credentials->session.isEmpty());
    }

    void anAddressThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QUrl>("server");
        QTest::newRow("empty") << QUrl();
        QTest::newRow("file") << QUrl(QStringLiteral("file:///etc/passwd"));
        QTest::newRow("no host") << QUrl(QStringLiteral("https:///x"));
        QTest::newRow("relative") << QUrl(QStringLiteral("api.example.org"));
    }
    void anAddressThatIsNoneIsRefused()
    {
        QFETCH(QUrl, server);
        const auto answer = test::Desk::wait(m_desk->accounts->signIn({server, QStringLiteral("good")}));
        QCOMPARE(answer.error().kind, base::Error::Kind::Invalid);
    }

    void withoutAKeyringThePersonIsToldAndStaysForTheSession()
    {
        m_desk->credentials->state = api::KeyStorage::NoKeyring;
        QVERIFY(m_desk->signIn());
        QCOMPARE(m_desk->accounts->keyState(m_desk->accountId), KeyState::NoKeyring);
        QCOMPARE(m_desk->workspace->connectivity(), Connectivity::Online);
    }

    void anAccountOpensFromTheCacheWithoutANetwork()
    {
        QVERIFY(m_desk->signIn());
        {
            const auto projects = m_desk->workspace->projects(QStringLiteral("algoperf"));
            QTRY_VERIFY_WITH_TIMEOUT(projects->freshness().hasValue(), patience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(
            m_desk->workspace->personIn(QStringLiteral("algoperf")).teamRole.base, domain::BaseRole::Admin, patience);
        m_desk->takeOffline();
        QVERIFY(m_desk->restart());
        // At once, before anything was tried.
        QCOMPARE(m_desk->workspace->account().name, QStringLiteral("Ada"));
        QCOMPARE(m_desk->workspace->personIn(QStringLiteral("algoperf")).teamRole.base, domain::BaseRole::Admin);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->connectivity(), Connectivity::Offline, patience);
        QVERIFY(m_desk->workspace->connectionError().has_value());
        m_desk->takeOnline();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->connectivity(), Connectivity::Online, patience);
        QVERIFY(!m_desk->workspace->connectionError());
    }

    void withoutAPlaceForFilesEverythingIsShownAndThePersonIsTold()
    {
        QVERIFY(m_desk->signIn());
        QCOMPARE(m_desk->workspace->storageTrouble(), StorageTrouble::None);
        m_desk->workspace.reset();
        m_desk->accounts.reset();
        QVERIFY(QDir(m_desk->accountFolder()).removeRecursively());
        QFile inItsPlace(m_desk->accountFolder());
        QVERIFY(inItsPlace.open(QIODevice::WriteOnly));
        m_desk->server->addRun(QStringLiteral("r1"), 20);
        QVERIFY(m_desk->restart());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->storageTrouble(), StorageTrouble::Unwritable, patience);
        QCOMPARE(m_desk->workspace->storageFolder(), m_desk->accountFolder());
        const auto runs = m_desk->workspace->runs(test::ogbgPath);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 1, patience);
        const auto histories = m_desk->workspace->histories(test::ogbgPath);
        histories->setRuns({QStringLiteral("r1")});
        QTRY_VERIFY_WITH_TIMEOUT(histories->state(QStringLiteral("r1")).isComplete()
                && histories->points(QStringLiteral("r1"), QStringLiteral("loss")) != nullptr,
            patience);
        QCOMPARE(histories->points(QStringLiteral("r1"), QStringLiteral("loss"))->size(), 20);
        QVERIFY(test::Desk::wait(m_desk->workspace->setLocalState(QStringLiteral("s"), {{QStringLiteral("a"), 1}})));
        QCOMPARE(test::Desk::wait(m_desk->workspace->localState(QStringLiteral("s")))[QStringLiteral("a")].toInt(), 1);
    }

    void aPersonalFileOfANewerVersionIsLeftAloneAndTold()
    {
        QVERIFY(m_desk->signIn());
        m_desk->workspace.reset();
        m_desk->accounts.reset();
        QFile file(m_desk->accountFolder() + QStringLiteral("/personal.db"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(60)); // the version, big-endian, in SQLite's header
        QCOMPARE(file.write(QByteArray("\0\0\0\x63", 4)), 4);
        file.close();
        QVERIFY(m_desk->restart());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->storageTrouble(), StorageTrouble::Newer, patience);
        QVERIFY(!test::Desk::wait(m_desk->workspace->setLocalState(QStringLiteral("s"), {})));
        QVERIFY(file.open(QIODevice::ReadOnly) && file.seek(60));
        QCOMPARE(file.read(4), QByteArray("\0\0\0\x63", 4));
    }

    void aMissingKeyLeavesTheCacheReadable()
    {
        QVERIFY(m_desk->signIn());
        m_desk->credentials->state = api::KeyStorage::KeyringLocked;
        QVERIFY(m_desk->restart());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->connectivity(), Connectivity::KeyMissing, patience);
        QCOMPARE(m_desk->accounts->keyState(m_desk->accountId), KeyState::KeyringLocked);
        // The person unlocks the keyring.
        m_desk->credentials->state = api::KeyStorage::Stored;
        emit m_desk->credentials->changed({QUrl(QStringLiteral("https://api.example.org")), QStringLiteral("ada")});
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->connectivity(), Connectivity::Online, patience);
        QCOMPARE(m_desk->accounts->keyState(m_desk->accountId), KeyState::Stored);
    }

    void aRefusedKeyIsToldAndSigningInAgainHeals()
    {
        QVERIFY(m_desk->signIn());
        m_desk->server->key = QStringLiteral("newer");
        m_desk->workspace->retry();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->connectivity(), Connectivity::KeyRefused, patience);
        const auto before = m_desk->workspace;
        QVERIFY(m_desk->signIn());
        QCOMPARE(m_desk->workspace, before); // the open pages go on
        QCOMPARE(m_desk->accounts->known().size(), 1);
    }

    void signingOutForgetsTheKeyAndKeepsThePersonalFile()
    {
        QVERIFY(m_desk->signIn());
        QVERIFY(test::Desk::wait(m_desk->workspace->setLocalState(QStringLiteral("pins"), {{QStringLiteral("a"), 1}})));
        const QString folder = m_desk->accountFolder();
        QVERIFY(QFile::exists(folder + QStringLiteral("/cache.db")));
        m_desk->workspace.reset();
        QVERIFY(test::Desk::wait(m_desk->accounts->signOut(m_desk->accountId, true)));
        QVERIFY(m_desk->accounts->known().isEmpty());
        QVERIFY(m_desk->credentials->stored.isEmpty());
        QVERIFY(!QFile::exists(folder + QStringLiteral("/cache.db")));
        QVERIFY(QFile::exists(folder + QStringLiteral("/personal.db")));
        m_desk->start();
        QVERIFY(m_desk->accounts->known().isEmpty());
    }

    void aKeyThatCannotBeForgottenIsTold()
    {
        QVERIFY(m_desk->signIn());
        m_desk->workspace.reset();
        m_desk->credentials->state = api::KeyStorage::KeyringLocked;
        const auto answer = test::Desk::wait(m_desk->accounts->signOut(m_desk->accountId, false));
        QCOMPARE(answer.error().kind, base::Error::Kind::Storage);
    }

    void theLocalTeamKeepsItsPlaceWhenItsPortChanges()
    {
        const auto signIn = [this](const char *url) {
            workspace::SignInRequest request{QUrl(QLatin1String(url)), m_desk->server->key};
            request.isLocalTeam = true;
            return test::Desk::wait(m_desk->accounts->signIn(request));
        };
        const auto first = signIn("http://127.0.0.1:4001");
        const QString id = first->account.id;
        const auto second = signIn("http://127.0.0.1:4002/");
        QCOMPARE(second->account.id, id);
        QCOMPARE(m_desk->accounts->known().size(), 1);
        QCOMPARE(m_desk->accounts->known()[0].server, QUrl(QStringLiteral("http://127.0.0.1:4002")));
    }

    void idsAreSafeFileNames()
    {
        const QUrl server(QStringLiteral("https://..%2f..%2fx/"));
        for (const QString &user : {QStringLiteral("../../etc"), QStringLiteral("a\\b"), QString(500, u'x')}) {
            const QString id = workspace::KnownAccounts::idFor(server, user, false);
            QCOMPARE(QFileInfo(id).fileName(), id);
            QVERIFY(id.size() < 100 && !id.startsWith(u'.') && !id.contains(u'\\'));
        }
        QVERIFY(workspace::KnownAccounts::idFor(server, QStringLiteral("a"), false)
            != workspace::KnownAccounts::idFor(server, QStringLiteral("b"), false));
    }

    void whoOpensTwiceAtTheSameTimeGetsTheSame()
    {
        QVERIFY(m_desk->signIn());
        m_desk->start();
        const auto first = m_desk->accounts->open(m_desk->accountId);
        const auto second = m_desk->accounts->open(m_desk->accountId);
        const auto one = test::Desk::wait(first);
        const auto other = test::Desk::wait(second);
        QVERIFY(one && other);
        QCOMPARE(one->workspace, other->workspace);
        QCOMPARE(test::Desk::wait(m_desk->accounts->open(m_desk->accountId))->workspace, one->workspace);
    }

    void aListChangedByHandCannotLeaveTheFolder()
    {
        QVERIFY(QDir().mkpath(m_desk->folder()));
        QFile file(m_desk->folder() + QStringLiteral("/accounts.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"accounts\": [{\"id\": \"../x\", \"server\": \"https://a.b\"}, "
                   "{\"id\": \"ok\", \"server\": \"https://a.b\"}, 3]}");
        file.close();
        m_desk->start();
        QCOMPARE(m_desk->accounts->known().size(), 1);
        QCOMPARE(m_desk->accounts->known()[0].id, QStringLiteral("ok"));
    }

    void aDamagedListIsKeptAside()
    {
        QFile file(m_desk->folder() + QStringLiteral("/accounts.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"accounts\": [");
        file.close();
        m_desk->start();
        QVERIFY(m_desk->accounts->known().isEmpty());
        QVERIFY(QFile::exists(file.fileName() + QStringLiteral(".damaged")));
    }

    void theKeyIsInNoFile()
    {
        m_desk->server->key = QStringLiteral("canary0123456789");
        QVERIFY(m_desk->signIn());
        const auto runs = m_desk->workspace->runs(test::ogbgPath);
        QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().hasValue(), patience);
        QDirIterator files(m_desk->folder(), QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("canary"), qPrintable(file.fileName()));
            ++seen;
        }
        QVERIFY(seen >= 3);
    }
};

COHORT_TEST(TestOnlineAccounts)
#include "testonlineaccounts.moc"
