#pragma once

#include "ui/kit/theme.h"

#include <QObject>

class QAction;
class QMenu;

namespace base {
class Settings;
}

namespace ui {

class SystemScheme;

/// Theme and text size: chosen in menus, remembered, applied at once to the running program.
class Appearance : public QObject
{
    Q_OBJECT

public:
    /// Applies what was remembered.
    explicit Appearance(base::Settings &settings, QObject *parent = nullptr);

    [[nodiscard]] Theme theme() const { return m_theme; }
    void setTheme(Theme theme);
    /// From 80 to 200.
    [[nodiscard]] int textPercent() const { return m_textPercent; }
    void setTextPercent(int percent);

    /// Light, dark, system: exclusive, checked as it is.
    [[nodiscard]] QList<QAction *> themeActions() const { return m_themeActions; }
    /// Larger, smaller, normal.
    [[nodiscard]] QList<QAction *> textActions() const { return m_textActions; }

private:
    void createActions();
    void apply();

    base::Settings &m_settings;
    SystemScheme *m_system = nullptr;
    Theme m_theme = Theme::System;
    int m_textPercent = 100;
    QList<QAction *> m_themeActions;
    QList<QAction *> m_textActions;
};

} // namespace ui
