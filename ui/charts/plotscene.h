#pragma once

#include "ui/charts/axisticks.h"
#include "ui/charts/plotframe.h"

#include <QFont>
#include <QPainter>
#include <QPalette>
#include <functional>

namespace ui {

/// Colours and font of a chart, from the palette: light, dark and high contrast come by themselves.
struct PlotStyle
{
    static PlotStyle from(const QPalette &palette, const QFont &font);

    QColor background;
    QColor text;
    QColor faintText;
    QColor grid;
    QColor axis;
    QColor accent;
    QColor boxBackground;
    QColor boxText;
    QFont font;
    QFont titleFont;
};

/// Everything of a chart but its lines, as values: what the widget and the exports paint.
struct PlotScene
{
    QSizeF size;
    QString title; ///< foreign text
    int titleMargin = 0; ///< kept free at the title's end
    QString xTitle;
    QString caption; ///< how many points, and what is missing
    QString message; ///< in place of lines: loading, no data
    AxisKind xKind = AxisKind::Number;
    bool isLogX = false;
    bool isLogY = false;
    series::Range x; ///< in axis coordinates
    series::Range y;
    QLocale locale;
};

/// Where the lines are painted.
QRect plotArea(const PlotScene &scene, const PlotStyle &style);

/// Paints background, title, grid, axes and texts, and lets `paintLines` paint into the area between grid and axes.
void paintPlot(QPainter &painter, const PlotScene &scene, const PlotStyle &style,
    const std::function<void(QPainter &, const QRect &)> &paintLines);

/// What the box at the pointer says; foreign text is shown as it is.
struct HoverBox
{
    QString name;
    QColor colour;
    QStringList lines;
};

/// Paints the box beside `anchor`, inside `area`.
void paintHoverBox(
    QPainter &painter, const HoverBox &box, const QPointF &anchor, const QRect &area, const PlotStyle &style);

} // namespace ui
