#include "ui/charts/plotexport.h"

#include "ui/charts/rasteriser.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainterPath>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QtConcurrent>
#include <cmath>

namespace ui {

namespace {

constexpr int screenResolution = 96; ///< pixels an inch, that fonts are as large as on the screen
constexpr double pointsPerInch = 72;

base::Status written(const QString &file, const std::function<bool(QSaveFile &)> &write)
{
    QSaveFile device(file);
    if (!device.open(QIODevice::WriteOnly) || !write(device) || !device.commit())
        return base::Error{base::Error::Kind::Storage, device.errorString()};
    return base::Done{};
}

/// The points that draw the line like all of them: per column the first, the extremes and the last.
QPainterPath linePath(const series::Curve &curve, const series::PixelMap &map)
{
    QPainterPath path;
    bool isDown = false;
    const auto to = [&](size_t i) {
        const double y = (*curve.y)[i];
        if (std::isnan(y)) {
            isDown = false;
            return;
        }
        const QPointF point(map.column(curve.xAt(i)), map.row(y));
        isDown ? path.lineTo(point) : path.moveTo(point);
        isDown = true;
    };
    size_t i = curve.lowerBound(map.xLow);
    i = i > 0 ? i - 1 : 0;
    while (i < curve.size()) {
        const double column = std::floor(map.column(curve.xAt(i)));
        size_t low = i;
        size_t high = i;
        size_t end = i + 1;
        bool hasGap = std::isnan((*curve.y)[i]);
        for (; end < curve.size() && std::floor(map.column(curve.xAt(end))) == column; ++end) {
            hasGap = hasGap || std::isnan((*curve.y)[end]);
            low = (*curve.y)[end] < (*curve.y)[low] ? end : low;
            high = (*curve.y)[end] > (*curve.y)[high] ? end : high;
        }
        if (hasGap || end - i <= 4) {
            for (size_t k = i; k < end; ++k)
                to(k);
        } else {
            to(i);
            to(std::min(low, high));
            to(std::max(low, high));
            to(end - 1);
        }
        i = end;
        if (column > map.width)
            break;
    }
    return path;
}

QColor faintColour(const QColor &colour)
{
    QColor faint = colour;
    faint.setAlphaF(0.28F);
    return faint;
}

void paintVectorLines(QPainter &painter, const QRect &area, const PlotPicture &picture)
{
    if (picture.frame.prepared == nullptr)
        return;
    painter.save();
    painter.setClipRect(area);
    painter.translate(area.topLeft());
    painter.setBrush(Qt::NoBrush);
    const series::PixelMap map = pixelMapOf(picture.frame, area.size());
    const QList<PreparedLine> &lines = picture.frame.prepared->lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).shownSmooth == nullptr)
            continue;
        painter.setPen(QPen(faintColour(picture.lines.at(i).colour), 1));
        painter.drawPath(linePath(*lines.at(i).shownRaw, map));
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).shown() == nullptr)
            continue;
        painter.setPen(QPen(picture.lines.at(i).colour, 1));
        painter.drawPath(linePath(*lines.at(i).shown(), map));
    }
    painter.restore();
}

/// Paints the chart with a device that fills `buffer`, and writes that to the file.
base::Status writtenVectors(
    const PlotPicture &picture, QPaintDevice &device, const QBuffer &buffer, const QString &file)
{
    QPainter painter;
    if (!painter.begin(&device))
        return base::Error{base::Error::Kind::Storage, QStringLiteral("the picture cannot be painted")};
    paintPlot(painter, picture.scene, picture.style,
        [&picture](QPainter &to, const QRect &area) { paintVectorLines(to, area, picture); });
    painter.end();
    return written(file, [&buffer](QSaveFile &to) { return to.write(buffer.data()) == buffer.data().size(); });
}

QByteArray csvNumber(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

/// A text cell that a spreadsheet does not take for a formula.
QByteArray csvText(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.at(0)))
        cell.prepend(QLatin1Char('\''));
    cell.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return '"' + cell.toUtf8() + '"';
}

/// One row a point in logged order; x and smoothed value where the run has them.
bool writeCsvLine(QIODevice &device, const PlotLine &line, const PreparedLine &prepared, const PlotOptions &options)
{
    if (line.points == nullptr)
        return true;
    const series::Numbers x =
        options.x.kind == series::XKind::Step || line.x == nullptr ? nullptr : matchBySteps(*line.points, *line.x);
    // The smoothed values are known in the order of x; where that is the logged order, they go beside.
    const bool isLoggedOrder = x == nullptr ? std::ranges::is_sorted(line.points->steps) : std::ranges::is_sorted(*x);
    const bool isSmooth = prepared.smooth != nullptr && prepared.smooth->size() == line.points->size() && isLoggedOrder;
    const QByteArray head = csvText(line.id) + ',' + csvText(line.name) + ',';
    QByteArray rows;
    for (size_t i = 0; i < line.points->size(); ++i) {
        rows += head + QByteArray::number(line.points->steps[i]) + ',';
        rows += (x == nullptr ? QByteArray() : csvNumber((*x)[i])) + ',' + csvNumber(line.points->values[i]) + ',';
        rows += (isSmooth ? csvNumber((*prepared.smooth->y)[i]) : QByteArray()) + "\r\n";
        if (rows.size() > (1 << 20)) {
            if (device.write(rows) != rows.size())
                return false;
            rows.clear();
        }
    }
    return device.write(rows) == rows.size();
}

} // namespace

QImage pictureImage(const PlotPicture &picture, qreal scale)
{
    QImage image((picture.scene.size * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paintPlot(painter, picture.scene, picture.style, [&](QPainter &to, const QRect &area) {
        if (picture.frame.prepared == nullptr)
            return;
        FrameRequest request;
        request.lines = picture.lines;
        request.options = picture.options;
        request.view = {picture.frame.x, picture.frame.y};
        request.pixels = (QSizeF(area.size()) * scale).toSize();
        request.thickness = std::max(1, qRound(scale));
        request.background = picture.style.background;
        request.before = picture.frame.prepared;
        to.drawImage(QRectF(area), makeFrame(request).image);
    });
    return image;
}

QFuture<base::Status> savePng(PlotPicture picture, QString file, qreal scale)
{
    return QtConcurrent::run([picture = std::move(picture), file = std::move(file), scale]() -> base::Status {
        const QImage image = pictureImage(picture, scale);
        return written(file, [&image](QSaveFile &device) { return image.save(&device, "PNG"); });
    });
}

QFuture<base::Status> saveSvg(PlotPicture picture, QString file)
{
    return QtConcurrent::run([picture = std::move(picture), file = std::move(file)]() -> base::Status {
        QBuffer buffer;
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(picture.scene.size.toSize());
        generator.setViewBox(QRectF(QPointF(0, 0), picture.scene.size));
        generator.setTitle(picture.scene.title);
        return writtenVectors(picture, generator, buffer, file);
    });
}

QFuture<base::Status> savePdf(PlotPicture picture, QString file)
{
    return QtConcurrent::run([picture = std::move(picture), file = std::move(file)]() -> base::Status {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setTitle(picture.scene.title);
        writer.setResolution(screenResolution);
        writer.setPageSize(QPageSize(
            picture.scene.size * pointsPerInch / screenResolution, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins({});
        return writtenVectors(picture, writer, buffer, file);
    });
}

QFuture<base::Status> saveCsv(PlotPicture picture, QString file)
{
    return QtConcurrent::run([picture = std::move(picture), file = std::move(file)]() -> base::Status {
        return written(file, [&picture](QSaveFile &device) {
            const QByteArray head = "run,name,step,x,value,smoothed\r\n";
            if (device.write(head) != head.size())
                return false;
            for (qsizetype i = 0; i < picture.lines.size(); ++i) {
                const PreparedLine prepared =
                    picture.frame.prepared == nullptr ? PreparedLine() : picture.frame.prepared->lines.value(i);
                if (!writeCsvLine(device, picture.lines.at(i), prepared, picture.options))
                    return false;
            }
            return true;
        });
    });
}

} // namespace ui
