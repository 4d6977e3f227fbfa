#pragma once

#include "domain/rulebook.h"
#include "server/httpmessage.h"

#include <span>

namespace server {

/// What a path is for.
enum class Route {
    Unknown,
    Graphql, ///< /graphql
    FileStream, ///< /files/{entity}/{project}/{run}/file_stream
    Download, ///< /files/{entity}/{project}/{run}/{path}
    Storage, ///< /storage/{entity}/{project}/{run}/{path}
    ArtifactUpload, ///< /artifact-uploads/...
    ArtifactDownload, ///< /artifacts/..., /artifactsV2/..., /artifact-manifests/...
    Scim, ///< /scim/{type} and /scim/{type}/{id}
    TokenExchange, ///< /oidc/token
    Ready, ///< /ready
    Telemetry, ///< /sdk/otel/v1/{metrics,logs}: what the SDK tells about itself; taken, not kept
    Page, ///< what the SDK prints as links: a short page that says where to look
};

Route routeOf(const HttpRequest &request);
/// The methods that a route takes, for Allow: "GET, PUT".
const char *methodsOf(Route route);
[[nodiscard]] bool takesMethod(Route route, const QByteArray &method);
/// Routes that everybody may ask.
[[nodiscard]] bool isPublic(Route route);
/// Whether people who are not signed in may ask here for what everybody may see. The rule book decides what that is.
bool admitsVisitors(Route route, const QByteArray &method);
/// For messages; null: there is no route of that number.
const char *routeName(Route route);
/// The actions of the rule book that requests to it need, as mutationRules() has them for mutations. Empty for public
/// routes, and for /graphql and /scim, whose fields and calls ask. A test compares it with what the requests are
/// answered.
std::span<const domain::Action> actionsOf(Route route);

} // namespace server
