#pragma once

#include "serverfixture.h"

#include <QMap>

namespace test {

/// Logs and fetches artifacts over the wire as the SDK does, in lab/p.
class ArtifactClient
{
public:
    ArtifactClient(ServerFixture &server, QString username)
        : m_server(server)
        , m_username(std::move(username))
    { }

    /// The ids of an artifact that is being written.
    struct Draft
    {
        QString artifact;
        QString manifest;
        QString state;
    };
    /// `files`: path to content. createArtifact and the first createArtifactManifest.
    Draft begin(const QString &name, const QMap<QString, QByteArray> &files, const QJsonObject &more = {});
    /// Announces the files; the answer's nodes.
    QJsonArray announce(const Draft &draft, const QMap<QString, QByteArray> &files);
    int put(const QString &url, const QByteArray &content);
    /// Sends the manifest; the HTTP status.
    int sendManifest(const Draft &draft, const QByteArray &manifest, const QString &type = QStringLiteral("FULL"));
    Reply commit(const Draft &draft);
    /// All of it; the artifact's id, empty if something failed.
    QString log(const QString &name, const QMap<QString, QByteArray> &files, const QJsonObject &more = {});

    Reply ask(const QString &query, const QJsonObject &variables = {});
    /// mutation NAME(input: ...) { FIELDS }
    Reply mutate(const char *name, const QJsonObject &input, const char *fields);
    /// GET of an address of the server without a key of its own.
    Reply fetch(const QString &url, const QMap<QByteArray, QByteArray> &headers = {});
    QString addressOf(const QString &artifact, const QString &path);

    static QString md5(const QByteArray &content);
    static QByteArray manifestOf(const QMap<QString, QByteArray> &files);
    static QString digestOf(const QMap<QString, QByteArray> &files);

private:
    ServerFixture &m_server;
    QString m_username;
};

} // namespace test
