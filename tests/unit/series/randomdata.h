#pragma once

#include <QByteArray>
#include <QTest>
#include <limits>
#include <random>

/// Random numbers whose seed a failing test tells; COHORT_TEST_SEED repeats it.
inline std::mt19937_64 seededRandom()
{
    bool isGiven = false;
    auto seed = static_cast<quint64>(qEnvironmentVariableIntValue("COHORT_TEST_SEED", &isGiven));
    if (!isGiven)
        seed = std::random_device()();
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    return std::mt19937_64(seed);
}
