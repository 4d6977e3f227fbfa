#pragma once

#include "server/session.h"

#include <QByteArray>
#include <memory>

namespace server {

/// POST /graphql: reads the request, runs it over one state of the data (or in one write transaction), answers. Any
/// thread.
class GraphqlApi
{
public:
    /// Kind::Invalid: the schema's text is broken, or a field of `Mutation` has no resolver.
    static base::Result<std::unique_ptr<GraphqlApi>> make(const ServerFacts &facts);
    ~GraphqlApi();
    Q_DISABLE_COPY_MOVE(GraphqlApi)

    /// `credential` is the caller's; `request` the one it came with.
    HttpAnswer answer(const Credential &credential, const HttpRequest &request);

private:
    class Private;
    explicit GraphqlApi(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace server
