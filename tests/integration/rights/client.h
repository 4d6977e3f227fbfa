#pragma once

#include "scene.h"
#include "support/fakecredentials.h"
#include "workspace/accounts.h"
#include "workspace/pages.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>
#include <QUrl>

namespace test {

/// One person at the application: signed in over loopback, with the pages' rights and no window. Knows nothing but what
/// the server tells.
class Client
{
public:
    Client(const QUrl &server, const QString &key);
    ~Client();

    [[nodiscard]] bool isOnline() const;
    /// Opens the pages that show the scene, and waits for what the server tells.
    void visit(const Scene &scene, bool withPeople);
    /// What the interface says about an action, on the scene that was visited last; `isOnNew`: on what it would make.
    [[nodiscard]] domain::Decision decide(domain::Action action, bool isOnNew) const;

    /// The scene's project is in the list, but does not open.
    [[nodiscard]] bool seesNameOnly() const { return m_seesNameOnly; }

private:
    std::optional<workspace::ProjectPage> visitProject(const domain::ProjectPath &path, const QDateTime &since);
    [[nodiscard]] domain::Decision decideInTeam(domain::Action action) const;
    [[nodiscard]] domain::Decision decideOnMember(domain::Action action) const;
    [[nodiscard]] domain::Decision decideInProject(domain::Action action, bool isNew) const;
    [[nodiscard]] domain::Decision decideOnRun(domain::Action action, bool isNew) const;

    QTemporaryDir m_folder;
    std::unique_ptr<workspace::Accounts> m_accounts;
    std::shared_ptr<workspace::Workspace> m_workspace;
    Scene m_scene;
    std::optional<workspace::TeamPage> m_team;
    std::optional<workspace::ProjectPage> m_project; ///< empty: the page says that there is none
    std::optional<domain::Run> m_run;
    bool m_seesNameOnly = false;
};

} // namespace test
