#include "ui/accounts/signinwords.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct SignInWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::SignInWords)
};

bool isThisComputer(const QString &host)
{
    return host == QLatin1String("localhost") || host == QLatin1String("::1") || host.startsWith(QLatin1String("127."));
}

QUrl typedUrl(const QString &text)
{
    QString typed = text.trimmed();
    if (!typed.contains(QLatin1String("://"))) {
        const QString host = typed.section(u'/', 0, 0).section(u':', 0, 0);
        typed.prepend(isThisComputer(host) ? QStringLiteral("http://") : QStringLiteral("https://"));
    }
    QUrl url(typed, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() ? url : QUrl();
}

} // namespace

QString demoSentence(domain::BaseRole role)
{
    switch (role) {
    case domain::BaseRole::Admin:
        return SignInWords::tr("Sees everything, invites people, changes roles, deletes anybody's runs.");
    case domain::BaseRole::Member:
        return SignInWords::tr("Logs, renames and tags runs; stops and deletes only their own. Cannot invite.");
    case domain::BaseRole::ViewOnly:
        return SignInWords::tr("Looks at runs and charts. Everything that changes something is grey and says why.");
    case domain::BaseRole::None:
    case domain::BaseRole::Unknown:
        break;
    }
    return {};
}

QString signInErrorText(const base::Error &error, const QUrl &server)
{
    const QString host = server.host();
    switch (error.kind) {
    case base::Error::Kind::Unauthorized:
    case base::Error::Kind::Forbidden:
        return SignInWords::tr("%1 does not accept this key. Copy it again from your settings there; "
                               "keys can also be revoked.")
            .arg(host);
    case base::Error::Kind::Offline:
        return SignInWords::tr("%1 cannot be reached. Check the address and the network, then try again.").arg(host);
    case base::Error::Kind::Tls:
        return SignInWords::tr("The connection to %1 is not safe, so the key was not sent. "
                               "Ask the server's administrator about its certificate.")
            .arg(host);
    case base::Error::Kind::BadReply:
    case base::Error::Kind::NotFound:
        return SignInWords::tr("%1 answers, but not like a W&B server. Check the address.").arg(host);
    case base::Error::Kind::Busy:
        return SignInWords::tr("%1 is busy and asks to come back later. Try again in a minute.").arg(host);
    case base::Error::Kind::Storage:
        return SignInWords::tr("The local data of this account could not be opened. Check the free space and the "
                               "rights of your data folder.");
    case base::Error::Kind::Invalid:
        return SignInWords::tr("This does not look like a key. Copy the whole key and nothing else.");
    case base::Error::Kind::Conflict:
    case base::Error::Kind::Cancelled:
        break;
    }
    return SignInWords::tr("Signing in to %1 did not work. Try again.").arg(host);
}

QString keyStateText(workspace::KeyState state)
{
    switch (state) {
    case workspace::KeyState::Stored:
    case workspace::KeyState::Unknown:
        return {};
    case workspace::KeyState::NoKeyring:
        return SignInWords::tr("This computer has no keyring, so the key cannot be kept safely.");
    case workspace::KeyState::KeyringLocked:
        return SignInWords::tr("The keyring is locked, so the key was not kept.");
    case workspace::KeyState::NoAnswer:
        return SignInWords::tr("The keyring does not answer, so the key was not kept.");
    case workspace::KeyState::NotStored:
        return SignInWords::tr("The key of this account is not in the keyring.");
    case workspace::KeyState::SessionOnly:
        return SignInWords::tr("The key is kept for this session only.");
    }
    return {};
}

QUrl serverUrlFromText(const QString &text)
{
    QUrl url = typedUrl(text);
    const bool isSafe =
        url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && isThisComputer(url.host()));
    if (!isSafe || !url.userInfo().isEmpty())
        return {};
    url.setPath({});
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

bool isPlainHttpElsewhere(const QString &text)
{
    const QUrl url = typedUrl(text);
    return url.scheme() == QLatin1String("http") && !isThisComputer(url.host());
}

QUrl keyPageUrl(const QUrl &server)
{
    QUrl page = server;
    // The public service answers its API and shows its pages under different names.
    if (page.host() == QLatin1String("api.wandb.ai"))
        page.setHost(QStringLiteral("wandb.ai"));
    page.setPath(QStringLiteral("/authorize"));
    return page;
}

} // namespace ui
