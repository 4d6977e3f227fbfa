#include "ui/runs/runlooks.h"

#include "ui/kit/runcolour.h"

#include <QJsonArray>

namespace ui {

namespace {

QJsonArray sortedArray(QStringList texts)
{
    texts.sort();
    return QJsonArray::fromStringList(texts);
}

} // namespace

bool RunLooks::isShown(const QString &run, int place) const
{
    const auto chosen = m_shown.constFind(run);
    if (chosen != m_shown.constEnd())
        return chosen.value();
    return m_base == Base::All || (m_base == Base::Automatic && place < autoLimit);
}

void RunLooks::setShown(const QStringList &runs, bool shown)
{
    for (const QString &run : runs)
        m_shown.insert(run, shown);
}

void RunLooks::showAll()
{
    m_base = Base::All;
    m_shown.clear();
}

void RunLooks::hideAll()
{
    m_base = Base::None;
    m_shown.clear();
}

void RunLooks::showOnly(const QStringList &runs)
{
    hideAll();
    setShown(runs, true);
}

QColor RunLooks::colour(const QString &run, bool isDark) const
{
    const auto chosen = m_colours.constFind(run);
    return chosen == m_colours.constEnd() ? runColour(run, isDark) : runPalette(isDark).at(chosen.value());
}

void RunLooks::setColour(const QStringList &runs, std::optional<int> paletteIndex)
{
    for (const QString &run : runs) {
        if (paletteIndex && *paletteIndex >= 0 && *paletteIndex < runPalette(false).size())
            m_colours.insert(run, *paletteIndex);
        else
            m_colours.remove(run);
    }
}

QJsonObject RunLooks::toJson() const
{
    QStringList shown;
    QStringList hidden;
    for (auto it = m_shown.begin(); it != m_shown.end(); ++it)
        (it.value() ? shown : hidden).append(it.key());
    QJsonObject colours;
    for (auto it = m_colours.begin(); it != m_colours.end(); ++it)
        colours.insert(it.key(), it.value());
    const char *base = m_base == Base::All ? "all" : m_base == Base::None ? "none" : "automatic";
    return {{QStringLiteral("base"), QLatin1String(base)}, {QStringLiteral("shown"), sortedArray(shown)},
        {QStringLiteral("hidden"), sortedArray(hidden)}, {QStringLiteral("colours"), colours}};
}

RunLooks RunLooks::fromJson(const QJsonObject &json)
{
    RunLooks looks;
    const QString base = json.value(QStringLiteral("base")).toString();
    looks.m_base = base == QLatin1String("all") ? Base::All
        : base == QLatin1String("none")         ? Base::None
                                                : Base::Automatic;
    const QJsonArray shown = json.value(QStringLiteral("shown")).toArray();
    for (const auto run : shown)
        looks.m_shown.insert(run.toString(), true);
    const QJsonArray hidden = json.value(QStringLiteral("hidden")).toArray();
    for (const auto run : hidden)
        looks.m_shown.insert(run.toString(), false);
    const QJsonObject colours = json.value(QStringLiteral("colours")).toObject();
    for (auto it = colours.begin(); it != colours.end(); ++it) {
        const int index = it.value().toInt(-1);
        if (index >= 0 && index < runPalette(false).size())
            looks.m_colours.insert(it.key(), index);
    }
    return looks;
}

} // namespace ui
