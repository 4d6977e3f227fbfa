#pragma once

#include "api/credentials.h"
#include "workspace/accounts.h"
#include "workspace/composition.h"
#include "workspace/knownaccounts.h"

#include <QHash>

namespace workspace {

class OnlineWorkspace;

/// The accounts over the keyring, the list in a file, and a folder an account.
class OnlineAccounts : public Accounts
{
    Q_OBJECT

public:
    explicit OnlineAccounts(Dependencies dependencies);
    ~OnlineAccounts() override;

    [[nodiscard]] QList<KnownAccount> known() const override { return m_known.list(); }
    QFuture<base::Result<SignedIn>> signIn(const SignInRequest &request) override;
    QFuture<base::Result<SignedIn>> open(const QString &id) override;
    QFuture<base::Status> signOut(const QString &id, bool removeCache) override;
    [[nodiscard]] KeyState keyState(const QString &id) const override;

private:
    struct SigningIn;
    using Opening = std::shared_ptr<QPromise<base::Result<SignedIn>>>;

    void keepKey(const std::shared_ptr<SigningIn> &signingIn);
    void enter(const std::shared_ptr<SigningIn> &signingIn, KeyState state);
    void fetchKey(const KnownAccount &account, const std::weak_ptr<OnlineWorkspace> &workspace);
    void takeKey(
        const KnownAccount &account, const std::shared_ptr<OnlineWorkspace> &workspace, const api::KeyAnswer &answer);
    void followCredentials(const api::CredentialId &id);
    std::shared_ptr<OnlineWorkspace> makeWorkspace(const domain::Account &account, const QString &id);
    void remember(KnownAccount account);
    void setKeyState(const QString &id, KeyState state);
    [[nodiscard]] QString folderOf(const QString &id) const;

    Dependencies m_dependencies;
    KnownAccounts m_known;
    QHash<QString, KeyState> m_keyStates;
    QHash<QString, std::weak_ptr<OnlineWorkspace>> m_open;
    QHash<QString, QFuture<base::Result<SignedIn>>> m_openings; ///< under way
};

} // namespace workspace
