#include "ui/shell/appearance.h"

#include "base/settings.h"
#include "ui/kit/icons.h"
#include "ui/shell/systemscheme.h"

#include <QAction>
#include <QActionGroup>

namespace ui {

namespace {

const base::Setting<int> themeSetting{"appearance/theme", static_cast<int>(Theme::System)};
const base::Setting<int> textPercentSetting{"appearance/textPercent", 100};

} // namespace

Appearance::Appearance(base::Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_system(new SystemScheme(this)) // before the first apply(): it looks at the platform's palette
{
    const int stored = settings.get(themeSetting);
    m_theme = stored == static_cast<int>(Theme::Light) ? Theme::Light
        : stored == static_cast<int>(Theme::Dark)      ? Theme::Dark
                                                       : Theme::System;
    m_textPercent = std::clamp(settings.get(textPercentSetting), 80, 200);
    createActions();
    connect(m_system, &SystemScheme::changed, this, &Appearance::apply);
    apply();
}

void Appearance::setTheme(Theme theme)
{
    m_theme = theme;
    m_settings.set(themeSetting, static_cast<int>(theme));
    apply();
}

void Appearance::setTextPercent(int percent)
{
    m_textPercent = std::clamp(percent, 80, 200);
    m_settings.set(textPercentSetting, m_textPercent);
    apply();
}

void Appearance::createActions()
{
    auto *group = new QActionGroup(this);
    const auto addTheme = [this, group](const char *iconName, const QString &text, Theme theme) {
        auto *action = new QAction(icon(iconName), text, group);
        action->setCheckable(true);
        action->setData(static_cast<int>(theme));
        m_themeActions.append(action);
        connect(action, &QAction::triggered, this, [this, theme] { setTheme(theme); });
    };
    addTheme("sun", tr("&Light"), Theme::Light);
    addTheme("moon", tr("&Dark"), Theme::Dark);
    addTheme("system", tr("Like the &system"), Theme::System);
    const auto addText = [this](const QString &text, QKeySequence::StandardKey key, int step) {
        auto *action = new QAction(text, this);
        action->setShortcuts(key);
        m_textActions.append(action);
        connect(action, &QAction::triggered, this,
            [this, step] { setTextPercent(step == 0 ? 100 : m_textPercent + step); });
    };
    addText(tr("&Larger text"), QKeySequence::ZoomIn, 10);
    addText(tr("&Smaller text"), QKeySequence::ZoomOut, -10);
    addText(tr("&Normal text"), QKeySequence::UnknownKey, 0);
    m_textActions.last()->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_0));
}

void Appearance::apply()
{
    applyTheme(m_theme, m_system->isDark(), m_textPercent);
    for (QAction *action : m_themeActions)
        action->setChecked(action->data().toInt() == static_cast<int>(m_theme));
}

} // namespace ui

#include "moc_appearance.cpp"
