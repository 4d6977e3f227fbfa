#include "ui/shell/windowstate.h"

#include "base/settings.h"

#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSplitter>

namespace ui {

namespace {

const base::Setting<QRect> geometrySetting{"window/geometry", QRect()};
const base::Setting<bool> maximisedSetting{"window/maximised", false};
const base::Setting<int> navigationWidthSetting{"window/navigationWidth", 232};
const base::Setting<QString> lastPageSetting{"window/lastPage", QString()};
const base::Setting<QString> lastAccountSetting{"window/lastAccount", QString()};

constexpr QSize firstSize(1280, 800);

int visibleArea(const QRect &window, const QRect &screen)
{
    const QRect part = window.intersected(screen);
    return part.isEmpty() ? 0 : part.width() * part.height();
}

} // namespace

QRect onScreen(const QRect &wanted, const QList<QRect> &screens, const QSize &smallest)
{
    if (screens.isEmpty())
        return wanted;
    QRect screen = screens.first();
    for (const QRect &candidate : screens) {
        if (visibleArea(wanted, candidate) > visibleArea(wanted, screen))
            screen = candidate;
    }
    const QSize size = wanted.size().expandedTo(smallest).boundedTo(screen.size());
    QRect placed(wanted.topLeft(), size);
    if (visibleArea(wanted, screen) == 0)
        placed.moveCenter(screen.center());
    placed.moveLeft(std::clamp(placed.left(), screen.left(), screen.right() - size.width() + 1));
    placed.moveTop(std::clamp(placed.top(), screen.top(), screen.bottom() - size.height() + 1));
    return placed;
}

void restoreWindow(QMainWindow &window, QSplitter &splitter, const base::Settings &settings)
{
    QList<QRect> screens;
    for (const QScreen *screen : QGuiApplication::screens())
        screens.append(screen->availableGeometry());
    const QRect saved = settings.get(geometrySetting);
    if (saved.isValid())
        window.setGeometry(onScreen(saved, screens, window.minimumSizeHint()));
    else if (!screens.isEmpty())
        window.resize(firstSize.boundedTo(screens.first().size()));
    else
        window.resize(firstSize);
    if (settings.get(maximisedSetting))
        window.setWindowState(window.windowState() | Qt::WindowMaximized);
    const int navigation = std::clamp(settings.get(navigationWidthSetting), 120, 600);
    splitter.setSizes({navigation, std::max(1, window.width() - navigation)});
}

void saveWindow(const QMainWindow &window, const QSplitter &splitter, base::Settings &settings)
{
    const QRect normal = window.isMaximized() || window.isFullScreen() ? window.normalGeometry() : window.geometry();
    if (normal.isValid())
        settings.set(geometrySetting, normal);
    settings.set(maximisedSetting, window.isMaximized());
    const QList<int> sizes = splitter.sizes();
    if (sizes.size() > 1 && sizes.first() > 0)
        settings.set(navigationWidthSetting, sizes.first());
}

QString lastPage(const base::Settings &settings, const QString &account)
{
    return settings.get(lastPageSetting, account);
}

void saveLastPage(base::Settings &settings, const QString &account, const QString &path)
{
    settings.set(lastPageSetting, path, account);
}

QString lastAccount(const base::Settings &settings)
{
    return settings.get(lastAccountSetting);
}

void saveLastAccount(base::Settings &settings, const QString &account)
{
    settings.set(lastAccountSetting, account);
}

} // namespace ui
