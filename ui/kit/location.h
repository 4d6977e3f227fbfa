#pragma once

#include <QString>
#include <optional>

namespace ui {

/// Where in the window: what the breadcrumb, back and forward, deep links and `--page` name.
struct Location
{
    enum class Page { SignIn, Home, Projects, Members, Workspace, Run };

    Page page = Page::Home;
    QString entity;
    QString project;
    QString run; ///< the run's id
    QString tab; ///< of the Run page: overview, charts, console; empty: the first

    /// "home", "algoperf/projects", "algoperf/members", "algoperf/imagenet_vit/workspace",
    /// "algoperf/imagenet_vit/runs/1a2b3c4d/console". Parts are percent-encoded.
    [[nodiscard]] QString path() const;
    static std::optional<Location> fromPath(QStringView path);

    bool operator==(const Location &) const = default;
};

} // namespace ui
