#include "app/serverprogram.h"

#include "app/startproblem.h"
#include "server/demoteam.h"

#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace app {

namespace {

constexpr quint16 defaultPort = 8642;
int signalPipe[2] = {-1, -1};

extern "C" void cohortdEnds(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

std::optional<QByteArray> fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? std::optional<QByteArray>(file.readAll()) : std::nullopt;
}

} // namespace

ServerProgram::ServerProgram(const QStringList &arguments)
    : m_arguments(arguments)
    , m_out(stdout)
    , m_err(stderr)
{
    declareOptions();
}

ServerProgram::~ServerProgram() = default;

void ServerProgram::declareOptions()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    m_parser.setApplicationDescription(
        tr("Team server for experiment tracking: the wandb SDK logs to it, Cohort shows it."));
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
        {QStringLiteral("demo"), tr("Load the demo team at the first start.")},
        {QStringLiteral("name"), tr("With user: the full name."), tr("name")},
        {QStringLiteral("email"), tr("With user: the mail address."), tr("mail")},
        {QStringLiteral("view-only"), tr("With user: a viewer's seat.")},
        {QStringLiteral("admin"), tr("With user: an admin of the organisation.")},
    });
    m_parser.addPositionalArgument(QStringLiteral("command"),
        tr("user NAME, team NAME, member TEAM USER ROLE, key USER, token USER; none: serve."));
}

int ServerProgram::fail(const QString &text)
{
    m_err << QStringLiteral("cohortd: ") << text << Qt::endl;
    return 1;
}

bool ServerProgram::readListen(server::TeamServer::Options &options)
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

bool ServerProgram::readTls(server::TeamServer::Options &options)
{
    for (const bool isKey : {false, true}) {
        const QString path = m_parser.value(isKey ? QStringLiteral("tls-key") : QStringLiteral("tls-cert"));
        const auto content = path.isEmpty() ? QByteArray() : fileContent(path);
        if (!content)
            return false;
        (isKey ? options.tlsKey : options.tlsCertificate) = *content;
    }
    return true;
}

std::optional<server::TeamServer::Options> ServerProgram::readOptions()
{
    server::TeamServer::Options options;
    options.dataFolder = m_parser.value(QStringLiteral("data"));
    options.hosts = m_parser.values(QStringLiteral("host"));
    options.allowPlainHttp = m_parser.isSet(QStringLiteral("allow-plain-http"));
    options.crashAfterSeconds = m_parser.value(QStringLiteral("crash-after")).toInt();
    if (!readListen(options)) {
        fail(tr("--listen wants ADDRESS:PORT"));
        return std::nullopt;
    }
    if (!readTls(options)) {
        fail(tr("the certificate or key cannot be read"));
        return std::nullopt;
    }
    return options;
}

std::optional<int> ServerProgram::begin()
{
    m_parser.process(m_arguments);
    auto options = readOptions();
    if (!options)
        return 2;
    const QStringList words = m_parser.positionalArguments();
    if (!words.isEmpty()) // only the folder is needed; another port would be in the way
        options->port = 0;
    watchSignals();
    auto started = server::TeamServer::start(*options);
    if (!started)
        return fail(startProblem(started.error(), options->dataFolder));
    m_server = std::move(*started);
    if (!words.isEmpty())
        return command(words);
    if (auto ready = firstStart(); !ready)
        return fail(ready.error().detail);
    m_out << tr("listening on %1").arg(m_server->url().toString()) << Qt::endl;
    return std::nullopt;
}

base::Status ServerProgram::firstStart()
{
    const auto isEmpty = m_server->isEmpty();
    if (!isEmpty)
        return isEmpty.error();
    if (m_parser.isSet(QStringLiteral("demo"))) {
        if (auto loaded = server::DemoTeam::load(*m_server); !loaded)
            return loaded;
        if (!*isEmpty)
            return base::Done{};
        const auto accounts = server::DemoTeam::accounts();
        for (const auto &account : accounts.valueOr({})) {
            const auto token = m_server->signInToken(account.username);
            if (!token)
                return token.error();
            m_out << tr("sign-in token of %1 (%2), shown once: %3").arg(account.username, account.role, *token)
                  << Qt::endl;
        }
        return base::Done{};
    }
    if (!*isEmpty)
        return base::Done{};
    server::TeamServer::NewUser admin;
    admin.username = QStringLiteral("admin");
    admin.orgRole = domain::OrgRole::Admin;
    if (auto named = m_server->setOrganization(tr("My organisation")); !named)
        return named;
    if (auto made = m_server->createUser(admin); !made)
        return made;
    const auto key = m_server->issueApiKey(admin.username);
    if (!key)
        return key.error();
    m_out << tr("API key of admin, shown once: %1").arg(*key) << Qt::endl;
    return base::Done{};
}

base::Status ServerProgram::printSecret(const base::Result<QString> &secret)
{
    if (!secret)
        return secret.error();
    m_out << *secret << Qt::endl;
    return base::Done{};
}

base::Status ServerProgram::runCommand(const QStringList &words)
{
    const QString verb = words.first();
    if (verb == QLatin1String("user") && words.size() == 2) {
        server::TeamServer::NewUser user;
        user.username = words[1];
        user.name = m_parser.value(QStringLiteral("name"));
        user.email = m_parser.value(QStringLiteral("email"));
        user.seat = m_parser.isSet(QStringLiteral("view-only")) ? domain::Seat::Viewer : domain::Seat::Full;
        user.orgRole = m_parser.isSet(QStringLiteral("admin")) ? domain::OrgRole::Admin : domain::OrgRole::Member;
        if (auto made = m_server->createUser(user); !made)
            return made;
        return m_server->acceptInvites(user.username);
    }
    if (verb == QLatin1String("team") && words.size() == 2)
        return m_server->createTeam(words[1]);
    if (verb == QLatin1String("member") && words.size() == 4)
        return m_server->addMember(words[1], words[2], domain::baseRoleFromWire(words[3]));
    if (verb == QLatin1String("key") && words.size() == 2)
        return printSecret(m_server->issueApiKey(words[1]));
    if (verb == QLatin1String("token") && words.size() == 2)
        return printSecret(m_server->signInToken(words[1]));
    return base::Error{base::Error::Kind::Invalid, tr("unknown command; see --help")};
}

int ServerProgram::command(const QStringList &words)
{
    const base::Status done = runCommand(words);
    return done ? 0 : fail(done.error().detail);
}

void ServerProgram::watchSignals()
{
    if (::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_signals = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    connect(m_signals.get(), &QSocketNotifier::activated, this, [this] {
        m_signals->setEnabled(false);
        QCoreApplication::quit();
    });
    struct sigaction action = {};
    action.sa_handler = &cohortdEnds;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error like a full disk
}

} // namespace app
