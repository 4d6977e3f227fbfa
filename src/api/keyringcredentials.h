#pragma once

#include "api/credentials.h"

#include <QHash>
#include <chrono>

namespace api {

/// The one owner of all key chain work: keys in the system keyring through QtKeychain, never in a file, and in memory
/// where there is no keyring. Needs an event loop with GLib, as Qt has on Linux. GUI thread.
class KeyringCredentials : public Credentials
{
    Q_OBJECT

public:
    /// `service`: what the keyring lists the keys under. `patience`: after which NoAnswer is told.
    explicit KeyringCredentials(QString service = QStringLiteral("Cohort"),
        std::chrono::milliseconds patience = std::chrono::seconds(5), QObject *parent = nullptr);

    QFuture<KeyAnswer> store(const CredentialId &id, const QString &key) override;
    void keepForSession(const CredentialId &id, const QString &key) override;
    QFuture<KeyAnswer> read(const CredentialId &id) override;
    QFuture<KeyAnswer> remove(const CredentialId &id) override;

    /// The name of an account's entry in the keyring.
    static QString entryName(const CredentialId &id);

private:
    QString m_service;
    std::chrono::milliseconds m_patience;
    QHash<QString, QString> m_session; ///< by entryName()
};

} // namespace api
