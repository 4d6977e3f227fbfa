#include "server/routes.h"

#include <array>

namespace server {

using domain::Action;

namespace {

bool isArtifactDownload(const QStringList &path)
{
    const qsizetype count = path.size();
    return (path.value(0) == QLatin1String("artifactsV2") && (count == 8 || count == 9))
        || (path.value(0) == QLatin1String("artifacts") && count == 3)
        || (path.value(0) == QLatin1String("artifact-manifests") && count == 3);
}

} // namespace

Route routeOf(const HttpRequest &request)
{
    const QStringList &path = request.path;
    const QString first = path.value(0);
    const qsizetype count = path.size();
    if (first == QLatin1String("graphql"))
        return count == 1 ? Route::Graphql : Route::Unknown;
    if (first == QLatin1String("ready"))
        return count == 1 ? Route::Ready : Route::Unknown;
    if (first == QLatin1String("oidc"))
        return count == 2 && path[1] == QLatin1String("token") ? Route::TokenExchange : Route::Unknown;
    if (first == QLatin1String("files") && count >= 5) {
        const bool isStream = count == 5 && path[4] == QLatin1String("file_stream") && request.method == "POST";
        return isStream ? Route::FileStream : Route::Download;
    }
    if (first == QLatin1String("sdk"))
        return count == 4 && path[1] == QLatin1String("otel") ? Route::Telemetry : Route::Unknown;
    if (first == QLatin1String("storage"))
        return count >= 5 ? Route::Storage : Route::Unknown;
    if (first == QLatin1String("artifact-uploads"))
        return count == 3 || count == 4 ? Route::ArtifactUpload : Route::Unknown;
    if (isArtifactDownload(path))
        return Route::ArtifactDownload;
    if (first == QLatin1String("scim"))
        return count >= 2 ? Route::Scim : Route::Unknown;
    if (request.method != "GET" && request.method != "HEAD")
        return Route::Unknown;
    const bool isPage = first.isEmpty() || first == QLatin1String("authorize") || (count >= 2 && count <= 4);
    return isPage && first != QLatin1String("files") ? Route::Page : Route::Unknown;
}

const char *methodsOf(Route route)
{
    switch (route) {
    case Route::Graphql:
    case Route::FileStream:
    case Route::Telemetry:
    case Route::TokenExchange:
        return "POST";
    case Route::Storage:
        return "GET, PUT";
    case Route::ArtifactUpload:
        return "PUT";
    case Route::Scim:
        return "GET, POST, PUT, PATCH, DELETE";
    case Route::Download:
    case Route::ArtifactDownload:
    case Route::Ready:
    case Route::Page:
    case Route::Unknown:
        break;
    }
    return "GET";
}

bool takesMethod(Route route, const QByteArray &method)
{
    return QByteArray(methodsOf(route)).split(',').contains(method)
        || QByteArray(methodsOf(route)).split(',').contains(' ' + method);
}

bool isPublic(Route route)
{
    return route == Route::Ready || route == Route::Page || route == Route::TokenExchange;
}

bool admitsVisitors(Route route, const QByteArray &method)
{
    const bool looks = method == "GET" || method == "HEAD";
    const bool isFile = route == Route::Download || route == Route::Storage || route == Route::ArtifactDownload;
    return route == Route::Graphql || (looks && isFile);
}

const char *routeName(Route route)
{
    switch (route) {
    case Route::Unknown:
        return "Unknown";
    case Route::Graphql:
        return "Graphql";
    case Route::FileStream:
        return "FileStream";
    case Route::Download:
        return "Download";
    case Route::Storage:
        return "Storage";
    case Route::ArtifactUpload:
        return "ArtifactUpload";
    case Route::ArtifactDownload:
        return "ArtifactDownload";
    case Route::Scim:
        return "Scim";
    case Route::TokenExchange:
        return "TokenExchange";
    case Route::Ready:
        return "Ready";
    case Route::Telemetry:
        return "Telemetry";
    case Route::Page:
        return "Page";
    }
    return nullptr;
}

std::span<const Action> actionsOf(Route route)
{
    static constexpr std::array looking{Action::RunView};
    static constexpr std::array logging{Action::RunLog};
    static constexpr std::array both{Action::RunView, Action::RunLog};
    static constexpr std::array sending{Action::ArtifactCreate, Action::MrAddModel};
    static constexpr std::array fetching{Action::ArtifactView, Action::ArtifactDownload, Action::MrView,
        Action::MrDownload, Action::RegistryVersionView, Action::RegistryVersionDownload};
    switch (route) {
    case Route::ArtifactUpload:
        return sending;
    case Route::ArtifactDownload:
        return fetching;
    case Route::FileStream:
        return logging;
    case Route::Download:
        return looking;
    case Route::Storage:
        return both;
    case Route::Unknown:
    case Route::Graphql:
    case Route::Scim:
    case Route::TokenExchange:
    case Route::Ready:
    case Route::Telemetry:
    case Route::Page:
        break;
    }
    return {};
}

} // namespace server
