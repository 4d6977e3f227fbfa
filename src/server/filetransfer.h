#pragma once

#include "server/session.h"

namespace server {

/// Run files up and down: PUT /storage/{entity}/{project}/{run}/{path}, GET the same and GET /files/.... Any thread.
class FileTransfer
{
public:
    explicit FileTransfer(const ServerFacts &facts)
        : m_facts(facts)
    { }

    /// Takes over request.bodyFile.
    HttpAnswer put(const Credential &credential, const HttpRequest &request);
    HttpAnswer get(const Credential &credential, const HttpRequest &request);

private:
    const ServerFacts &m_facts;
};

} // namespace server
