#pragma once

#include "server/session.h"

namespace server {

/// The content of artifacts up and down. Any thread.
///   PUT /artifact-uploads/file/{file}, /artifact-uploads/part/{upload}/{part}, /artifact-uploads/manifest/{manifest}
///   GET /artifact-manifests/{artifact}/{name}
///   GET /artifacts/{entity}/{hex MD5}
///   GET /artifactsV2/{region}/{entity}/{project}/{collection}/[{artifact}/]{birth artifact}/{hex MD5}/{base name}
class ArtifactTransfer
{
public:
    explicit ArtifactTransfer(const ServerFacts &facts)
        : m_facts(facts)
    { }

    /// Takes over request.bodyFile. 400: the content is not what was announced.
    HttpAnswer put(const Credential &credential, const HttpRequest &request);
    HttpAnswer get(const Credential &credential, const HttpRequest &request);

private:
    HttpAnswer putFile(const Credential &credential, const HttpRequest &request);
    HttpAnswer putPart(const Credential &credential, const HttpRequest &request);
    HttpAnswer putManifest(const Credential &credential, const HttpRequest &request);

    const ServerFacts &m_facts;
};

} // namespace server
