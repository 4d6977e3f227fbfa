#pragma once

#include <QLabel>

namespace ui {

/// A label for foreign text: what a server or a file says is never read as rich text. Also its tool tip is escaped.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);

    /// The secondary colour of the theme instead of the text's.
    void setMuted(bool muted);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColour();

    bool m_isMuted = false;
};

/// Foreign text as a tool tip shows it: as it is, never as rich text.
QString plainToolTip(const QString &text);
/// Gives a widget that tool tip, and the same text as its description: a screen reader would read the markup.
void setPlainToolTip(QWidget *widget, const QString &text);
/// Foreign text for menus, tabs and buttons: an ampersand is no mnemonic.
QString plainMenuText(const QString &text);

} // namespace ui
