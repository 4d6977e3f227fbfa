#pragma once

#include "base/result.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QUrl>

namespace api {

/// Whose key: the server and the person's name there.
struct CredentialId
{
    QUrl server;
    QString username;

    bool operator==(const CredentialId &) const = default;
};

/// Where a key is, or why it is not.
enum class KeyStorage {
    Stored, ///< in the system keyring, read back
    SessionOnly, ///< in memory until the program ends
    NotStored, ///< the keyring answers and has none
    KeyringLocked, ///< the keyring has or may have it, but nobody has unlocked it
    NoKeyring, ///< no keyring service on this computer
    NoAnswer, ///< the keyring did not answer in time
    NotVerified, ///< written, but reading back failed or gave something else
};

struct KeyAnswer
{
    KeyStorage storage = KeyStorage::NotStored;
    QString key; ///< empty unless Stored or SessionOnly
    QString detail; ///< for "Show details"; never the key

    bool operator==(const KeyAnswer &) const = default;
};

/// Keys of accounts: in the system keyring, or in memory for this session. An interface, so that nothing above needs a
/// keyring in its tests. Every future has its answer within some seconds, whatever the keyring does. GUI thread.
class Credentials : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Writes to the keyring and reads back. Where that fails the key stays in memory for the session: `storage` tells
    /// why it is not stored, read() finds it as SessionOnly.
    virtual QFuture<KeyAnswer> store(const CredentialId &id, const QString &key) = 0;
    /// Keeps the key in memory only.
    virtual void keepForSession(const CredentialId &id, const QString &key) = 0;
    virtual QFuture<KeyAnswer> read(const CredentialId &id) = 0;
    /// Forgets the key, also in memory, and looks whether it is gone: NotStored then; KeyringLocked, NoAnswer or Stored
    /// where it is still there.
    virtual QFuture<KeyAnswer> remove(const CredentialId &id) = 0;

signals:
    /// An answer that came too late to be waited for: a person unlocked the keyring, say. Ask again.
    void changed(const api::CredentialId &id);
};

} // namespace api
