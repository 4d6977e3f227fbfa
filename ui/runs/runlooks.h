#pragma once

#include <QColor>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace ui {

/// Which runs of a project are drawn in the charts, and the colours that a person gave them. A value; only for the
/// person who chose it.
class RunLooks
{
public:
    /// So many runs, in the table's order, are drawn until the person says otherwise.
    static constexpr int autoLimit = 150;

    /// `place` is the run's place in the table, from 0.
    [[nodiscard]] bool isShown(const QString &run, int place) const;
    void setShown(const QStringList &runs, bool shown);
    void showAll();
    void hideAll();
    void showOnly(const QStringList &runs);
    /// Whether the limit decides for the runs that the person did not touch.
    [[nodiscard]] bool isAutomatic() const { return m_base == Base::Automatic; }

    /// The colour that the person chose, or the run's own, in the theme.
    [[nodiscard]] QColor colour(const QString &run, bool isDark) const;
    [[nodiscard]] bool hasChosenColour(const QString &run) const { return m_colours.contains(run); }
    /// `paletteIndex`: a place in runPalette(), so that the colour follows the theme. Nothing: back to the run's own.
    void setColour(const QStringList &runs, std::optional<int> paletteIndex);

    [[nodiscard]] QJsonObject toJson() const;
    /// What cannot be read is left out.
    static RunLooks fromJson(const QJsonObject &json);

    bool operator==(const RunLooks &) const = default;

private:
    enum class Base { Automatic, All, None };

    Base m_base = Base::Automatic;
    QHash<QString, bool> m_shown;
    QHash<QString, int> m_colours; ///< place in runPalette()
};

} // namespace ui
