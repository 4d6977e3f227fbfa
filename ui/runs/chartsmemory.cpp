#include "ui/runs/chartsmemory.h"

#include <QTimer>
#include <algorithm>

namespace ui {

namespace {

const base::Setting<int> xKindSetting{"charts/xKind", 0};
const base::Setting<QString> xMetricSetting{"charts/xMetric", {}};
const base::Setting<int> smoothingSetting{"charts/smoothing", static_cast<int>(series::Smoothing::TimeWeightedEma)};
const base::Setting<double> strengthSetting{"charts/strength", 0};
const base::Setting<bool> sharedSetting{"charts/shared", true};
const base::Setting<QStringList> closedSetting{"charts/closedSections", {}};
const base::Setting<QStringList> openedSetting{"charts/openedSections", {}};
const base::Setting<QStringList> pinnedSetting{"charts/pinnedSections", {}};
const base::Setting<QStringList> logYSetting{"charts/logY", {}};
const base::Setting<QStringList> outliersSetting{"charts/withoutOutliers", {}};

constexpr int savePause = 500; ///< ms after the last change

} // namespace

ChartsMemory::ChartsMemory(base::Settings &settings, const QString &scope, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_scope(scope)
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(savePause);
    connect(m_pause, &QTimer::timeout, this, &ChartsMemory::save);
    restore();
}

ChartsMemory::~ChartsMemory()
{
    if (m_pause->isActive())
        save();
}

void ChartsMemory::restore()
{
    const int kind = m_settings.get(xKindSetting, m_scope);
    m_choices.x.kind = static_cast<series::XKind>(std::clamp(kind, 0, static_cast<int>(series::XKind::Metric)));
    m_choices.x.metric =
        m_choices.x.kind == series::XKind::Metric ? m_settings.get(xMetricSetting, m_scope) : QString();
    m_choices.smoothing.kind = static_cast<series::Smoothing>(std::clamp(m_settings.get(smoothingSetting, m_scope),
        static_cast<int>(series::Smoothing::TimeWeightedEma), static_cast<int>(series::Smoothing::RunningAverage)));
    m_choices.smoothing.strength = std::clamp(m_settings.get(strengthSetting, m_scope), 0.0, 0.99);
    m_choices.isShared = m_settings.get(sharedSetting, m_scope);
    m_closed = m_settings.get(closedSetting, m_scope);
    m_opened = m_settings.get(openedSetting, m_scope);
    m_pinned = m_settings.get(pinnedSetting, m_scope);
    m_logY = m_settings.get(logYSetting, m_scope);
    m_withoutOutliers = m_settings.get(outliersSetting, m_scope);
}

void ChartsMemory::save()
{
    m_pause->stop();
    m_settings.set(xKindSetting, static_cast<int>(m_choices.x.kind), m_scope);
    m_settings.set(xMetricSetting, m_choices.x.metric, m_scope);
    m_settings.set(smoothingSetting, static_cast<int>(m_choices.smoothing.kind), m_scope);
    m_settings.set(strengthSetting, m_choices.smoothing.strength, m_scope);
    m_settings.set(sharedSetting, m_choices.isShared, m_scope);
    m_settings.set(closedSetting, m_closed, m_scope);
    m_settings.set(openedSetting, m_opened, m_scope);
    m_settings.set(pinnedSetting, m_pinned, m_scope);
    m_settings.set(logYSetting, m_logY, m_scope);
    m_settings.set(outliersSetting, m_withoutOutliers, m_scope);
}

void ChartsMemory::setChoices(const ChartChoices &choices)
{
    m_choices = choices;
    m_pause->start();
}

bool ChartsMemory::isOpen(const ChartSection &section) const
{
    return section.isSystem ? m_opened.contains(section.id) : !m_closed.contains(section.id);
}

void ChartsMemory::setOpen(const ChartSection &section, bool isOpen)
{
    note(section.isSystem ? m_opened : m_closed, section.id, isOpen == section.isSystem);
}

qsizetype ChartsMemory::placeOf(const ChartSection &section) const
{
    const qsizetype pinned = m_pinned.indexOf(section.id);
    return pinned < 0 ? m_pinned.size() : pinned;
}

void ChartsMemory::setPinned(const ChartSection &section, bool isPinned)
{
    note(m_pinned, section.id, isPinned);
}

void ChartsMemory::setAxis(const QString &key, bool isLogY, bool leavesOutOutliers)
{
    note(m_logY, key, isLogY);
    note(m_withoutOutliers, key, leavesOutOutliers);
}

void ChartsMemory::note(QStringList &list, const QString &entry, bool isIn)
{
    list.removeAll(entry);
    if (isIn)
        list.append(entry);
    m_pause->start();
}

} // namespace ui

#include "moc_chartsmemory.cpp"
