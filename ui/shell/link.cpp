#include "ui/shell/link.h"

#include <QStringList>

namespace ui {

namespace {

constexpr qsizetype longestLink = 2000;

bool isPublicService(const QString &host)
{
    return host == QLatin1String("wandb.ai") || host == QLatin1String("api.wandb.ai")
        || host == QLatin1String("www.wandb.ai") || host == QLatin1String("app.wandb.ai");
}

std::optional<Location> webLocation(const QStringList &parts)
{
    Location location;
    location.entity = parts.value(0);
    location.project = parts.value(1);
    const QString page = parts.value(2);
    if (location.entity.isEmpty())
        return std::nullopt;
    if (location.project.isEmpty() || location.project == QLatin1String("projects")) {
        location.project.clear();
        location.page = Location::Page::Projects;
    } else if (location.project == QLatin1String("members")) {
        location.project.clear();
        location.page = Location::Page::Members;
    } else if (page == QLatin1String("runs") && !parts.value(3).isEmpty()) {
        location.page = Location::Page::Run;
        location.run = parts.value(3);
        if (parts.value(4) == QLatin1String("logs"))
            location.tab = QStringLiteral("console");
        else if (parts.value(4) == QLatin1String("workspace"))
            location.tab = QStringLiteral("charts");
        else
            location.tab = parts.value(4);
    } else {
        location.page = Location::Page::Workspace;
    }
    return location;
}

} // namespace

std::optional<Link> parseLink(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() > longestLink)
        return std::nullopt;
    const QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return std::nullopt;
    Link link;
    link.host = url.host().toLower();
    link.port = url.port();
    std::optional<Location> location;
    if (url.scheme() == QLatin1String("cohort")) {
        location = Location::fromPath(url.path(QUrl::FullyEncoded));
    } else if (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http")) {
        QStringList parts;
        for (const QString &part : url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts))
            parts.append(QUrl::fromPercentEncoding(part.toUtf8()));
        location = webLocation(parts);
    }
    if (!location)
        return std::nullopt;
    link.location = *location;
    return link;
}

QString linkTo(const QUrl &server, const Location &location)
{
    QString host = server.host();
    if (server.port() >= 0)
        host += u':' + QString::number(server.port());
    return QStringLiteral("cohort://%1/%2").arg(host, location.path());
}

bool leadsTo(const Link &link, const QUrl &server)
{
    const QString host = server.host().toLower();
    if (isPublicService(link.host) && isPublicService(host))
        return true;
    return link.host == host && (link.port < 0 || link.port == server.port());
}

} // namespace ui
