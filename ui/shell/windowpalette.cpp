#include "ui/shell/windowpalette.h"

#include "ui/kit/icons.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/directory.h"
#include "ui/shell/link.h"
#include "ui/shell/palettesource.h"

#include <QLineEdit>

namespace ui {

WindowPalette::WindowPalette(QWidget *window)
    : QObject(window)
    , m_palette(new CommandPalette(window))
    , m_source(new PaletteSource([this](const Location &location) { emit openRequested(location); }, this))
{
    connect(m_source, &PaletteSource::changed, this, &WindowPalette::fill);
    connect(m_palette, &CommandPalette::queryChanged, this, &WindowPalette::fill);
    connect(m_palette, &CommandPalette::closed, m_source, &PaletteSource::stop);
}

void WindowPalette::setDirectory(Directory *directory)
{
    if (directory == nullptr)
        m_palette->close();
    m_source->setDirectory(directory);
}

void WindowPalette::toggle(
    const QList<QAction *> &windowActions, const QList<QAction *> &pageActions, const Location &here)
{
    if (m_palette->isVisible()) {
        m_palette->close();
        return;
    }
    m_source->setActions(windowActions, pageActions);
    m_source->start(here);
    m_palette->open(m_source->entries());
}

void WindowPalette::raise()
{
    m_palette->raise();
}

void WindowPalette::fill()
{
    QList<PaletteEntry> entries = m_source->entries();
    const QString typed = m_palette->field().text();
    if (parseLink(typed)) {
        PaletteEntry entry;
        entry.kind = PaletteEntry::Kind::Link;
        entry.title = tr("Open this link");
        entry.detail = typed.trimmed();
        entry.icon = icon("link");
        entry.run = [this, typed] { emit linkChosen(typed); };
        entries.prepend(entry);
    }
    m_palette->setEntries(entries);
}

} // namespace ui

#include "moc_windowpalette.cpp"
