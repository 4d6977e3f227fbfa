#include "ui/charts/plotwords.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {

AxisKind PlotWords::xKind() const
{
    switch (m_options.x.kind) {
    case series::XKind::RelativeTime:
        return AxisKind::Duration;
    case series::XKind::WallTime:
        return AxisKind::Moment;
    case series::XKind::Step:
    case series::XKind::Metric:
        break;
    }
    return AxisKind::Number;
}

QString PlotWords::xTitle() const
{
    switch (m_options.x.kind) {
    case series::XKind::Step:
        return tr("step");
    case series::XKind::RelativeTime:
        return tr("time since the start");
    case series::XKind::WallTime:
        return tr("time");
    case series::XKind::Metric:
        break;
    }
    return m_options.x.metric;
}

QString PlotWords::message(bool isLoading) const
{
    if (m_frame.pointCount > 0)
        return {};
    if (isLoading || m_frame.prepared == nullptr)
        return tr("Loading…");
    if (m_lines.isEmpty())
        return tr("No run is shown. Show runs in the table to see their curves.");
    if (m_frame.linesWithoutX > 0)
        return tr("%Ln runs have no values for this x axis. Choose another one.", nullptr, m_frame.linesWithoutX);
    return tr("No data in these runs.");
}

QString PlotWords::caption() const
{
    if (m_frame.pointCount == 0)
        return {};
    const QString number = m_locale.toString(m_frame.pointCount);
    const auto count = static_cast<int>(std::min<qint64>(m_frame.pointCount, std::numeric_limits<int>::max()));
    QStringList parts;
    if (m_frame.stretching > 0)
        parts.append(tr("%Ln runs stretch the y axis", nullptr, m_frame.stretching));
    if (m_frame.sampledLines > 0)
        parts.append(tr("samples only: the server gave %1 points", nullptr, count).arg(number));
    else
        parts.append(tr("all %1 points", nullptr, count).arg(number));
    if (m_frame.notFinite > 0)
        parts.append(tr("%Ln points are not finite", nullptr, static_cast<int>(m_frame.notFinite)));
    if (m_frame.notPositive > 0)
        parts.append(tr("%Ln points are not above 0", nullptr, static_cast<int>(m_frame.notPositive)));
    if (m_frame.outside > 0)
        parts.append(tr("%Ln outliers are not shown", nullptr, static_cast<int>(m_frame.outside)));
    if (m_frame.linesWithoutX > 0)
        parts.append(tr("%Ln runs lack this x", nullptr, m_frame.linesWithoutX));
    return parts.join(QStringLiteral(" · "));
}

QString PlotWords::summary(const std::optional<PlotHover> &hover) const
{
    QStringList parts;
    parts.append(tr("%Ln lines", nullptr, m_frame.linesWithPoints));
    parts.append(caption());
    series::Range x = m_frame.x;
    if (!m_options.isLogX && !m_frame.valuesX.isEmpty()) // an axis that grows has room at its end, without lines
        x.high = std::max(x.low, std::min(x.high, m_frame.valuesX.high));
    parts.append(tr("x: %1").arg(rangeText(x, m_options.isLogX, xKind())));
    parts.append(tr("y: %1").arg(rangeText(m_frame.y, m_options.isLogY, AxisKind::Number)));
    if (hover) {
        const HoverBox box = hoverBox(*hover);
        parts.append(box.name + QStringLiteral(": ") + box.lines.join(QStringLiteral(", ")));
    }
    return parts.join(QStringLiteral("; "));
}

QString PlotWords::rangeText(const series::Range &range, bool isLog, AxisKind kind) const
{
    const auto shown = [&](double value) { return axisValueText(kind, isLog ? std::pow(10, value) : value, m_locale); };
    return tr("%1 to %2").arg(shown(range.low), shown(range.high));
}

HoverBox PlotWords::hoverBox(const PlotHover &hover) const
{
    HoverBox box;
    if (hover.line < 0 || hover.line >= m_lines.size())
        return box;
    const PlotLine &line = m_lines.at(hover.line);
    box.name = line.name;
    box.colour = line.colour;
    box.lines.append(QStringLiteral("%1: %2").arg(xTitle(), axisValueText(xKind(), hover.valueX, m_locale)));
    const QString raw = axisValueText(AxisKind::Number, hover.valueRaw, m_locale);
    if (hover.valueSmooth) {
        box.lines.append(tr("smoothed: %1").arg(axisValueText(AxisKind::Number, *hover.valueSmooth, m_locale)));
        box.lines.append(tr("logged: %1").arg(raw));
    } else {
        box.lines.append(tr("value: %1").arg(raw));
    }
    return box;
}

} // namespace ui
