#pragma once

#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>

namespace ui {

/// How a stretch of a console line looks, as its escape sequences say.
struct AnsiStyle
{
    /// -1: the usual colour; 0 to 255: the terminal's table; from 0x1000000: 0x1000000 + RGB.
    int foreground = -1;
    int background = -1;
    bool bold = false;
    bool faint = false;
    bool italic = false;
    bool underline = false;
    bool inverse = false;

    bool operator==(const AnsiStyle &) const = default;
};

struct AnsiSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
    AnsiStyle style;

    bool operator==(const AnsiSpan &) const = default;
};

/// A console line without control characters, and the stretches that do not look as usual.
struct AnsiLine
{
    QString text;
    QList<AnsiSpan> spans;
};

/// Whether the line holds anything that readAnsi() would change.
bool hasControls(const QString &raw);

/// Reads colours and font styles (SGR); every other escape sequence is dropped. What stands before a carriage return is
/// overwritten, tabs become spaces, other control characters and direction marks become visible signs. Any text is
/// safe; time is linear.
AnsiLine readAnsi(const QString &raw);

/// A colour of the line that is readable upon `palette`'s base.
QColor ansiColour(int colour, const QPalette &palette);

} // namespace ui
