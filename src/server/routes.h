#pragma once

#include "server/httpmessage.h"

namespace server {

/// What a path is for.
enum class Route {
    Unknown,
    Graphql, ///< /graphql
    FileStream, ///< /files/{entity}/{project}/{run}/file_stream
    Download, ///< /files/{entity}/{project}/{run}/{path}
    Storage, ///< /storage/{entity}/{project}/{run}/{path}
    Ready, ///< /ready
    Page, ///< what the SDK prints as links: a short page that says where to look
};

Route routeOf(const HttpRequest &request);
/// The methods that a route takes, for Allow: "GET, PUT".
const char *methodsOf(Route route);
[[nodiscard]] bool takesMethod(Route route, const QByteArray &method);
/// Routes that everybody may ask.
[[nodiscard]] bool isPublic(Route route);

} // namespace server
