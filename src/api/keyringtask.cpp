#include "api/keyringtask.h"

#include "base/whendone.h"

#include <qt6keychain/keychain.h>

namespace api {

using std::chrono::milliseconds;

namespace {

KeyStorage storageOf(SecretPlace place, KeyStorage otherwise)
{
    switch (place) {
    case SecretPlace::Locked:
        return KeyStorage::KeyringLocked;
    case SecretPlace::NoService:
        return KeyStorage::NoKeyring;
    case SecretPlace::NoAnswer:
        return KeyStorage::NoAnswer;
    case SecretPlace::Nowhere:
    case SecretPlace::Unlocked:
        break;
    }
    return otherwise;
}

bool isRefusal(QKeychain::Error error)
{
    return error == QKeychain::AccessDenied || error == QKeychain::AccessDeniedByUser;
}

} // namespace

KeyringTask::KeyringTask(Request request, Settled settled, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_settled(std::move(settled))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &KeyringTask::deadline);
}

void KeyringTask::start()
{
    m_deadline.start(m_request.patience);
    search([this](SecretPlace place) { m_place = place; });
    switch (m_request.kind) {
    case Kind::Store: {
        auto job = std::make_unique<QKeychain::WritePasswordJob>(m_request.service);
        job->setTextData(m_request.key);
        startJob(job.release(), &KeyringTask::writeFinished);
        break;
    }
    case Kind::Read:
        startJob(std::make_unique<QKeychain::ReadPasswordJob>(m_request.service).release(), &KeyringTask::readFinished);
        break;
    case Kind::Remove:
        startJob(
            std::make_unique<QKeychain::DeletePasswordJob>(m_request.service).release(), &KeyringTask::deleteFinished);
        break;
    }
}

void KeyringTask::startJob(QKeychain::Job *job, void (KeyringTask::*finished)(QKeychain::Job *))
{
    job->setKey(m_request.user);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this, finished);
    job->start();
}

void KeyringTask::writeFinished(QKeychain::Job *job)
{
    if (job->error() == QKeychain::NoError) {
        startJob(
            std::make_unique<QKeychain::ReadPasswordJob>(m_request.service).release(), &KeyringTask::readBackFinished);
    } else if (isRefusal(job->error())) {
        settle({KeyStorage::KeyringLocked, {}, job->errorString()});
    } else {
        explain(job->errorString(), KeyStorage::NotVerified);
    }
}

void KeyringTask::readBackFinished(QKeychain::Job *job)
{
    const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job);
    const bool isSame = read != nullptr && job->error() == QKeychain::NoError && read->textData() == m_request.key;
    if (isSame)
        settle({KeyStorage::Stored, m_request.key, {}});
    else
        settle({KeyStorage::NotVerified, {}, job->errorString()});
}

void KeyringTask::readFinished(QKeychain::Job *job)
{
    const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job);
    if (read != nullptr && job->error() == QKeychain::NoError)
        settle({KeyStorage::Stored, read->textData(), {}});
    else if (isRefusal(job->error()))
        settle({KeyStorage::KeyringLocked, {}, job->errorString()});
    else // "not found" stands for locked and refused too
        explain(job->errorString(),
            job->error() == QKeychain::EntryNotFound ? KeyStorage::NotStored : KeyStorage::NoAnswer);
}

void KeyringTask::deleteFinished(QKeychain::Job *job)
{
    // Success is told for a locked keyring too, where nothing is deleted: look.
    search([this, detail = job->errorString()](SecretPlace place) {
        const bool isThere = place == SecretPlace::Unlocked;
        settle({isThere ? KeyStorage::Stored : storageOf(place, KeyStorage::NotStored), {}, detail});
    });
}

void KeyringTask::search(std::function<void(SecretPlace)> found)
{
    base::whenDone(this, searchSecret(m_request.service, m_request.user, m_request.patience), std::move(found));
}

void KeyringTask::explain(const QString &detail, KeyStorage otherwise)
{
    search([this, detail, otherwise](SecretPlace place) {
        // There and unlocked, but not given out: somebody refused.
        const bool isRefused = place == SecretPlace::Unlocked && m_request.kind == Kind::Read;
        settle({isRefused ? KeyStorage::KeyringLocked : storageOf(place, otherwise), {}, detail});
    });
}

void KeyringTask::settle(const KeyAnswer &answer)
{
    m_deadline.stop();
    m_settled(answer, m_isLate);
    deleteLater();
}

void KeyringTask::deadline()
{
    // A person may be looking at the prompt for the keyring's password: the job goes on.
    m_settled({storageOf(m_place, KeyStorage::NoAnswer), {}, QStringLiteral("no answer in time")}, false);
    m_isLate = true;
}

} // namespace api
