#pragma once

#include "ui/kit/location.h"

#include <QUrl>
#include <optional>

namespace ui {

/// A place on a server, as links name it.
struct Link
{
    QString host; ///< lower case
    int port = -1; ///< -1: the scheme's usual one, or not told
    Location location;

    bool operator==(const Link &) const = default;
};

/// Reads `cohort://host[:port]/entity/project/…` and links that people copy from the web interface
/// (`https://wandb.ai/entity/project/runs/id`). Links are foreign text: what is not understood is no link. A link only
/// says where to look; it never signs in, writes, or changes the server.
std::optional<Link> parseLink(const QString &text);

/// The link to a place, to be handed to others.
QString linkTo(const QUrl &server, const Location &location);

/// The link leads to the server at this address (the public service has several names).
bool leadsTo(const Link &link, const QUrl &server);

} // namespace ui
