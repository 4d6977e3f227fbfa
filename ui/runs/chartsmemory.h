#pragma once

#include "base/settings.h"
#include "ui/runs/chartssections.h"
#include "ui/runs/chartstoolbar.h"

#include <QObject>
#include <QStringList>

class QTimer;

namespace ui {

/// What a person has chosen for the charts of one place, kept in the settings a moment after the last change.
class ChartsMemory : public QObject
{
    Q_OBJECT

public:
    /// Reads what was kept for the scope. The settings outlive it.
    ChartsMemory(base::Settings &settings, const QString &scope, QObject *parent);
    ~ChartsMemory() override;

    [[nodiscard]] const ChartChoices &choices() const { return m_choices; }
    void setChoices(const ChartChoices &choices);

    /// The system's sections are closed until they are opened, all others the other way round.
    [[nodiscard]] bool isOpen(const ChartSection &section) const;
    void setOpen(const ChartSection &section, bool isOpen);
    [[nodiscard]] bool isPinned(const ChartSection &section) const { return m_pinned.contains(section.id); }
    /// Those that were pinned first come first; all that are not have the same place after them.
    [[nodiscard]] qsizetype placeOf(const ChartSection &section) const;
    void setPinned(const ChartSection &section, bool isPinned);

    [[nodiscard]] bool isLogY(const QString &key) const { return m_logY.contains(key); }
    [[nodiscard]] bool leavesOutOutliers(const QString &key) const { return m_withoutOutliers.contains(key); }
    void setAxis(const QString &key, bool isLogY, bool leavesOutOutliers);

private:
    void restore();
    void save();
    void note(QStringList &list, const QString &entry, bool isIn);

    base::Settings &m_settings;
    const QString m_scope;
    ChartChoices m_choices;
    QStringList m_closed;
    QStringList m_opened; ///< of those that are closed at first
    QStringList m_pinned; ///< in the order in which they were pinned
    QStringList m_logY; ///< keys of metrics
    QStringList m_withoutOutliers;
    QTimer *m_pause = nullptr;
};

} // namespace ui
