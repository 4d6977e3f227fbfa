#pragma once

#include "ui/charts/plothover.h"
#include "ui/charts/plotscene.h"

#include <QCoreApplication>
#include <optional>

namespace ui {

/// What a chart says: why it is empty, what it draws, what is under the pointer. Holds references for the time of a
/// call.
class PlotWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::PlotWords)

public:
    /// `lines` and `options`: those that the frame was made of.
    PlotWords(const Frame &frame, const QList<PlotLine> &lines, const PlotOptions &options, const QLocale &locale)
        : m_frame(frame)
        , m_lines(lines)
        , m_options(options)
        , m_locale(locale)
    { }

    [[nodiscard]] AxisKind xKind() const;
    [[nodiscard]] QString xTitle() const;
    /// Stands in place of lines; empty: there are some.
    [[nodiscard]] QString message(bool isLoading) const;
    /// How many points, and what is missing or special; empty: no points.
    [[nodiscard]] QString caption() const;
    /// Lines, points, ranges, and the point under the pointer, for a screen reader.
    [[nodiscard]] QString summary(const std::optional<PlotHover> &hover) const;
    [[nodiscard]] HoverBox hoverBox(const PlotHover &hover) const;

private:
    [[nodiscard]] QString rangeText(const series::Range &range, bool isLog, AxisKind kind) const;

    const Frame &m_frame;
    const QList<PlotLine> &m_lines;
    const PlotOptions &m_options;
    QLocale m_locale;
};

} // namespace ui
