#include "losslines.h"

#include <cmath>

namespace bench {

series::PointsPtr lossLike(std::mt19937_64 &random, int count, bool isNarrow)
{
    std::normal_distribution<double> noise;
    std::uniform_real_distribution<double> chance;
    auto points = std::make_shared<series::Points>();
    points->lineage = series::newLineage();
    points->values.reserve(static_cast<size_t>(count));
    const double floor = 0.5 + chance(random);
    for (int i = 0; i < count; ++i) {
        double value = floor + 3 * std::exp(-5.0 * i / count) + 0.15 * noise(random);
        value += random() % 2000 == 0 ? std::abs(noise(random)) * 3 : 0;
        points->steps.push_back(i);
        points->values.push_back(isNarrow ? static_cast<double>(static_cast<float>(value)) : value);
    }
    return points;
}

QList<ui::PlotLine> lossLines(int runs, int count)
{
    std::mt19937_64 random(7);
    QList<ui::PlotLine> lines;
    lines.reserve(runs);
    for (int run = 0; run < runs; ++run) {
        ui::PlotLine line;
        line.id = QString::number(run);
        line.colour = QColor::fromHsv(run * 37 % 360, 200, 200);
        line.points = lossLike(random, count, false);
        lines.append(line);
    }
    return lines;
}

QList<ui::PlotLine> grown(const QList<ui::PlotLine> &lines)
{
    QList<ui::PlotLine> result = lines;
    for (ui::PlotLine &line : result) {
        auto points = std::make_shared<series::Points>(*line.points);
        points->steps.push_back(points->steps.back() + 1);
        points->values.push_back(points->values[points->values.size() / 2]);
        line.points = std::move(points);
    }
    return result;
}

} // namespace bench
