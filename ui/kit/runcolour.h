#pragma once

#include <QColor>
#include <QList>
#include <QString>

namespace ui {

/// The colours that runs are told apart by: hues that people with any kind of colour blindness keep apart, in three
/// strengths. Each reaches 3 : 1 on the chart's background. Same length and order for both themes.
const QList<QColor> &runPalette(bool isDark);

/// The run's place in the palette, from its id alone: the same in every chart, on every computer, at every start.
int runColourIndex(const QString &runId);

/// The run's colour in the theme.
QColor runColour(const QString &runId, bool isDark);

} // namespace ui
