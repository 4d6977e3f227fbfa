#include "desk.h"

#include <QTest>

namespace test {

Desk::Desk()
{
    using namespace std::chrono_literals;
    tempo = {.live = 20ms, .idle = 60ms, .sweep = 200ms, .firstRetry = 10ms, .longestRetry = 50ms, .gather = 10ms};
    start();
}

Desk::~Desk()
{
    workspace.reset();
    accounts.reset();
}

void Desk::start()
{
    workspace.reset();
    accounts.reset();
    accounts = workspace::makeAccounts({folder(), credentials,
        [server = server](const QUrl &, const QByteArray &key) -> std::unique_ptr<api::Transport> {
            return std::make_unique<MemoryTransport>(server, key);
        },
        tempo});
}

bool Desk::signIn()
{
    const auto signedIn = wait(accounts->signIn({QUrl(QStringLiteral("https://api.example.org")), server->key}));
    if (!signedIn)
        return false;
    workspace = signedIn->workspace;
    accountId = signedIn->account.id;
    return QTest::qWaitFor([this] { return workspace->connectivity() == workspace::Connectivity::Online; }, 10'000);
}

bool Desk::open()
{
    const auto opened = wait(accounts->open(accountId));
    if (opened)
        workspace = opened->workspace;
    return opened.ok();
}

bool Desk::restart()
{
    start();
    return open();
}

void Desk::takeOffline()
{
    server->failure = base::Error{base::Error::Kind::Offline, QStringLiteral("no route")};
}

QString Desk::accountFolder() const
{
    return folder() + QStringLiteral("/accounts/") + accountId;
}

void Desk::waitUntilFinished(const std::function<bool()> &isFinished)
{
    if (!QTest::qWaitFor(isFinished, 20'000))
        qFatal("no answer within 20 s");
}

} // namespace test
