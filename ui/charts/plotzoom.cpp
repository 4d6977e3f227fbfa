#include "ui/charts/plotzoom.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr qsizetype mostRemembered = 100;

} // namespace

void PlotZoom::show(const View &view)
{
    if (view == m_view)
        return;
    remember();
    m_view = view;
}

void PlotZoom::remember()
{
    if (!m_history.isEmpty() && m_history.last() == m_view)
        return;
    m_history.append(m_view);
    if (m_history.size() > mostRemembered)
        m_history.removeFirst();
}

void PlotZoom::stepBack()
{
    if (!m_history.isEmpty())
        m_view = m_history.takeLast();
}

void PlotZoom::reset()
{
    show({});
}

series::Range PlotZoom::scaled(const series::Range &range, double factor, double centre)
{
    const series::Range result{centre - (centre - range.low) * factor, centre + (range.high - centre) * factor};
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    const bool isTooFine = result.size() <= largest * 1e-12 || !(result.size() > 1e-300);
    return isTooFine || !std::isfinite(result.size()) ? range : result;
}

series::Range PlotZoom::moved(const series::Range &range, double by)
{
    return {range.low + by, range.high + by};
}

} // namespace ui
