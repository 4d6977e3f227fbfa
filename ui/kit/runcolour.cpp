#include "ui/kit/runcolour.h"

#include <QByteArray>

namespace ui {

namespace {

QList<QColor> paletteOf(std::initializer_list<unsigned> values)
{
    QList<QColor> colours;
    for (const unsigned value : values)
        colours.append(QColor::fromRgb(value));
    return colours;
}

} // namespace

const QList<QColor> &runPalette(bool isDark)
{
    // Blue, orange, green, purple, sky, red, olive, magenta; then darker and lighter of each.
    static const QList<QColor> light = paletteOf({0x1f6fc9, 0xc25a00, 0x0b8a5c, 0x7a4fc0, 0x1583a6, 0xc7343c, 0x847000,
        0xb8358f, 0x13447d, 0x7d3a00, 0x05563a, 0x4b2c85, 0x0a5068, 0x7f1a22, 0x4f4300, 0x741c58, 0x4a8fe0, 0xd9751f,
        0x2a9a70, 0x9a78d6, 0x3a95b5, 0xe0626a, 0x97843a, 0xcf66ac});
    static const QList<QColor> dark = paletteOf({0x5b9df0, 0xf0923e, 0x33bd87, 0xae8cf0, 0x45b8dd, 0xf2737a, 0xc0a93a,
        0xe672bf, 0x3d7bc9, 0xc06a1e, 0x1d9164, 0x8563cc, 0x2289a9, 0xc94c55, 0x8f7c22, 0xb74a94, 0xa3c9ff, 0xffc08a,
        0x8adfb9, 0xd2bfff, 0x99dcf2, 0xffb0b4, 0xe0d18a, 0xffb3e2});
    return isDark ? dark : light;
}

int runColourIndex(const QString &runId)
{
    // FNV-1a: qHash() is seeded anew at every start.
    quint32 hash = 2166136261U;
    for (const char byte : runId.toUtf8())
        hash = (hash ^ static_cast<quint8>(byte)) * 16777619U;
    hash ^= hash >> 15U;
    return static_cast<int>(hash % static_cast<quint32>(runPalette(false).size()));
}

QColor runColour(const QString &runId, bool isDark)
{
    return runPalette(isDark).at(runColourIndex(runId));
}

} // namespace ui
