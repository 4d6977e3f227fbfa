#pragma once

#include "api/credentials.h"
#include "api/secretsearch.h"

#include <QTimer>
#include <functional>

namespace QKeychain {
class Job;
}

namespace api {

/// One request to the system keyring: a QtKeychain job, what the Secret Service says meanwhile, and a deadline. The job
/// is never deleted before it has finished (that crashes), so it belongs to nobody and deletes itself; the task deletes
/// itself with it.
class KeyringTask : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Store, Read, Remove };
    struct Request
    {
        Kind kind = Kind::Read;
        QString service;
        QString user;
        QString key; ///< to store
        std::chrono::milliseconds patience{5'000};
    };
    /// `isLate`: the deadline was answered before; this is what came of it in the end.
    using Settled = std::function<void(const KeyAnswer &answer, bool isLate)>;

    KeyringTask(Request request, Settled settled, QObject *parent);
    void start();

private:
    void startJob(QKeychain::Job *job, void (KeyringTask::*finished)(QKeychain::Job *));
    void writeFinished(QKeychain::Job *job);
    void readBackFinished(QKeychain::Job *job);
    void readFinished(QKeychain::Job *job);
    void deleteFinished(QKeychain::Job *job);
    void search(std::function<void(SecretPlace)> found);
    void explain(const QString &detail, KeyStorage otherwise);
    void settle(const KeyAnswer &answer);
    void deadline();

    Request m_request;
    Settled m_settled;
    QTimer m_deadline;
    SecretPlace m_place = SecretPlace::NoAnswer; ///< the last that was heard
    bool m_isLate = false;
};

} // namespace api
