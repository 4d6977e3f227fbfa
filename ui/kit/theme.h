#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

class QWidget;

namespace ui {

/// What a person chose; System follows the desktop.
enum class Theme { System, Light, Dark };

/// The colours of the program by meaning. Every text reaches 4.5 : 1 on the surfaces it is used on, every graphic and
/// border that carries meaning 3 : 1 (a test computes all pairs).
struct ThemeColours
{
    bool isDark = false;
    QColor window; ///< panels, bars, dialogs
    QColor base; ///< tables, lists, inputs, charts
    QColor alternate; ///< every other row, headers
    QColor raised; ///< menus, tool tips, palette
    QColor text;
    QColor muted; ///< secondary text, placeholders
    QColor disabled; ///< greyed text: still readable (3 : 1)
    QColor icon; ///< strokes of icons
    QColor line; ///< thin separators; carries no meaning
    QColor border; ///< outlines of inputs and buttons (3 : 1)
    QColor hover; ///< what the pointer is on
    QColor accent; ///< links, focus, what is on
    QColor strong; ///< filled marks and discs, with `onStrong` upon it
    QColor onStrong;
    QColor selection; ///< behind selected rows and pressed things; all text and icon colours are read upon it
    QColor selectionText;
    QColor success;
    QColor warning;
    QColor danger;
    QColor info;
    QColor successBack; ///< behind a message of that kind
    QColor warningBack;
    QColor dangerBack;
    QColor infoBack;
    QColor grid; ///< of charts
};

const ThemeColours &lightColours();
const ThemeColours &darkColours();
/// The colours that belong to a widget's palette: `themeColours(palette())`. Ask at each paint or on PaletteChange.
const ThemeColours &themeColours(const QPalette &palette);
QPalette themePalette(const ThemeColours &colours);

/// Sets style, palette and font of the application; may be called again while running, widgets get PaletteChange.
/// `textPercent` from 80 to 200 scales the type.
void applyTheme(Theme theme, bool systemIsDark = false, int textPercent = 100);

/// WCAG 2 contrast of two opaque colours, 1 to 21.
double contrastRatio(const QColor &one, const QColor &other);

/// The base font with figures of one width, for tables and numbers that change.
QFont tabularFont(const QFont &base);
/// For console lines and code.
QFont monospaceFont(const QFont &base);
/// `factor` times the base size, e.g. 1.4 for a page's title; `bold`: demi-bold.
QFont scaledFont(const QFont &base, double factor, bool bold = false);

/// The 4-pixel grid: space 1 = 4 px, 2 = 8 px (usual gap), 4 = 16 px (between groups, page margins).
constexpr int gap(int units)
{
    return 4 * units;
}

/// The side of an icon beside text: 16 px at the base type, larger with larger type.
int iconSide();

/// The width of `characters` average characters in the widget's font: sizes come from the type.
int textWidth(const QWidget *widget, int characters);

} // namespace ui
