#pragma once

#include "ui/kit/location.h"

#include <QObject>

class QAction;

namespace ui {

class CommandPalette;
class Directory;
class PaletteSource;

/// The command palette over the window with what it offers, and what becomes of a link that is typed into it.
class WindowPalette : public QObject
{
    Q_OBJECT

public:
    /// `window`: what the palette lies over; owns this.
    explicit WindowPalette(QWidget *window);

    /// Null: nobody is signed in; closes the palette.
    void setDirectory(Directory *directory);
    /// Opens it, or closes it if it is open. `here`: where the window is.
    void toggle(const QList<QAction *> &windowActions, const QList<QAction *> &pageActions, const Location &here);
    /// Above what was put into the window since.
    void raise();

signals:
    void openRequested(const ui::Location &location);
    void linkChosen(const QString &link);

private:
    void fill();

    CommandPalette *m_palette = nullptr;
    PaletteSource *m_source = nullptr;
};

} // namespace ui
