#pragma once

#include "base/result.h"
#include "ui/accounts/demoaccount.h"

#include <QObject>
#include <QString>
#include <QUrl>
#include <memory>

namespace server {
class TeamServer;
}

/// The local team: the embedded server on its own data folder, with the demo team in it. Starts and loads on another
/// thread; the window is usable meanwhile. GUI thread.
class EmbeddedTeam : public QObject
{
    Q_OBJECT

public:
    explicit EmbeddedTeam(QObject *parent = nullptr);
    ~EmbeddedTeam() override;

    /// `dataFolder` belongs to the demo team alone. Emits started() or failed() once.
    void start(const QString &dataFolder);
    /// One account for each role; empty before started().
    [[nodiscard]] const QList<ui::DemoAccount> &accounts() const { return m_accounts; }

signals:
    void started(const QUrl &server, const QList<ui::DemoAccount> &accounts);
    void failed(const base::Error &error);

private:
    struct Team
    {
        std::shared_ptr<server::TeamServer> server;
        QList<ui::DemoAccount> accounts;
    };

    static base::Result<Team> load(const QString &dataFolder);

    std::shared_ptr<server::TeamServer> m_server;
    QList<ui::DemoAccount> m_accounts;
};
