#pragma once

#include <QIcon>

namespace ui {

/// What an icon's strokes are coloured with; each follows the theme.
enum class IconTone { Normal, Muted, Accent, Success, Warning, Danger };

/// The stroke icon `:/icons/<name>.svg`, painted at any size in the palette's colours of the moment (greyed when
/// disabled, light on a selection), so that a theme switch needs nothing more. An unknown name gives an empty picture
/// and a line in the log.
QIcon icon(const char *name, IconTone tone = IconTone::Normal);

/// All names that there are, sorted.
QStringList iconNames();

} // namespace ui
