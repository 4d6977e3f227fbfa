#include "app/serverprogram.h"

#include "app/foldercommand.h"
#include "app/startproblem.h"
#include "server/demoteam.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace app {

namespace {

int signalPipe[2] = {-1, -1};

extern "C" void cohortdEnds(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

} // namespace

ServerProgram::ServerProgram(const QStringList &arguments)
    : m_words(arguments)
    , m_out(stdout)
    , m_err(stderr)
{ }

ServerProgram::~ServerProgram() = default;

int ServerProgram::fail(const QString &text)
{
    m_err << QStringLiteral("cohortd: ") << text << Qt::endl;
    return 1;
}

std::optional<int> ServerProgram::begin()
{
    m_arguments.process(m_words);
    if (!m_arguments.words().isEmpty())
        return command();
    const auto options = m_arguments.serverOptions();
    if (!options) {
        fail(options.error().detail);
        return 2;
    }
    watchSignals();
    auto started = server::TeamServer::start(*options);
    if (!started)
        return fail(startProblem(started.error(), options->dataFolder));
    m_server = std::move(*started);
    if (auto ready = firstStart(); !ready)
        return fail(ready.error().detail);
    m_out << tr("listening on %1").arg(m_server->url().toString()) << Qt::endl;
    return std::nullopt;
}

int ServerProgram::command()
{
    const QList<FolderCommand> commands = folderCommands();
    for (const FolderCommand &command : commands) {
        const auto given = command.match(m_arguments.words());
        if (!given)
            continue;
        const auto folder = server::DataFolder::open(m_arguments.dataFolder());
        if (!folder)
            return fail(startProblem(folder.error(), m_arguments.dataFolder()));
        const auto done = command.run({**folder, *given, m_arguments.parser(), m_out});
        return done ? *done : fail(done.error().detail);
    }
    fail(tr("unknown command: %1. See --help").arg(m_arguments.words().join(u' ')));
    return 2;
}

base::Status ServerProgram::firstStart()
{
    const auto isEmpty = m_server->isEmpty();
    if (!isEmpty)
        return isEmpty.error();
    if (m_arguments.wantsDemo()) {
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
