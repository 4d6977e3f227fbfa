#pragma once

#include "api/transport.h"
#include "base/lenientjson.h"
#include "domain/run.h"
#include "domain/team.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

namespace test {

/// A server in memory that answers the operations of the workspace from its public members, one turn of the event loop
/// later. A test changes the members, takes the server offline, lets it refuse or hang.
class MemoryServer
{
public:
    struct Run
    {
        QString id;
        QString displayName;
        QString state = QStringLiteral("finished");
        qint64 createdAt = 0; ///< seconds
        qint64 heartbeatAt = 0; ///< seconds
        QJsonObject config;
        QJsonObject summary;
        QStringList rows; ///< JSON texts
        qint64 uncountedRows = 0; ///< rows that the server counts and never gives
        QStringList events;
        QStringList console;
    };

    QString username = QStringLiteral("ada");
    QString role = QStringLiteral("admin"); ///< of the person in the team
    QString access = QStringLiteral("PRIVATE");
    QString projectRole; ///< in a restricted project; empty: not listed
    QHash<QString, Run> runs; ///< of algoperf/ogbg
    QStringList projects{QStringLiteral("ogbg")};
    QStringList invitations;

    std::optional<base::Error> refusal; ///< of mutations
    QSet<QString> hanging; ///< operations that are never answered
    std::optional<base::Error> failure; ///< of everything

    /// Names of the operations that came, in order.
    QStringList calls;
    QList<QJsonObject> historyCalls;
    QString key = QStringLiteral("good"); ///< another one is refused
    int most = 0; ///< history pages that were under way at once
    int underWay = 0;

    /// A run with `count` rows that log "loss" at each step; nothing for `count` 0.
    Run &addRun(const QString &id, qint64 count = 0);
    void addRows(const QString &id, qint64 first, qint64 count, qint64 stride = 1);

    [[nodiscard]] base::Result<api::Reply> answer(const QString &operation, const QJsonObject &variables);

private:
    [[nodiscard]] QJsonObject runNode(const Run &run, bool withPayload) const;
    [[nodiscard]] QJsonObject projectNode(const QString &name) const;
    [[nodiscard]] QJsonObject teamNode() const;
    [[nodiscard]] QJsonObject runsReply(const QJsonObject &variables) const;
    [[nodiscard]] QJsonObject historyReply(const Run &run, const QJsonObject &variables) const;
    [[nodiscard]] QJsonObject consoleReply(const Run &run, const QJsonObject &variables) const;
    [[nodiscard]] base::Result<QJsonObject> mutate(const QString &operation, const QJsonObject &input);
    [[nodiscard]] base::Result<QJsonObject> read(const QString &operation, const QJsonObject &variables);

    QHash<QString, Run> m_deleted;
};

/// The way to a MemoryServer.
class MemoryTransport : public api::Transport
{
    Q_OBJECT

public:
    MemoryTransport(std::shared_ptr<MemoryServer> server, QByteArray key);
    ~MemoryTransport() override;

    QFuture<base::Result<api::Reply>> send(
        const api::Operation &operation, const QJsonObject &variables, const api::CallOptions &options = {}) override;
    [[nodiscard]] Link link() const override { return m_link; }
    [[nodiscard]] std::optional<base::Error> linkError() const override { return m_error; }

private:
    using Promise = std::shared_ptr<QPromise<base::Result<api::Reply>>>;

    void finish(const Promise &promise, const base::Result<api::Reply> &reply);
    void setLink(const base::Result<api::Reply> &reply);

    std::shared_ptr<MemoryServer> m_server;
    QByteArray m_key;
    Link m_link = Link::Unknown;
    std::optional<base::Error> m_error;
    QList<Promise> m_hanging;
};

} // namespace test
