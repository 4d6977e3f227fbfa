#pragma once

#include "series/curve.h"

#include <QList>
#include <optional>

namespace ui {

/// Which part of a chart is shown. An axis that was not zoomed shows everything and grows with the data; one that was,
/// stays where the person put it. In axis coordinates (logarithms on a logarithmic axis).
class PlotZoom
{
public:
    struct View
    {
        std::optional<series::Range> x; ///< not set: all of it
        std::optional<series::Range> y; ///< not set: what fits the shown x
        bool operator==(const View &) const = default;
    };

    [[nodiscard]] const View &view() const { return m_view; }
    [[nodiscard]] bool isZoomed() const { return m_view.x.has_value() || m_view.y.has_value(); }
    [[nodiscard]] bool canStepBack() const { return !m_history.isEmpty(); }

    /// Shows this, and remembers what was shown.
    void show(const View &view);
    /// Changes without a memory: while dragging, and for zooms that come from another chart.
    void change(const View &view) { m_view = view; }
    /// Remembers what is shown now, before a gesture of many changes.
    void remember();
    void stepBack();
    void reset();

    /// A range scaled by `factor` about `centre`, which stays in its place; not below what a double can tell apart.
    static series::Range scaled(const series::Range &range, double factor, double centre);
    static series::Range moved(const series::Range &range, double by);

private:
    View m_view;
    QList<View> m_history;
};

} // namespace ui
