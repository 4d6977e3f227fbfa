#pragma once

#include "memoryserver.h"
#include "support/fakecredentials.h"
#include "workspace/accounts.h"
#include "workspace/composition.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>

namespace test {

const domain::ProjectPath ogbgPath{QStringLiteral("algoperf"), QStringLiteral("ogbg")};

/// A computer with the program: accounts over a MemoryServer, a keyring in memory and a temporary folder. Everything
/// happens fast.
class Desk
{
public:
    Desk();
    ~Desk();

    std::shared_ptr<MemoryServer> server = std::make_shared<MemoryServer>();
    std::shared_ptr<FakeCredentials> credentials = std::make_shared<FakeCredentials>();
    std::unique_ptr<workspace::Accounts> accounts;
    std::shared_ptr<workspace::Workspace> workspace;
    QString accountId;
    workspace::Tempo tempo;

    /// The program's start: accounts are made, nothing is open.
    void start();
    /// Signs in and waits until the workspace is online.
    bool signIn();
    /// The program ends and starts again, and opens the account from the cache.
    bool restart();
    /// Opens the known account.
    bool open();
    void takeOffline();
    void takeOnline() { server->failure.reset(); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString accountFolder() const;

    /// Waits for an answer while events go on.
    template <typename T>
    static T wait(QFuture<T> future)
    {
        waitUntilFinished([&future] { return future.isFinished(); });
        return future.result();
    }

private:
    static void waitUntilFinished(const std::function<bool()> &isFinished);

    QTemporaryDir m_folder;
};

} // namespace test
