#pragma once

#include "ui/charts/plotframe.h"

#include <random>

namespace bench {

/// Decaying noisy curves with rare spikes, as losses are. `isNarrow`: born as float32, as most frameworks log them.
series::PointsPtr lossLike(std::mt19937_64 &random, int count, bool isNarrow);

/// The same points every time.
QList<ui::PlotLine> lossLines(int runs, int count);

/// The lines with one more point each.
QList<ui::PlotLine> grown(const QList<ui::PlotLine> &lines);

} // namespace bench
