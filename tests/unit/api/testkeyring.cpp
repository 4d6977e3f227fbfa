#include "api/keyringcredentials.h"
#include "api/secretsearch.h"
#include "support/testmain.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDir>
#include <QDirIterator>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <csignal>
#include <thread>

using namespace std::chrono_literals;
using api::CredentialId;
using api::KeyAnswer;
using api::KeyringCredentials;
using api::KeyStorage;
using api::SecretPlace;

// Each class runs in a session bus of its own: tests/support/keyring_session.sh.

namespace {

constexpr int longWait = 30000;
constexpr auto patience = 20s; // of a loaded machine
const QString service = QStringLiteral("Cohort tests");
const QString secret = QStringLiteral("0123456789abcdef0123456789abcdef01234567");

CredentialId account(const char *name)
{
    return {QUrl(QStringLiteral("https://api.example.org/")), QLatin1String(name)};
}

KeyAnswer answerOf(QFuture<KeyAnswer> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, longWait) || future.resultCount() != 1)
        return {KeyStorage::NoAnswer, {}, QStringLiteral("the future did not finish")};
    return future.result();
}

SecretPlace placeOf(const CredentialId &id)
{
    auto future = api::searchSecret(service, KeyringCredentials::entryName(id), 10s);
    return QTest::qWaitFor([&future] { return future.isFinished(); }, longWait) ? future.result()
                                                                                : SecretPlace::NoAnswer;
}

/// Locks every collection, as a desktop does when its owner goes away.
bool lockKeyring()
{
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
        QStringLiteral("Lock"));
    const QList<QDBusObjectPath> collections{
        QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/aliases/default"))};
    call.setArguments({QVariant::fromValue(collections)});
    return QDBusConnection::sessionBus().call(call).type() == QDBusMessage::ReplyMessage;
}

/// Stops the keyring's process as long as it lives: whoever waits for the keyring does not come back meanwhile.
class FrozenKeyring
{
public:
    /// Lets go by itself after `atMost`, so that a test that waits for the keyring fails and does not hang.
    FrozenKeyring(pid_t pid, std::chrono::milliseconds atMost)
        : m_pid(pid)
        , m_isFrozen(::kill(pid, SIGSTOP) == 0)
        , m_thread([this, atMost] {
            if (!m_gate.tryAcquire(1, static_cast<int>(atMost.count())))
                thaw();
        })
    { }
    ~FrozenKeyring()
    {
        m_gate.release();
        m_thread.join();
        thaw();
    }
    Q_DISABLE_COPY_MOVE(FrozenKeyring)

    [[nodiscard]] bool isFrozen() const { return m_isFrozen; }

private:
    void thaw()
    {
        m_isFrozen = false;
        ::kill(m_pid, SIGCONT);
    }

    const pid_t m_pid;
    std::atomic_bool m_isFrozen;
    QSemaphore m_gate;
    std::thread m_thread;
};

} // namespace

class TestKeyringUnlocked : public QObject
{
    Q_OBJECT

private slots:
    void aKeyIsStoredReadAndRemoved()
    {
        const CredentialId id = account("ada");
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.read(id)).storage, KeyStorage::NotStored);
        const KeyAnswer stored = answerOf(credentials.store(id, secret));
        QVERIFY2(stored.storage == KeyStorage::Stored, qPrintable(stored.detail));
        // Another object, as after a restart: nothing of it is in memory.
        KeyringCredentials later(service, patience);
        QCOMPARE(answerOf(later.read(id)), (KeyAnswer{KeyStorage::Stored, secret, {}}));
        QCOMPARE(answerOf(later.remove(id)).storage, KeyStorage::NotStored);
        QCOMPARE(placeOf(id), SecretPlace::Nowhere);
        QCOMPARE(answerOf(later.read(id)).storage, KeyStorage::NotStored);
    }

    void accountsDoNotMixUp()
    {
        KeyringCredentials credentials(service, patience);
        const CredentialId sameNameElsewhere{QUrl(QStringLiteral("http://localhost:8080")), QStringLiteral("ada")};
        QCOMPARE(answerOf(credentials.store(account("ada"), secret)).storage, KeyStorage::Stored);
        QCOMPARE(answerOf(credentials.store(account("bob"), QStringLiteral("bobs"))).storage, KeyStorage::Stored);
        QCOMPARE(answerOf(credentials.read(sameNameElsewhere)).storage, KeyStorage::NotStored);
        QCOMPARE(answerOf(credentials.remove(account("bob"))).storage, KeyStorage::NotStored);
        QCOMPARE(answerOf(credentials.read(account("ada"))).key, secret);
        // A slash at the end is the same server.
        const CredentialId withoutSlash{QUrl(QStringLiteral("https://api.example.org")), QStringLiteral("ada")};
        QCOMPARE(answerOf(credentials.read(withoutSlash)).key, secret);
    }

    void aNewKeyReplacesTheOldOne()
    {
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.store(account("eve"), QStringLiteral("old"))).storage, KeyStorage::Stored);
        QCOMPARE(answerOf(credentials.store(account("eve"), QStringLiteral("new"))).storage, KeyStorage::Stored);
        QCOMPARE(answerOf(credentials.read(account("eve"))).key, QStringLiteral("new"));
    }

    void aSessionKeyNeverReachesTheKeyring()
    {
        const CredentialId id = account("guest");
        KeyringCredentials credentials(service, patience);
        credentials.keepForSession(id, secret);
        QCOMPARE(answerOf(credentials.read(id)), (KeyAnswer{KeyStorage::SessionOnly, secret, {}}));
        QCOMPARE(placeOf(id), SecretPlace::Nowhere);
        QCOMPARE(answerOf(credentials.remove(id)).storage, KeyStorage::NotStored);
        QCOMPARE(answerOf(credentials.read(id)).storage, KeyStorage::NotStored);
    }

    void destroyedWhileAJobRunsNothingCrashes()
    {
        for (int i = 0; i < 5; ++i) {
            KeyringCredentials credentials(service, patience);
            const auto reading = credentials.read(account("nobody"));
            const auto writing = credentials.store(account("nobody"), QStringLiteral("x"));
        }
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.read(account("still nobody"))).storage, KeyStorage::NotStored);
    }
};

class TestKeyringLocked : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.store(account("ada"), secret)).storage, KeyStorage::Stored);
        QVERIFY(lockKeyring());
        QCOMPARE(placeOf(account("ada")), SecretPlace::Locked);
    }

    void lockedIsToldFromNotStored()
    {
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.read(account("ada"))).storage, KeyStorage::KeyringLocked);
        QCOMPARE(answerOf(credentials.read(account("bob"))).storage, KeyStorage::NotStored);
    }

    void whatCannotBeStoredStaysForTheSession()
    {
        const CredentialId id = account("carl");
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.store(id, secret)).storage, KeyStorage::KeyringLocked);
        QCOMPARE(answerOf(credentials.read(id)), (KeyAnswer{KeyStorage::SessionOnly, secret, {}}));
        QCOMPARE(placeOf(id), SecretPlace::Nowhere);
    }

    void aRemovalThatDidNothingIsToldAsLocked()
    {
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.remove(account("ada"))).storage, KeyStorage::KeyringLocked);
        QCOMPARE(placeOf(account("ada")), SecretPlace::Locked);
    }
};

class TestKeyringFrozen : public QObject
{
    Q_OBJECT

private slots:
    void anAnswerComesInTimeAndTheLateOneIsTold()
    {
        const auto pid = static_cast<pid_t>(qEnvironmentVariableIntValue("COHORT_KEYRING_PID"));
        QVERIFY(pid > 0);
        KeyringCredentials patient(service, patience);
        QCOMPARE(answerOf(patient.store(account("ada"), secret)).storage, KeyStorage::Stored);
        KeyringCredentials credentials(service, 300ms);
        QSignalSpy changed(&credentials, &api::Credentials::changed);

        {
            const FrozenKeyring frozen(pid, patience);
            const auto reading = credentials.read(account("ada"));
            QVERIFY2(frozen.isFrozen() && !reading.isFinished(), "asking waits for the keyring");
            QCOMPARE(answerOf(reading).storage, KeyStorage::NoAnswer);
            QCOMPARE(answerOf(credentials.store(account("bob"), secret)).storage, KeyStorage::NoAnswer);
            QCOMPARE(answerOf(credentials.read(account("bob"))).storage, KeyStorage::SessionOnly);
            QCOMPARE(changed.size(), 0);
            QVERIFY2(frozen.isFrozen(), "the answers came from the keyring");
        }
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, longWait); // ada's key was read, bob's was stored
        QCOMPARE(answerOf(patient.read(account("ada"))).key, secret);
        QCOMPARE(answerOf(patient.read(account("bob"))), (KeyAnswer{KeyStorage::Stored, secret, {}}));
    }
};

class TestKeyringNone : public QObject
{
    Q_OBJECT

private slots:
    void withoutAKeyringThePersonIsToldAndTheKeyStaysForTheSession()
    {
        const CredentialId id = account("ada");
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.read(id)).storage, KeyStorage::NoKeyring);
        QCOMPARE(answerOf(credentials.store(id, secret)).storage, KeyStorage::NoKeyring);
        QCOMPARE(answerOf(credentials.read(id)), (KeyAnswer{KeyStorage::SessionOnly, secret, {}}));
        QCOMPARE(answerOf(credentials.remove(id)).storage, KeyStorage::NoKeyring);
        QCOMPARE(answerOf(credentials.read(id)).storage, KeyStorage::NoKeyring);
    }

    void noFileHoldsTheKey()
    {
        KeyringCredentials credentials(service, patience);
        QCOMPARE(answerOf(credentials.store(account("ada"), secret)).storage, KeyStorage::NoKeyring);
        QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(secret.toLatin1()));
        }
    }
};

COHORT_TEST(TestKeyringUnlocked)
COHORT_TEST(TestKeyringLocked)
COHORT_TEST(TestKeyringFrozen)
COHORT_TEST(TestKeyringNone)
#include "testkeyring.moc"
