#pragma once

#include <QIcon>
#include <QString>
#include <functional>

namespace ui {

/// One line of the command palette.
struct PaletteEntry
{
    enum class Kind { Link, Action, Page, Project, Run, Member };

    Kind kind = Kind::Page;
    QString title; ///< foreign text possible
    QString detail; ///< where it is: the team, the menu
    QString shortcut;
    QIcon icon;
    QString reason; ///< why it cannot be done now; empty: it can
    std::function<void()> run;

    [[nodiscard]] bool isEnabled() const { return reason.isEmpty(); }
};

} // namespace ui
