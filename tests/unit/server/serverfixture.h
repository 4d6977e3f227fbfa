#pragma once

#include "server/teamserver.h"

#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>
#include <memory>

namespace test {

/// An answer of the server.
struct Reply
{
    int status = 0; ///< 0: no answer
    QByteArray body;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case

    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QJsonValue data(const QString &path) const; ///< below `data`, parts separated by dots
    [[nodiscard]] QString errorCode() const; ///< of the first GraphQL error
};

/// A template for the folder of a fixture that asks thousands of questions, none about what a disk keeps: in memory,
/// where the system has a file system there.
QString folderInMemory();

/// A running server with an organisation, two teams and people of every role:
///   team "lab": ada (admin), ben and cleo (members), vera (View-Only), robot (service account)
///   team "other": oscar (admin)
///   olga: organisation admin, in no team
/// `folder`: a template of where it keeps its data; empty: a temporary folder.
class ServerFixture
{
public:
    explicit ServerFixture(server::TeamServer::Options options = {}, const QString &folder = {});

    [[nodiscard]] bool isSound() const { return m_server != nullptr; }
    [[nodiscard]] server::TeamServer &server() { return *m_server; }
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// Ends the server and starts it again upon the same folder.
    bool restart();

    /// The key (or, for vera, the sign-in token) of a person.
    [[nodiscard]] QString key(const QString &username) const { return m_keys.value(username); }

    /// `suffix`: of the address, e.g. a query.
    Reply graphql(const QString &username, const QString &query, const QJsonObject &variables = {},
        const QByteArray &suffix = {});
    Reply request(const QByteArray &method, const QByteArray &target, const QString &username, const QByteArray &body,
        const QMap<QByteArray, QByteArray> &headers = {});
    /// Bytes to the server's port and what comes back until it closes or `enough` milliseconds of silence.
    QByteArray raw(const QByteArray &bytes, int enough = 5000) const;

    /// Makes a run of that person; its display name.
    QString makeRun(const QString &username, const QString &team, const QString &project, const QString &run);
    /// Changes the server's database beside it, e.g. to let time pass.
    bool execute(const QString &sql);
    Reply stream(const QString &username, const QString &team, const QString &project, const QString &run,
        const QJsonObject &body);

private:
    bool begin();
    bool fill();

    QTemporaryDir m_folder;
    server::TeamServer::Options m_options;
    std::unique_ptr<server::TeamServer> m_server;
    QMap<QString, QString> m_keys;
};

} // namespace test
