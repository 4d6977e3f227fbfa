#pragma once

#include "base/result.h"
#include "domain/team.h"

#include <QDateTime>
#include <QFuture>
#include <QObject>
#include <QUrl>
#include <memory>

namespace workspace {

class Workspace;

/// Where a key is, told apart so that the person reads the right sentence.
enum class KeyState {
    Unknown, ///< not asked yet
    Stored, ///< in the system keyring
    NotStored,
    KeyringLocked,
    NoKeyring, ///< no keyring service on this computer
    NoAnswer, ///< the keyring did not answer in 5 s
    SessionOnly, ///< in memory until the program ends
};

/// An account that was signed in on this computer. No key in it.
struct KnownAccount
{
    QString id; ///< stable, safe as a file name
    QUrl server;
    QString username;
    QString displayName;
    QString serverName;
    QDateTime lastUsed;
    bool isLocalTeam = false; ///< of the embedded server's demo team

    bool operator==(const KnownAccount &) const = default;
};

struct SignInRequest
{
    QUrl server;
    QString key; ///< API key or sign-in token
    bool remember = true; ///< in the keyring; false: this session only
    /// The embedded server's demo team: the account keeps its place when the server's port changes.
    bool isLocalTeam = false;
};

struct SignedIn
{
    std::shared_ptr<Workspace> workspace;
    KnownAccount account;
    /// Stored, or why the key could not be stored: the person is told and stays signed in for this session.
    KeyState keyState = KeyState::Unknown;
};

/// The accounts of this computer: sign in, open from cache, sign out. An interface, so that the sign-in page is tested
/// over values. GUI thread.
class Accounts : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<KnownAccount> known() const = 0;
    /// Checks the key with the server, then keeps it as asked. Errors: Unauthorized, Offline, Tls, BadReply, Invalid.
    virtual QFuture<base::Result<SignedIn>> signIn(const SignInRequest &request) = 0;
    /// Opens a known account at once from its cache; the key is fetched behind. Works offline. The local team's
    /// accounts have no key until signIn() brings one: they are connecting meanwhile.
    virtual QFuture<base::Result<SignedIn>> open(const QString &id) = 0;
    /// Forgets the key (read back to be sure) and the account's place in the list. What is cached stays unless
    /// `removeCache`; what only this person has stays always.
    virtual QFuture<base::Status> signOut(const QString &id, bool removeCache) = 0;
    [[nodiscard]] virtual KeyState keyState(const QString &id) const = 0;

signals:
    void knownChanged();
    void keyStateChanged(const QString &id);
};

} // namespace workspace
