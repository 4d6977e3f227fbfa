#include "api/keyringcredentials.h"

#include "api/keyringtask.h"
#include "base/whendone.h"

#include <memory>

namespace api {

namespace {

/// Answers a promise once; what comes later is left to the caller.
class OnceAnswered
{
public:
    OnceAnswered() { m_promise->start(); }

    [[nodiscard]] QFuture<KeyAnswer> future() const { return m_promise->future(); }
    void answer(const KeyAnswer &answer) const
    {
        m_promise->addResult(answer);
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<KeyAnswer>> m_promise = std::make_shared<QPromise<KeyAnswer>>();
};

} // namespace

KeyringCredentials::KeyringCredentials(QString service, std::chrono::milliseconds patience, QObject *parent)
    : Credentials(parent)
    , m_service(std::move(service))
    , m_patience(patience)
{ }

QString KeyringCredentials::entryName(const CredentialId &id)
{
    QString server = id.server.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
    while (server.endsWith(QLatin1Char('/')))
        server.chop(1);
    return id.username + QLatin1String(" on ") + server;
}

QFuture<KeyAnswer> KeyringCredentials::store(const CredentialId &id, const QString &key)
{
    const QString entry = entryName(id);
    m_session.insert(entry, key);
    const OnceAnswered answered;
    auto *task = new KeyringTask(
        {KeyringTask::Kind::Store, m_service, entry, key, m_patience},
        [this, id, entry, key, answered](const KeyAnswer &answer, bool isLate) {
            // Unless another key was given meanwhile, the keyring has it now.
            if (answer.storage == KeyStorage::Stored && m_session.value(entry) == key)
                m_session.remove(entry);
            if (!isLate)
                answered.answer(answer);
            else if (answer.storage == KeyStorage::Stored)
                emit changed(id);
        },
        this);
    task->start();
    return answered.future();
}

void KeyringCredentials::keepForSession(const CredentialId &id, const QString &key)
{
    m_session.insert(entryName(id), key);
}

QFuture<KeyAnswer> KeyringCredentials::read(const CredentialId &id)
{
    const QString entry = entryName(id);
    if (m_session.contains(entry))
        return base::ready(KeyAnswer{KeyStorage::SessionOnly, m_session.value(entry), {}});
    const OnceAnswered answered;
    auto *task = new KeyringTask(
        {KeyringTask::Kind::Read, m_service, entry, {}, m_patience},
        [this, id, answered](const KeyAnswer &answer, bool isLate) {
            if (!isLate)
                answered.answer(answer);
            else if (answer.storage == KeyStorage::Stored)
                emit changed(id);
        },
        this);
    task->start();
    return answered.future();
}

QFuture<KeyAnswer> KeyringCredentials::remove(const CredentialId &id)
{
    const QString entry = entryName(id);
    m_session.remove(entry);
    const OnceAnswered answered;
    auto *task = new KeyringTask(
        {KeyringTask::Kind::Remove, m_service, entry, {}, m_patience},
        [this, id, answered](const KeyAnswer &answer, bool isLate) {
            if (!isLate)
                answered.answer(answer);
            else
                emit changed(id);
        },
        this);
    task->start();
    return answered.future();
}

} // namespace api
