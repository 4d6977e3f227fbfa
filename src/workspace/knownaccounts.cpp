#include "workspace/knownaccounts.h"

#include "base/whendone.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace workspace {

namespace {

QJsonObject documentOf(const KnownAccount &account)
{
    return {{QStringLiteral("id"), account.id}, {QStringLiteral("server"), account.server.toString()},
        {QStringLiteral("username"), account.username}, {QStringLiteral("displayName"), account.displayName},
        {QStringLiteral("serverName"), account.serverName},
        {QStringLiteral("lastUsed"), account.lastUsed.toString(Qt::ISODateWithMs)},
        {QStringLiteral("isLocalTeam"), account.isLocalTeam}};
}

KnownAccount accountOf(const QJsonObject &document)
{
    KnownAccount account;
    account.id = document[QStringLiteral("id")].toString();
    account.server = QUrl(document[QStringLiteral("server")].toString());
    account.username = document[QStringLiteral("username")].toString();
    account.displayName = document[QStringLiteral("displayName")].toString();
    account.serverName = document[QStringLiteral("serverName")].toString();
    account.lastUsed = QDateTime::fromString(document[QStringLiteral("lastUsed")].toString(), Qt::ISODateWithMs);
    account.isLocalTeam = document[QStringLiteral("isLocalTeam")].toBool();
    return account;
}

/// The file may be changed by hand: an id becomes a folder's name.
bool isSafeId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 120 && id == QFileInfo(id).fileName() && !id.startsWith(QLatin1Char('.'))
        && !id.contains(QLatin1Char('\\'));
}

base::Status writeAccountsFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    const bool isWritten = QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && file.write(text) == text.size()
        && file.commit();
    if (!isWritten)
        return base::Error{base::Error::Kind::Storage, QStringLiteral("accounts: %1").arg(file.errorString())};
    return base::Done{};
}

} // namespace

KnownAccounts::KnownAccounts(QString file)
    : m_file(std::move(file))
    , m_writing(base::ready(base::Status(base::Done{})))
{
    read();
}

void KnownAccounts::read()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    file.close();
    if (!document.isObject()) {
        QFile::remove(m_file + QStringLiteral(".damaged"));
        QFile::rename(m_file, m_file + QStringLiteral(".damaged"));
        return;
    }
    const QJsonArray accounts = document.object()[QStringLiteral("accounts")].toArray();
    for (const auto &value : accounts) {
        const KnownAccount account = accountOf(value.toObject());
        if (isSafeId(account.id) && account.server.isValid() && !find(account.id))
            m_list.append(account);
    }
}

std::optional<KnownAccount> KnownAccounts::find(const QString &id) const
{
    for (const KnownAccount &account : m_list) {
        if (account.id == id)
            return account;
    }
    return std::nullopt;
}

QFuture<base::Status> KnownAccounts::put(const KnownAccount &account)
{
    m_list.removeIf([&account](const KnownAccount &known) { return known.id == account.id; });
    m_list.prepend(account);
    return write();
}

QFuture<base::Status> KnownAccounts::remove(const QString &id)
{
    m_list.removeIf([&id](const KnownAccount &known) { return known.id == id; });
    return write();
}

QFuture<base::Status> KnownAccounts::write()
{
    QJsonArray accounts;
    for (const KnownAccount &account : std::as_const(m_list))
        accounts.append(documentOf(account));
    const QByteArray text =
        QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("accounts"), accounts}}).toJson();
    // One after the other, so that the last list is the one that stays.
    m_writing = m_writing.then(
        QtFuture::Launch::Async, [path = m_file, text](const base::Status &) { return writeAccountsFile(path, text); });
    return m_writing;
}

QString KnownAccounts::idFor(const QUrl &server, const QString &username, bool isLocalTeam)
{
    const QString place = isLocalTeam ? QStringLiteral("local") : server.toString(QUrl::RemoveUserInfo);
    const QByteArray hash =
        QCryptographicHash::hash((place + QLatin1Char('\n') + username).toUtf8(), QCryptographicHash::Sha256);
    QString readable = isLocalTeam ? QStringLiteral("local") : server.host();
    for (QChar &c : readable) {
        if (!c.isLetterOrNumber() && c != QLatin1Char('.') && c != QLatin1Char('-'))
            c = QLatin1Char('-');
    }
    while (readable.startsWith(QLatin1Char('.')))
        readable.remove(0, 1);
    return readable.left(40) + QLatin1Char('-') + QString::fromLatin1(hash.toHex().left(16));
}

} // namespace workspace
