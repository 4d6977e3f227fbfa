#include "ui/runs/chartstoolbar.h"

#include "ui/kit/elidedlabel.h"
#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace ui {

namespace {

constexpr int strongest = 99; ///< hundredths
/// Below this width the controls stand in two rows.
constexpr int wideCharacters = 110;
/// Room for "loading 123,456 of 1,234,567 rows".
constexpr int statusCharacters = 32;

} // namespace

ChartsToolbar::ChartsToolbar(QWidget *parent)
    : QWidget(parent)
{
    createSearch();
    createXAxis();
    createSmoothing();
    createSharing();
    arrange();
    showStrength();
}

void ChartsToolbar::createSearch()
{
    m_search = new SearchField(this);
    m_search->setObjectName(QStringLiteral("chartsSearch"));
    m_search->setPlaceholderText(tr("Search charts"));
    m_search->setAccessibleName(tr("Search charts"));
    m_search->setToolTip(tr("Part of a metric's name, or a regular expression"));
    connect(m_search, &SearchField::searchChanged, this, &ChartsToolbar::searchChanged);
}

void ChartsToolbar::createXAxis()
{
    m_x = new QComboBox(this);
    m_x->setObjectName(QStringLiteral("chartsXAxis"));
    m_x->setAccessibleName(tr("x axis"));
    m_x->setAccessibleDescription(tr("What all charts are drawn against"));
    m_x->setToolTip(tr("What all charts are drawn against"));
    m_x->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_x->setMinimumContentsLength(12);
    m_x->setMaxVisibleItems(24);
    setMetrics({});
    connect(m_x, &QComboBox::currentIndexChanged, this, &ChartsToolbar::choicesChanged);
}

void ChartsToolbar::createSmoothing()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("chartsSmoothing"));
    m_kind->setAccessibleName(tr("Smoothing"));
    m_kind->setAccessibleDescription(tr("How lines are smoothed"));
    m_kind->setToolTip(tr("How lines are smoothed. The logged line stays faintly behind."));
    m_kind->addItem(tr("Time-weighted EMA"), static_cast<int>(series::Smoothing::TimeWeightedEma));
    m_kind->addItem(tr("EMA"), static_cast<int>(series::Smoothing::Ema));
    m_kind->addItem(tr("Gaussian"), static_cast<int>(series::Smoothing::Gaussian));
    m_kind->addItem(tr("Running average"), static_cast<int>(series::Smoothing::RunningAverage));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(12);
    m_strength = new QSlider(Qt::Horizontal, this);
    m_strength->setObjectName(QStringLiteral("chartsStrength"));
    m_strength->setAccessibleName(tr("Strength of smoothing"));
    m_strength->setToolTip(tr("Strength of smoothing, 0 to 0.99"));
    m_strength->setRange(0, strongest);
    m_strength->setPageStep(10);
    m_strength->setMinimumWidth(textWidth(this, 10));
    m_strength->setMaximumWidth(textWidth(this, 24));
    m_strengthText = new QLabel(this);
    m_strengthText->setFont(tabularFont(font()));
    m_strengthText->setMinimumWidth(textWidth(this, 5));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ChartsToolbar::choicesChanged);
    connect(m_strength, &QSlider::valueChanged, this, [this] {
        showStrength();
        emit choicesChanged();
    });
}

void ChartsToolbar::createSharing()
{
    m_share = new QToolButton(this);
    m_share->setObjectName(QStringLiteral("chartsShare"));
    m_share->setIcon(icon("link"));
    m_share->setCheckable(true);
    m_share->setChecked(true);
    m_share->setAutoRaise(true);
    m_share->setAccessibleName(tr("Share zoom and crosshair"));
    m_share->setToolTip(tr("All charts show the same part of the x axis and the same crosshair"));
    connect(m_share, &QToolButton::toggled, this, &ChartsToolbar::choicesChanged);
    m_status = new ElidedLabel(this);
    m_status->setObjectName(QStringLiteral("chartsStatus"));
    m_status->setMuted(true);
    keepRoomOfStatus();
}

void ChartsToolbar::arrange()
{
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_rows->setContentsMargins(gap(2), gap(2), gap(2), gap(1));
    m_rows->setSpacing(gap(2));
    m_finding = new QHBoxLayout;
    m_drawing = new QHBoxLayout;
    for (QHBoxLayout *part : {m_finding, m_drawing})
        part->setSpacing(gap(2));
    m_finding->addWidget(m_search, 1);
    m_finding->addWidget(m_share);
    m_finding->addWidget(m_status);
    auto *xLabel = new QLabel(tr("&x:"), this);
    xLabel->setBuddy(m_x);
    m_drawing->addWidget(xLabel);
    m_drawing->addWidget(m_x, 1);
    m_drawing->addWidget(m_kind, 1);
    m_drawing->addWidget(m_strength, 1);
    m_drawing->addWidget(m_strengthText);
    m_rows->addLayout(m_finding, 2);
    m_rows->addLayout(m_drawing, 3);
}

/// Of one size whatever it says: it changes several times a second while runs are loaded.
void ChartsToolbar::keepRoomOfStatus()
{
    m_status->setFixedSize(textWidth(this, statusCharacters), m_status->fontMetrics().height());
}

QSize ChartsToolbar::minimumSizeHint() const
{
    const int width = std::max(m_finding->minimumSize().width(), m_drawing->minimumSize().width());
    const QMargins margins = m_rows->contentsMargins();
    return {width + margins.left() + margins.right(), QWidget::minimumSizeHint().height()};
}

void ChartsToolbar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_status != nullptr)
        keepRoomOfStatus();
}

void ChartsToolbar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = event->size().width() < textWidth(this, wideCharacters);
    m_rows->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

ChartChoices ChartsToolbar::choices() const
{
    ChartChoices choices;
    choices.x.kind = static_cast<series::XKind>(m_x->currentData(Qt::UserRole).toInt());
    choices.x.metric = m_x->currentData(Qt::UserRole + 1).toString();
    choices.smoothing.kind = static_cast<series::Smoothing>(m_kind->currentData().toInt());
    choices.smoothing.strength = m_strength->value() / 100.0;
    choices.isShared = m_share->isChecked();
    return choices;
}

void ChartsToolbar::setChoices(const ChartChoices &choices)
{
    const QSignalBlocker blocker(this);
    if (choices.x.kind == series::XKind::Metric && !m_metrics.contains(choices.x.metric))
        setMetrics(m_metrics + QStringList{choices.x.metric});
    for (int i = 0; i < m_x->count(); ++i) {
        if (m_x->itemData(i, Qt::UserRole).toInt() == static_cast<int>(choices.x.kind)
            && m_x->itemData(i, Qt::UserRole + 1).toString() == choices.x.metric)
            m_x->setCurrentIndex(i);
    }
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(static_cast<int>(choices.smoothing.kind))));
    m_strength->setValue(qRound(choices.smoothing.strength * 100));
    m_share->setChecked(choices.isShared);
    showStrength();
}

void ChartsToolbar::setMetrics(const QStringList &keys)
{
    const bool isFirst = m_x->count() == 0;
    const ChartChoices before = isFirst ? ChartChoices() : choices();
    QStringList metrics = keys;
    if (before.x.kind == series::XKind::Metric && !metrics.contains(before.x.metric))
        metrics.append(before.x.metric);
    if (!isFirst && metrics == m_metrics)
        return;
    m_metrics = metrics;
    const QSignalBlocker blocker(m_x);
    m_x->clear();
    const auto add = [this](const QString &text, series::XKind kind, const QString &metric = {}) {
        m_x->addItem(text, static_cast<int>(kind));
        m_x->setItemData(m_x->count() - 1, metric, Qt::UserRole + 1);
        if (!metric.isEmpty())
            m_x->setItemData(m_x->count() - 1, plainToolTip(metric), Qt::ToolTipRole);
    };
    add(tr("Step"), series::XKind::Step);
    add(tr("Relative time"), series::XKind::RelativeTime);
    add(tr("Wall time"), series::XKind::WallTime);
    if (!metrics.isEmpty())
        m_x->insertSeparator(m_x->count());
    for (const QString &metric : std::as_const(metrics)) {
        add(metric, series::XKind::Metric, metric);
        if (before.x.kind == series::XKind::Metric && before.x.metric == metric)
            m_x->setCurrentIndex(m_x->count() - 1);
    }
    if (before.x.kind != series::XKind::Metric)
        m_x->setCurrentIndex(m_x->findData(static_cast<int>(before.x.kind)));
}

QString ChartsToolbar::searchText() const
{
    return m_search->text().trimmed();
}

void ChartsToolbar::clearSearch()
{
    m_search->clear();
}

void ChartsToolbar::setStatus(const QString &text, const QString &detail)
{
    m_status->setText(text);
    m_status->setToolTip(text.isEmpty() ? QString() : plainToolTip(text + u'\n' + detail));
    m_status->setAccessibleDescription(detail);
}

void ChartsToolbar::showStrength()
{
    m_strengthText->setText(locale().toString(m_strength->value() / 100.0, 'f', 2));
}

} // namespace ui
