#pragma once

#include <QList>
#include <QRect>
#include <QString>

class QMainWindow;
class QSplitter;

namespace base {
class Settings;
}

namespace ui {

/// `wanted`, moved and shrunk so that it lies on one of the screens: the one that shows most of it, else the first.
/// Screens are unplugged, and a window that cannot be seen cannot be closed either.
QRect onScreen(const QRect &wanted, const QList<QRect> &screens, const QSize &smallest);

/// Restores geometry and splitter, or gives the first start's.
void restoreWindow(QMainWindow &window, QSplitter &splitter, const base::Settings &settings);
void saveWindow(const QMainWindow &window, const QSplitter &splitter, base::Settings &settings);

/// The page that was open last in an account, as Location::path(); empty: none.
QString lastPage(const base::Settings &settings, const QString &account);
void saveLastPage(base::Settings &settings, const QString &account, const QString &path);

/// The account that was open last and was not signed out of; empty: none.
QString lastAccount(const base::Settings &settings);
void saveLastAccount(base::Settings &settings, const QString &account);

} // namespace ui
