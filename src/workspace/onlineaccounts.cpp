#include "workspace/onlineaccounts.h"

#include "api/accountapi.h"
#include "base/whendone.h"
#include "workspace/onlineworkspace.h"

#include <QtConcurrentRun>

namespace workspace {

namespace {

KeyState keyStateOf(api::KeyStorage storage)
{
    switch (storage) {
    case api::KeyStorage::Stored:
        return KeyState::Stored;
    case api::KeyStorage::SessionOnly:
        return KeyState::SessionOnly;
    case api::KeyStorage::NotStored:
    case api::KeyStorage::NotVerified:
        return KeyState::NotStored;
    case api::KeyStorage::KeyringLocked:
        return KeyState::KeyringLocked;
    case api::KeyStorage::NoKeyring:
        return KeyState::NoKeyring;
    case api::KeyStorage::NoAnswer:
        return KeyState::NoAnswer;
    }
    return KeyState::Unknown;
}

api::CredentialId credentialOf(const KnownAccount &account)
{
    // The local team's port changes from start to start; its key does not.
    const QUrl server = account.isLocalTeam ? QUrl(QStringLiteral("http://local-team.invalid")) : account.server;
    return {server, account.username};
}

/// The base address as the protocol wants it: no trailing slash, no path of an operation, no user info.
QUrl cleanServer(QUrl server)
{
    server.setUserInfo({});
    server.setQuery(QString());
    server.setFragment({});
    QString path = server.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    if (path.endsWith(QLatin1String("/graphql")))
        path.chop(8);
    server.setPath(path);
    return server;
}

bool isUsable(const QUrl &server)
{
    return server.isValid() && !server.host().isEmpty()
        && (server.scheme() == QLatin1String("http") || server.scheme() == QLatin1String("https"));
}

template <typename T>
QFuture<base::Result<T>> refused(base::Error::Kind kind, const QString &detail)
{
    return base::ready(base::Result<T>(base::Error{kind, detail}));
}

} // namespace

/// One sign-in under way.
struct OnlineAccounts::SigningIn
{
    SignInRequest request;
    std::unique_ptr<api::Transport> transport; ///< with the key that is being tried
    std::unique_ptr<api::AccountApi> api;
    api::SignedInAccount account;
    KnownAccount known;
    QPromise<base::Result<SignedIn>> promise;

    void finish(const base::Result<SignedIn> &result)
    {
        promise.addResult(result);
        promise.finish();
    }
};

OnlineAccounts::OnlineAccounts(Dependencies dependencies)
    : m_dependencies(std::move(dependencies))
    , m_known(m_dependencies.dataFolder + QStringLiteral("/accounts.json"))
{
    connect(m_dependencies.credentials.get(), &api::Credentials::changed, this, &OnlineAccounts::followCredentials);
}

OnlineAccounts::~OnlineAccounts() = default;

QString OnlineAccounts::folderOf(const QString &id) const
{
    return m_dependencies.dataFolder + QStringLiteral("/accounts/") + id;
}

KeyState OnlineAccounts::keyState(const QString &id) const
{
    return m_keyStates.value(id, KeyState::Unknown);
}

void OnlineAccounts::setKeyState(const QString &id, KeyState state)
{
    if (m_keyStates.value(id, KeyState::Unknown) == state)
        return;
    m_keyStates.insert(id, state);
    emit keyStateChanged(id);
}

QFuture<base::Result<SignedIn>> OnlineAccounts::signIn(const SignInRequest &request)
{
    auto signingIn = std::make_shared<SigningIn>();
    signingIn->request = request;
    signingIn->request.server = cleanServer(request.server);
    signingIn->request.key = request.key.trimmed();
    if (!isUsable(signingIn->request.server))
        return refused<SignedIn>(base::Error::Kind::Invalid, QStringLiteral("server"));
    if (signingIn->request.key.isEmpty())
        return refused<SignedIn>(base::Error::Kind::Invalid, QStringLiteral("key"));
    signingIn->promise.start();
    signingIn->transport = m_dependencies.makeTransport(signingIn->request.server, signingIn->request.key.toUtf8());
    signingIn->api = std::make_unique<api::AccountApi>(*signingIn->transport, signingIn->request.server);
    base::whenDone(
        this, signingIn->api->account(), [this, signingIn](const base::Result<api::SignedInAccount> &account) {
            if (!account) {
                signingIn->finish(account.error());
                return;
            }
            signingIn->account = *account;
            keepKey(signingIn);
        });
    return signingIn->promise.future();
}

void OnlineAccounts::keepKey(const std::shared_ptr<SigningIn> &signingIn)
{
    const domain::Account &account = signingIn->account.account;
    const SignInRequest &request = signingIn->request;
    KnownAccount &known = signingIn->known;
    known.id = KnownAccounts::idFor(request.server, account.username, request.isLocalTeam);
    known.server = request.server;
    known.username = account.username;
    known.displayName = account.name.isEmpty() ? account.username : account.name;
    known.serverName = account.serverName;
    known.isLocalTeam = request.isLocalTeam;
    if (!request.remember) {
        m_dependencies.credentials->keepForSession(credentialOf(known), request.key);
        enter(signingIn, KeyState::SessionOnly);
        return;
    }
    base::whenDone(this, m_dependencies.credentials->store(credentialOf(known), request.key),
        [this, signingIn](const api::KeyAnswer &answer) { enter(signingIn, keyStateOf(answer.storage)); });
}

void OnlineAccounts::enter(const std::shared_ptr<SigningIn> &signingIn, KeyState state)
{
    const QString id = signingIn->known.id;
    remember(signingIn->known);
    setKeyState(id, state);
    auto workspace = m_open.value(id).lock();
    if (workspace == nullptr)
        workspace = makeWorkspace(signingIn->account.account, id);
    Backend &backend = workspace->backend();
    base::whenDone(this, workspace->prepare(), [this, signingIn, workspace, state, &backend](const base::Status &) {
        backend.rights.setAccount(signingIn->account.account);
        backend.noteFailure(backend.cache.teams().setAccount(signingIn->account.account, Backend::now()));
        backend.transport.setTransport(std::move(signingIn->transport));
        backend.refreshRights();
        const KnownAccount known = m_known.find(signingIn->known.id).value_or(signingIn->known);
        signingIn->finish(SignedIn{workspace, known, state});
    });
}

QFuture<base::Result<SignedIn>> OnlineAccounts::open(const QString &id)
{
    const auto known = m_known.find(id);
    if (!known)
        return refused<SignedIn>(base::Error::Kind::NotFound, QStringLiteral("no such account on this computer"));
    if (const auto opening = m_openings.constFind(id); opening != m_openings.constEnd())
        return *opening;
    if (const auto workspace = m_open.value(id).lock())
        return base::ready(base::Result<SignedIn>(SignedIn{workspace, *known, keyState(id)}));
    domain::Account account; // until the cache or the server tells more
    account.server = known->server;
    account.serverName = known->serverName;
    account.username = known->username;
    account.name = known->displayName;
    const auto workspace = makeWorkspace(account, id);
    workspace->backend().transport.setAwaitingKey(true);
    remember(*known);
    auto opening = std::make_shared<QPromise<base::Result<SignedIn>>>();
    opening->start();
    m_openings.insert(id, opening->future());
    base::whenDone(this, workspace->prepare(), [this, opening, workspace, known = *known](const base::Status &) {
        if (!known.isLocalTeam)
            fetchKey(known, workspace);
        m_openings.remove(known.id);
        opening->addResult(SignedIn{workspace, known, keyState(known.id)});
        opening->finish();
    });
    return opening->future();
}

void OnlineAccounts::fetchKey(const KnownAccount &account, const std::weak_ptr<OnlineWorkspace> &workspace)
{
    base::whenDone(this, m_dependencies.credentials->read(credentialOf(account)),
        [this, account, workspace](const api::KeyAnswer &answer) {
            setKeyState(account.id, keyStateOf(answer.storage));
            if (const auto open = workspace.lock())
                takeKey(account, open, answer);
        });
}

void OnlineAccounts::takeKey(
    const KnownAccount &account, const std::shared_ptr<OnlineWorkspace> &workspace, const api::KeyAnswer &answer)
{
    if (answer.key.isEmpty())
        workspace->backend().transport.setTransport(nullptr);
    else
        workspace->backend().transport.setTransport(m_dependencies.makeTransport(account.server, answer.key.toUtf8()));
}

void OnlineAccounts::followCredentials(const api::CredentialId &id)
{
    const auto accounts = m_known.list();
    for (const KnownAccount &account : accounts) {
        if (credentialOf(account) != id)
            continue;
        const auto workspace = m_open.value(account.id).lock();
        if (workspace == nullptr || workspace->connectivity() == Connectivity::KeyMissing)
            fetchKey(account, workspace);
    }
}

QFuture<base::Status> OnlineAccounts::signOut(const QString &id, bool removeCache)
{
    const auto known = m_known.find(id);
    if (!known)
        return refused<base::Done>(base::Error::Kind::NotFound, QStringLiteral("no such account on this computer"));
    if (const auto workspace = m_open.take(id).lock())
        workspace->backend().transport.setTransport(nullptr);
    auto promise = std::make_shared<QPromise<base::Status>>();
    promise->start();
    base::whenDone(this, m_dependencies.credentials->remove(credentialOf(*known)),
        [this, id, removeCache, promise](const api::KeyAnswer &answer) {
            setKeyState(id, keyStateOf(answer.storage));
            const bool isGone =
                answer.storage == api::KeyStorage::NotStored || answer.storage == api::KeyStorage::NoKeyring;
            auto forgotten = m_known.remove(id);
            emit knownChanged();
            base::whenDone(this,
                forgotten.then(QtFuture::Launch::Async,
                    [removeCache, isGone, answer, folder = folderOf(id)](const base::Status &written) -> base::Status {
                        if (!isGone)
                            return base::Error{base::Error::Kind::Storage,
                                QStringLiteral("the key is still in the keyring: %1").arg(answer.detail)};
                        return written && removeCache ? cache::AccountCache::removeCached(folder) : written;
                    }),
                [promise](const base::Status &status) {
                    promise->addResult(status);
                    promise->finish();
                });
        });
    return promise->future();
}

std::shared_ptr<OnlineWorkspace> OnlineAccounts::makeWorkspace(const domain::Account &account, const QString &id)
{
    auto workspace =
        std::make_shared<OnlineWorkspace>(std::make_shared<Backend>(folderOf(id), account, m_dependencies.tempo));
    m_open.insert(id, workspace);
    return workspace;
}

void OnlineAccounts::remember(KnownAccount account)
{
    account.lastUsed = Backend::now();
    (void)m_known.put(account); // the list is a convenience: without it people sign in again
    emit knownChanged();
}

} // namespace workspace

#include "moc_onlineaccounts.cpp"
