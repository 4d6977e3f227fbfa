#include "app/serverarguments.h"

#include "app/foldercommand.h"
#include "identity/identitytoken.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

namespace app {

namespace {

constexpr quint16 defaultPort = 8642;
constexpr qsizetype formWidth = 27;

QString tr(const char *text)
{
    return QCoreApplication::translate("app::ServerProgram", text);
}

std::optional<QByteArray> fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? std::optional<QByteArray>(file.readAll()) : std::nullopt;
}

/// The commands, a line each, as --help shows them.
QString commandHelp()
{
    QString text = tr("Commands, also while a server runs on the data folder:");
    const QList<FolderCommand> commands = folderCommands();
    for (const FolderCommand &command : commands) {
        if (!command.help.isEmpty())
            text += QStringLiteral("\n  ") + QString::fromLatin1(command.form).leftJustified(formWidth) + command.help;
    }
    return text;
}

} // namespace

ServerArguments::ServerArguments()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    m_parser.setApplicationDescription(
        tr("Team server for experiment tracking: the wandb SDK logs to it, Cohort shows it.") + QStringLiteral("\n\n")
        + commandHelp());
    m_parser.addHelpOption();
    m_parser.addVersionOption();
    m_parser.addOptions({
        {QStringLiteral("data"), tr("Data folder."), tr("folder"), folder + QStringLiteral("/cohortd")},
        {QStringLiteral("listen"), tr("Address and port; port 0 is any free one."), tr("address:port"),
            QStringLiteral("127.0.0.1:%1").arg(defaultPort)},
        {QStringLiteral("host"), tr("A name under which clients address this server (repeatable)."), tr("name")},
        {QStringLiteral("tls-cert"), tr("Certificate chain (PEM)."), tr("file")},
        {QStringLiteral("tls-key"), tr("Private key (PEM)."), tr("file")},
        {QStringLiteral("allow-plain-http"),
            tr("Allow unencrypted connections from other machines. Keys can be read on the way.")},
        {QStringLiteral("crash-after"), tr("Silence after which a running run counts as crashed."), tr("seconds"),
            QStringLiteral("300")},
        {QStringLiteral("tidy-every"), tr("How often expired artifacts and what nothing names are removed."),
            tr("seconds"), QStringLiteral("3600")},
        {QStringLiteral("demo"), tr("Load the demo team at the first start.")},
        {QStringLiteral("name"), tr("With user add: the full name."), tr("name")},
        {QStringLiteral("email"), tr("With user add: the mail address."), tr("mail")},
        {QStringLiteral("view-only"), tr("With user add: a viewer's seat.")},
        {QStringLiteral("admin"), tr("With user add: an admin of the organisation.")},
        {QStringLiteral("note"), tr("With key add: what the key is for."), tr("text")},
        {QStringLiteral("days"), tr("With token add: how long it is good for."), tr("days"),
            QString::number(server::TeamServer::tokenDays)},
    });
    addIdentityOptions();
    addAuditOptions();
    m_parser.addPositionalArgument(QStringLiteral("command"), tr("One of the above; none: serve."), tr("[command]"));
}

void ServerArguments::addIdentityOptions()
{
    m_parser.addOptions({
        {QStringLiteral("audience"), tr("With issuer add: what its tokens are meant for."), tr("name")},
        {QStringLiteral("keys"), tr("With issuer add: its JSON Web Key Set."), tr("file")},
        {QStringLiteral("all-teams"), tr("With external add: it reaches all teams, this one is its default.")},
    });
}

void ServerArguments::addAuditOptions()
{
    m_parser.addOptions({
        {QStringLiteral("since"), tr("With audit: from this day or moment (UTC) on."), tr("time")},
        {QStringLiteral("until"), tr("With audit: before this day or moment (UTC)."), tr("time")},
        {QStringLiteral("by"), tr("With audit: what this person did."), tr("user")},
        {QStringLiteral("act"), tr("With audit: this act only, as createInvite."), tr("act")},
        {QStringLiteral("about"), tr("With audit: what was done to something whose name holds this."), tr("text")},
        {QStringLiteral("refused"), tr("With audit: what was refused only.")},
        {QStringLiteral("lines"), tr("With audit: the newest so many; 0: all."), tr("number"), QStringLiteral("100")},
        {QStringLiteral("json"), tr("With audit: a JSON object a line, to keep or to search elsewhere.")},
    });
}

bool ServerArguments::readListen(server::TeamServer::Options &options) const
{
    const QString listen = m_parser.value(QStringLiteral("listen"));
    const qsizetype colon = listen.lastIndexOf(u':');
    bool isPort = false;
    options.port = listen.mid(colon + 1).toUShort(&isPort);
    QString address = listen.left(colon);
    if (address.startsWith(u'[') && address.endsWith(u']'))
        address = address.mid(1, address.size() - 2);
    return colon > 0 && isPort && options.address.setAddress(address);
}

bool ServerArguments::readTls(server::TeamServer::Options &options) const
{
    for (const bool isKey : {false, true}) {
        const QString path = m_parser.value(isKey ? QStringLiteral("tls-key") : QStringLiteral("tls-cert"));
        const auto content = path.isEmpty() ? QByteArray() : fileContent(path);
        if (!content || (content->isEmpty() && !path.isEmpty())) // an empty file is no wish for plain HTTP
            return false;
        (isKey ? options.tlsKey : options.tlsCertificate) = *content;
    }
    return true;
}

base::Result<server::TeamServer::Options> ServerArguments::serverOptions() const
{
    server::TeamServer::Options options;
    options.dataFolder = dataFolder();
    options.hosts = m_parser.values(QStringLiteral("host"));
    options.identities = identity::reader();
    options.allowPlainHttp = m_parser.isSet(QStringLiteral("allow-plain-http"));
    options.crashAfterSeconds = m_parser.value(QStringLiteral("crash-after")).toInt();
    options.tidySeconds = m_parser.value(QStringLiteral("tidy-every")).toInt();
    if (options.tidySeconds < 1)
        return base::Error{base::Error::Kind::Invalid, tr("--tidy-every wants a number of seconds from 1 on")};
    if (!readListen(options))
        return base::Error{base::Error::Kind::Invalid, tr("--listen wants ADDRESS:PORT")};
    if (!readTls(options))
        return base::Error{base::Error::Kind::Invalid, tr("the certificate or key cannot be read")};
    return options;
}

} // namespace app
