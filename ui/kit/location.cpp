#include "ui/kit/location.h"

#include <QStringList>
#include <QUrl>

namespace ui {

namespace {

QString locationPart(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

QString Location::path() const
{
    switch (page) {
    case Page::SignIn:
        return QStringLiteral("sign-in");
    case Page::Home:
        return QStringLiteral("home");
    case Page::Projects:
        return locationPart(entity) + QStringLiteral("/projects");
    case Page::Members:
        return locationPart(entity) + QStringLiteral("/members");
    case Page::Workspace:
        return locationPart(entity) + u'/' + locationPart(project) + QStringLiteral("/workspace");
    case Page::Run: {
        QString text =
            locationPart(entity) + u'/' + locationPart(project) + QStringLiteral("/runs/") + locationPart(run);
        if (!tab.isEmpty())
            text += u'/' + locationPart(tab);
        return text;
    }
    }
    return {};
}

std::optional<Location> Location::fromPath(QStringView path)
{
    QStringList parts;
    for (const QStringView part : path.split(u'/', Qt::SkipEmptyParts))
        parts.append(QUrl::fromPercentEncoding(part.toUtf8()));
    const auto is = [&parts](qsizetype count, qsizetype at, QLatin1String word) {
        return parts.size() == count && parts.at(at) == word;
    };
    if (is(1, 0, QLatin1String("home")))
        return Location{Page::Home, {}, {}, {}, {}};
    if (is(1, 0, QLatin1String("sign-in")))
        return Location{Page::SignIn, {}, {}, {}, {}};
    if (is(2, 1, QLatin1String("projects")))
        return Location{Page::Projects, parts.at(0), {}, {}, {}};
    if (is(2, 1, QLatin1String("members")))
        return Location{Page::Members, parts.at(0), {}, {}, {}};
    if (is(3, 2, QLatin1String("workspace")) || parts.size() == 2)
        return Location{Page::Workspace, parts.at(0), parts.at(1), {}, {}};
    if ((parts.size() == 4 || parts.size() == 5) && parts.at(2) == QLatin1String("runs"))
        return Location{Page::Run, parts.at(0), parts.at(1), parts.at(3), parts.value(4)};
    return std::nullopt;
}

} // namespace ui
