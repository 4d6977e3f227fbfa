#include "ui/charts/plotscene.h"

#include "ui/kit/theme.h"

#include <QFontMetrics>
#include <cmath>

namespace ui {

namespace {

constexpr int sceneGap = 4;

int titleHeight(const PlotScene &scene, const PlotStyle &style)
{
    return scene.title.isEmpty() ? 2 * sceneGap : QFontMetrics(style.titleFont).height() + 3 * sceneGap;
}

QList<Tick> yTicks(const PlotScene &scene, const PlotStyle &style, int height)
{
    const int most = std::clamp(height / (QFontMetrics(style.font).height() * 2), 2, 10);
    return axisTicks(AxisKind::Number, scene.y, scene.isLogY, most, scene.locale);
}

QList<Tick> xTicks(const PlotScene &scene, const PlotStyle &style, int width)
{
    const QString widest = scene.xKind == AxisKind::Number ? QStringLiteral("00000") : QStringLiteral("00000000");
    const int labelWidth = QFontMetrics(style.font).horizontalAdvance(widest) + 2 * sceneGap;
    return axisTicks(scene.xKind, scene.x, scene.isLogX, std::clamp(width / labelWidth, 1, 12), scene.locale);
}

double along(const series::Range &range, double at)
{
    return (at - range.low) / range.size();
}

struct ScenePainter
{
    QPainter &painter;
    const PlotScene &scene;
    const PlotStyle &style;
    QRect area;

    [[nodiscard]] double pixelX(double at) const { return area.left() + 0.5 + along(scene.x, at) * (area.width() - 1); }
    [[nodiscard]] double pixelY(double at) const
    {
        return area.bottom() + 0.5 - along(scene.y, at) * (area.height() - 1);
    }

    void paintTitle() const
    {
        painter.setFont(style.titleFont);
        painter.setPen(style.text);
        const int width = static_cast<int>(scene.size.width()) - 4 * sceneGap - scene.titleMargin;
        const QRect place(sceneGap * 2, sceneGap, width, titleHeight(scene, style) - sceneGap);
        const QString text = QFontMetrics(style.titleFont).elidedText(scene.title, Qt::ElideMiddle, place.width());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        painter.setFont(style.font);
    }

    void paintGrid(const QList<Tick> &ofX, const QList<Tick> &ofY) const
    {
        painter.setPen(QPen(style.grid, 1));
        for (const Tick &tick : ofX)
            painter.drawLine(QPointF(pixelX(tick.at), area.top()), QPointF(pixelX(tick.at), area.bottom() + 1));
        for (const Tick &tick : ofY)
            painter.drawLine(QPointF(area.left(), pixelY(tick.at)), QPointF(area.right() + 1, pixelY(tick.at)));
    }

    void paintNumbers(const QList<Tick> &ofX, const QList<Tick> &ofY) const
    {
        const QFontMetrics metrics(style.font);
        painter.setPen(QPen(style.axis, 1));
        painter.drawLine(area.left(), area.bottom() + 1, area.right() + 1, area.bottom() + 1);
        painter.setPen(style.faintText);
        int taken = -1000;
        for (const Tick &tick : ofX) {
            const int width = metrics.horizontalAdvance(tick.text);
            int left = static_cast<int>(pixelX(tick.at)) - width / 2;
            left = std::min(left, static_cast<int>(scene.size.width()) - width - sceneGap);
            if (tick.text.isEmpty() || left < taken)
                continue;
            painter.drawText(
                QRect(left, area.bottom() + sceneGap, width + 2, metrics.height()), Qt::AlignLeft, tick.text);
            taken = left + width + 2 * sceneGap;
        }
        int lowest = 1'000'000;
        for (const Tick &tick : ofY) {
            const int middle = static_cast<int>(pixelY(tick.at));
            if (tick.text.isEmpty() || middle + metrics.height() / 2 > lowest)
                continue;
            painter.drawText(QRect(0, middle - metrics.height() / 2, area.left() - sceneGap - 1, metrics.height()),
                Qt::AlignRight | Qt::AlignVCenter, tick.text);
            lowest = middle - metrics.height() / 2;
        }
    }

    void paintBottomLine() const
    {
        const QFontMetrics metrics(style.font);
        const int top = area.bottom() + sceneGap + metrics.height() + 1;
        const int width = static_cast<int>(scene.size.width()) - 4 * sceneGap;
        const int titleWidth = std::min(metrics.horizontalAdvance(scene.xTitle) + 2, width / 2);
        painter.setPen(style.faintText);
        const QRect place(2 * sceneGap, top, width, metrics.height());
        painter.drawText(
            place, Qt::AlignRight | Qt::TextSingleLine, metrics.elidedText(scene.xTitle, Qt::ElideMiddle, titleWidth));
        painter.drawText(place, Qt::AlignLeft | Qt::TextSingleLine,
            metrics.elidedText(scene.caption, Qt::ElideRight, width - titleWidth - 3 * sceneGap));
    }

    void paintMessage() const
    {
        painter.setPen(style.faintText);
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, scene.message);
    }
};

} // namespace

PlotStyle PlotStyle::from(const QPalette &palette, const QFont &font)
{
    const ThemeColours &colours = themeColours(palette);
    PlotStyle style;
    style.background = palette.color(QPalette::Base);
    style.text = palette.color(QPalette::Text);
    style.faintText = colours.muted;
    style.grid = colours.grid;
    style.axis = colours.border;
    style.accent = colours.accent;
    style.boxBackground = palette.color(QPalette::ToolTipBase);
    style.boxText = palette.color(QPalette::ToolTipText);
    style.font = font;
    style.titleFont = font;
    style.titleFont.setWeight(QFont::DemiBold);
    return style;
}

QRect plotArea(const PlotScene &scene, const PlotStyle &style)
{
    const QFontMetrics metrics(style.font);
    const int top = titleHeight(scene, style);
    const int bottom = 2 * metrics.height() + 2 * sceneGap + 2;
    const int height = std::max(1, static_cast<int>(scene.size.height()) - top - bottom);
    int widest = metrics.horizontalAdvance(QStringLiteral("0.000"));
    for (const Tick &tick : yTicks(scene, style, height))
        widest = std::max(widest, metrics.horizontalAdvance(tick.text));
    // In steps, so that the area does not change its width with every number.
    const int left = (widest + 3 * sceneGap + 7) / 8 * 8;
    return {left, top, std::max(1, static_cast<int>(scene.size.width()) - left - 3 * sceneGap), height};
}

void paintPlot(QPainter &painter, const PlotScene &scene, const PlotStyle &style,
    const std::function<void(QPainter &, const QRect &)> &paintLines)
{
    const ScenePainter paint{painter, scene, style, plotArea(scene, style)};
    painter.fillRect(QRectF(QPointF(0, 0), scene.size), style.background);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paint.paintTitle();
    if (!scene.message.isEmpty()) {
        paint.paintMessage();
        return;
    }
    const QList<Tick> ofX = xTicks(scene, style, paint.area.width());
    const QList<Tick> ofY = yTicks(scene, style, paint.area.height());
    paint.paintGrid(ofX, ofY);
    paintLines(painter, paint.area);
    paint.paintNumbers(ofX, ofY);
    paint.paintBottomLine();
}

void paintHoverBox(
    QPainter &painter, const HoverBox &box, const QPointF &anchor, const QRect &area, const PlotStyle &style)
{
    const QFontMetrics metrics(style.font);
    const QFontMetrics bold(style.titleFont);
    const int swatch = metrics.ascent();
    const int mostWidth = std::max(area.width() - 4 * sceneGap, 80);
    int width = swatch + sceneGap + bold.horizontalAdvance(box.name) + 2;
    for (const QString &line : box.lines)
        width = std::max(width, metrics.horizontalAdvance(line) + 2);
    width = std::min(width, mostWidth);
    const int rows = static_cast<int>(box.lines.size());
    QRectF place(0, 0, width + 4 * sceneGap, bold.height() + rows * metrics.height() + 3 * sceneGap);
    place.moveTopLeft(anchor + QPointF(3 * sceneGap, 3 * sceneGap));
    if (place.right() > area.right())
        place.moveRight(anchor.x() - 3 * sceneGap);
    place.moveLeft(std::max<qreal>(place.left(), sceneGap));
    if (place.bottom() > area.bottom())
        place.moveBottom(std::max<qreal>(anchor.y() - 3 * sceneGap, area.top() + place.height()));
    painter.setPen(QPen(style.axis, 1));
    painter.setBrush(style.boxBackground);
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
    QRectF line = place.adjusted(2 * sceneGap, sceneGap, -2 * sceneGap, 0);
    line.setHeight(bold.height());
    painter.fillRect(QRectF(line.left(), line.center().y() - swatch / 4.0, swatch * 0.75, swatch / 2.0), box.colour);
    painter.setPen(style.boxText);
    painter.setFont(style.titleFont);
    painter.drawText(line.adjusted(swatch + sceneGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        bold.elidedText(box.name, Qt::ElideMiddle, static_cast<int>(line.width()) - swatch - sceneGap));
    painter.setFont(style.font);
    line.setHeight(metrics.height());
    line.translate(0, bold.height() + sceneGap);
    for (const QString &text : box.lines) {
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            metrics.elidedText(text, Qt::ElideRight, static_cast<int>(line.width())));
        line.translate(0, metrics.height());
    }
}

} // namespace ui
