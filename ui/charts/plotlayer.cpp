#include "ui/charts/plotlayer.h"

#include "ui/charts/framebuffers.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ui {

namespace {

/// Where the continuation of a line begins to differ from it.
int firstChangedColumn(const PlotLayer &now, const series::Curve &before)
{
    const double column = std::floor(now.map.column(before.xRange.high)) - now.map.left - now.thickness;
    return static_cast<int>(std::clamp(column, 0.0, static_cast<double>(now.map.width)));
}

/// Copies the columns that stay from the picture before, moved.
void copyColumns(QImage &to, const QImage &from, int moved, const ChangedColumns &changed)
{
    const auto bytes = static_cast<size_t>(changed.rightBegin - changed.leftEnd) * sizeof(QRgb);
    uchar *bits = to.bits();
    for (int row = 0; row < to.height(); ++row) {
        std::memcpy(bits + row * to.bytesPerLine() + qsizetype(changed.leftEnd) * 4,
            from.constScanLine(row) + qsizetype(changed.leftEnd + moved) * 4, bytes);
    }
}

} // namespace

void ChangedColumns::add(const ChangedColumns &other)
{
    leftEnd = std::max(leftEnd, other.leftEnd);
    rightBegin = std::min(rightBegin, other.rightBegin);
}

ChangedColumns changedColumns(const PlotLayer &now, const PlotLayer &before)
{
    const ChangedColumns all{0, 0};
    const int moved = now.map.left - before.map.left;
    const bool isComparable = !before.image.isNull() && now.map == before.map.movedTo(now.map.left)
        && now.thickness == before.thickness && now.lines.size() == before.lines.size()
        && std::abs(moved) < now.map.width;
    if (!isComparable)
        return all;
    ChangedColumns changed{std::max(0, -moved), now.map.width - std::max(0, moved)};
    for (size_t i = 0; i < now.lines.size(); ++i) {
        const PlotLayer::Line &line = now.lines[i];
        const PlotLayer::Line &old = before.lines[i];
        if (line.colour != old.colour)
            return all;
        if (line.curve == old.curve)
            continue;
        if (!line.curve->continues(*old.curve))
            return all;
        changed.rightBegin = std::min(changed.rightBegin, firstChangedColumn(now, *old.curve));
    }
    return changed;
}

bool drawLayer(PlotLayer &layer, const LayerJob &job)
{
    const QSize size(layer.map.width, layer.map.height);
    const bool isWhole = job.before == nullptr || job.changed.isWhole();
    const int moved = isWhole ? 0 : layer.map.left - job.before->map.left;
    if (!isWhole && moved == 0 && job.changed.leftEnd == 0 && job.changed.rightBegin == size.width()) {
        layer.image = job.before->image;
        return true;
    }
    layer.image = job.buffers == nullptr ? QImage(size, QImage::Format_ARGB32_Premultiplied) : job.buffers->image(size);
    if (layer.image.isNull())
        return true; // too large for a picture
    std::vector<RasterLine> lines;
    lines.reserve(layer.lines.size());
    for (const PlotLayer::Line &line : layer.lines)
        lines.push_back({line.curve.get(), line.colour, layer.thickness});
    const RasterJob raster{lines, layer.map, job.under, job.threads, job.stop, job.buffers};
    if (isWhole)
        return rasterise(raster, layer.image, 0, size.width());
    copyColumns(layer.image, job.before->image, moved, job.changed);
    return rasterise(raster, layer.image, 0, job.changed.leftEnd)
        && rasterise(raster, layer.image, job.changed.rightBegin, size.width());
}

} // namespace ui
