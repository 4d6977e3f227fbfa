#include "artifactclient.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace test {

namespace {

QJsonObject place()
{
    return {
        {QStringLiteral("entityName"), QStringLiteral("lab")}, {QStringLiteral("projectName"), QStringLiteral("p")}};
}

QByteArray targetOf(const QString &url)
{
    return QUrl(url).toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
}

} // namespace

QString ArtifactClient::md5(const QByteArray &content)
{
    return QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Md5).toBase64());
}

QByteArray ArtifactClient::manifestOf(const QMap<QString, QByteArray> &files)
{
    QJsonObject contents;
    for (auto it = files.begin(); it != files.end(); ++it)
        contents.insert(it.key(),
            QJsonObject{{QStringLiteral("digest"), md5(it.value())}, {QStringLiteral("size"), it.value().size()}});
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("contents"), contents}})
        .toJson(QJsonDocument::Compact);
}

QString ArtifactClient::digestOf(const QMap<QString, QByteArray> &files)
{
    QByteArray text = "wandb-artifact-manifest-v1\n";
    for (auto it = files.begin(); it != files.end(); ++it)
        text += it.key().toUtf8() + ':' + md5(it.value()).toLatin1() + '\n';
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex());
}

Reply ArtifactClient::ask(const QString &query, const QJsonObject &variables)
{
    return m_server.graphql(m_username, query, variables);
}

Reply ArtifactClient::mutate(const char *name, const QJsonObject &input, const char *fields)
{
    QString type = QLatin1String(name);
    type[0] = type[0].toUpper();
    const QString query = QStringLiteral("mutation($i: %1Input!) { %2(input: $i) { %3 } }")
                              .arg(type, QLatin1String(name), QLatin1String(fields));
    return ask(query, {{QStringLiteral("i"), input}});
}

ArtifactClient::Draft ArtifactClient::begin(
    const QString &name, const QMap<QString, QByteArray> &files, const QJsonObject &more)
{
    QJsonObject input = place();
    input.insert(QStringLiteral("artifactTypeName"), QStringLiteral("model"));
    input.insert(QStringLiteral("artifactCollectionNames"), QJsonArray{name});
    input.insert(QStringLiteral("digest"), digestOf(files));
    input.insert(QStringLiteral("digestAlgorithm"), QStringLiteral("MANIFEST_MD5"));
    input.insert(QStringLiteral("enableDigestDeduplication"), true);
    for (auto it = more.begin(); it != more.end(); ++it)
        input.insert(it.key(), *it);
    const Reply created = mutate("createArtifact", input, "artifact { id state }");
    Draft draft;
    draft.artifact = created.data(QStringLiteral("createArtifact.artifact.id")).toString();
    draft.state = created.data(QStringLiteral("createArtifact.artifact.state")).toString();
    return draft;
}

QJsonArray ArtifactClient::announce(const Draft &draft, const QMap<QString, QByteArray> &files)
{
    QJsonArray specs;
    for (auto it = files.begin(); it != files.end(); ++it)
        specs.append(QJsonObject{{QStringLiteral("artifactID"), draft.artifact}, {QStringLiteral("name"), it.key()},
            {QStringLiteral("md5"), md5(it.value())}});
    const Reply reply = mutate("createArtifactFiles",
        {{QStringLiteral("artifactFiles"), specs}, {QStringLiteral("storageLayout"), QStringLiteral("V2")}},
        "files { edges { node { name uploadUrl storagePath } } }");
    return reply.data(QStringLiteral("createArtifactFiles.files.edges")).toArray();
}

int ArtifactClient::put(const QString &url, const QByteArray &content)
{
    return m_server.request("PUT", targetOf(url), QString(), content).status;
}

int ArtifactClient::sendManifest(const Draft &draft, const QByteArray &manifest, const QString &type)
{
    QJsonObject input = place();
    input.insert(QStringLiteral("runName"), QStringLiteral("bens"));
    input.insert(QStringLiteral("name"), QStringLiteral("wandb_manifest.json"));
    input.insert(QStringLiteral("artifactID"), draft.artifact);
    input.insert(QStringLiteral("digest"), md5(manifest));
    input.insert(QStringLiteral("type"), type);
    const Reply reply = mutate("createArtifactManifest", input, "artifactManifest { file { uploadUrl } }");
    return put(
        reply.data(QStringLiteral("createArtifactManifest.artifactManifest.file.uploadUrl")).toString(), manifest);
}

Reply ArtifactClient::commit(const Draft &draft)
{
    return mutate(
        "commitArtifact", {{QStringLiteral("artifactID"), draft.artifact}}, "artifact { state versionIndex digest }");
}

QString ArtifactClient::log(const QString &name, const QMap<QString, QByteArray> &files, const QJsonObject &more)
{
    const Draft draft = begin(name, files, more);
    for (const QJsonValue edge : announce(draft, files)) {
        const QJsonValue node = edge[QLatin1String("node")];
        const QString url = node[QLatin1String("uploadUrl")].toString();
        if (!url.isEmpty() && put(url, files.value(node[QLatin1String("name")].toString())) != 200)
            return {};
    }
    if (sendManifest(draft, manifestOf(files)) != 200)
        return {};
    const bool isDone =
        commit(draft).data(QStringLiteral("commitArtifact.artifact.state")) == QLatin1String("COMMITTED");
    return isDone ? draft.artifact : QString();
}

QString ArtifactClient::addressOf(const QString &artifact, const QString &path)
{
    const QString query =
        QStringLiteral("query($id: ID!, $n: [String!]) { artifact(id: $id) { files(names: $n) { edges { node {"
                       " directUrl } } } } }");
    return ask(query, {{QStringLiteral("id"), artifact}, {QStringLiteral("n"), QJsonArray{path}}})
        .data(QStringLiteral("artifact.files.edges.0.node.directUrl"))
        .toString();
}

Reply ArtifactClient::fetch(const QString &url, const QMap<QByteArray, QByteArray> &headers)
{
    return m_server.request("GET", targetOf(url), QString(), {}, headers);
}

} // namespace test
