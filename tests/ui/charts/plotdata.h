#pragma once

#include "ui/charts/plotframe.h"

#include <QTest>
#include <cmath>
#include <random>

namespace test {

/// Random numbers whose seed a failing test tells; COHORT_TEST_SEED repeats it.
inline std::mt19937_64 seededPlotRandom()
{
    bool isGiven = false;
    quint64 seed = static_cast<quint64>(qEnvironmentVariableIntValue("COHORT_TEST_SEED", &isGiven));
    if (!isGiven)
        seed = std::random_device()();
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    return std::mt19937_64(seed);
}

inline series::PointsPtr linePoints(std::vector<double> values, qint64 spacing = 1)
{
    auto points = std::make_shared<series::Points>();
    for (size_t i = 0; i < values.size(); ++i)
        points->steps.push_back(static_cast<qint64>(i) * spacing);
    points->values = std::move(values);
    return points;
}

/// A straight line from 0 to `top` over steps 0 to count - 1.
inline series::PointsPtr ramp(int count, double top)
{
    std::vector<double> values;
    values.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        values.push_back(top * i / (count - 1));
    return linePoints(std::move(values));
}

inline ui::PlotLine plotLine(const char *id, series::PointsPtr points, const QColor &colour = Qt::red)
{
    ui::PlotLine line;
    line.id = QLatin1String(id);
    line.name = QStringLiteral("run ") + line.id;
    line.colour = colour;
    line.points = std::move(points);
    return line;
}

} // namespace test
