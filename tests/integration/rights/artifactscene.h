#pragma once

#include "scenepart.h"
#include "server/contenthash.h"

#include <optional>

namespace test {

/// What the versions of a scene consist of: a file with content that no other scene has, lying in the server's store.
struct SceneContent
{
    /// Writes the content and the manifest that names it. `number`: of the scene; `kind`: tells its contents apart.
    static std::optional<SceneContent> keep(const server::Store &store, const char *kind, int number);
    /// Puts the text there as the only part of an upload.
    [[nodiscard]] bool keepAsPart(const server::Store &store, qint64 upload) const;

    QByteArray text;
    server::ContentDigest digest;
    QByteArray manifest;
    server::ContentDigest manifestDigest;
    QString artifactDigest;
};

/// Puts artifacts into the projects of a scene and names them with words.
class ArtifactScene : public ScenePart
{
public:
    /// `owner`: has made everything; a user's number.
    ArtifactScene(SceneDesk &desk, qint64 owner)
        : ScenePart(desk)
        , m_owner(owner)
    { }

    /// For the requests of artifactrequests.cpp.
    void fillProject(qint64 project, qint64 run, const SceneContent &content);
    /// Where models come from: `visible` is a project that the team sees, `hidden` one that nobody sees who asks.
    struct Sources
    {
        qint64 visible = 0;
        qint64 hidden = 0;
        const SceneContent &content;
        const SceneContent &hiddenContent;
    };
    /// For modelregistryrequests.cpp.
    void fillModelRegistry(qint64 team, const Sources &sources);
    /// For registryrequests.cpp: a registry where `person`, who asks, and `team` have the roles of the standpoint, and
    /// `colleague` has one that may be changed.
    void fillRegistry(
        const Standpoint &standpoint, qint64 person, qint64 colleague, qint64 team, const Sources &sources);
    /// Of the upload in parts whose only part has to be put into the store; 0: none was made.
    [[nodiscard]] qint64 upload() const { return m_upload; }

private:
    struct Version
    {
        qint64 artifact = 0;
        qint64 sequence = 0;
    };
    void sayContent(const SceneContent &content);

    qint64 makeTeam(const char *kind);
    qint64 makeCollection(qint64 project, const QString &name, bool isPortfolio);
    Version makeVersion(qint64 project, const QString &name, const SceneContent &content, bool isCommitted);
    qint64 link(qint64 project, const QString &name, qint64 artifact, const QString &alias);
    void linkModels(qint64 registry, const QString &prefix, const QString &guard, const Sources &sources);
    void makeDrafts(qint64 project, const SceneContent &content);

    const qint64 m_owner;
    qint64 m_upload = 0;
};

} // namespace test
