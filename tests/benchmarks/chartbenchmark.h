#pragma once

#include "measure.h"
#include "ui/charts/plotframe.h"

class QPainter;

namespace bench {

/// What people do with a chart of lines, each against QPainter drawing the four points that stand for a pixel column
/// (first, lowest, highest, last), reduced by the same fast code and recomputed for each view.
class ChartBenchmark
{
public:
    ChartBenchmark(int runs, int count, const Effort &effort);
    void run();
    /// What the points and their chart take.
    static void measureMemory(int runs, int count);

private:
    struct Shown
    {
        ui::FrameRequest request;
        ui::Frame frame;
    };
    /// Makes and paints the frame, as the widget does.
    void show(Shown &shown) const;
    void paintAnchor(const ui::Frame &frame) const;
    void paintAnchorSmoothed(const ui::Frame &frame, double strength) const;
    [[nodiscard]] series::Range part(double from, double size) const;

    void firstPaint(Duel &duel) const;
    void zoom(Duel &duel, double size) const;
    void pan(Duel &duel) const;
    void append(Duel &duel) const;
    void slide(Duel &duel) const;
    void hover(Duel &duel) const;

    int m_runs;
    int m_count;
    Effort m_effort;
    Shown m_whole;
};

} // namespace bench
