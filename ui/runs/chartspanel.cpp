#include "ui/runs/chartspanel.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace ui {

ChartsPanel::ChartsPanel(const QString &key, bool isSystem, QWidget *parent)
    : QFrame(parent)
    , m_key(key)
    , m_isSystem(isSystem)
    , m_view(new PlotView(this))
    , m_outliers(new QToolButton(this))
    , m_button(new QToolButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setObjectName(QStringLiteral("chartPanel"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_view);
    m_view->setTitle(key);
    m_view->setWheelNeedsControl(true);
    m_view->setToolTip({});
    m_button->setAutoRaise(true);
    m_button->setObjectName(QStringLiteral("chartMaximise"));
    connect(m_button, &QToolButton::clicked, this, &ChartsPanel::maximiseToggled);
    m_outliers->setAutoRaise(true);
    m_outliers->setObjectName(QStringLiteral("chartOutliers"));
    m_outliers->setIcon(icon("filter", IconTone::Muted));
    m_outliers->setCheckable(true);
    m_outliers->setAccessibleName(tr("Leave outliers out of %1").arg(key));
    connect(m_outliers, &QToolButton::clicked, m_view->outliersAction(), &QAction::trigger);
    connect(m_view, &PlotView::frameChanged, this, &ChartsPanel::offerOutliers);
    connect(m_view->outliersAction(), &QAction::toggled, this, &ChartsPanel::offerOutliers);
    offerOutliers();
    setMaximised(false);
}

/// There where a run makes the others lie flat, and where it was pressed, so that it can be undone.
void ChartsPanel::offerOutliers()
{
    const bool isOn = m_view->outliersAction()->isChecked();
    const bool isOffered = isOn || m_view->frame().stretching > 0;
    m_outliers->setChecked(isOn);
    setPlainToolTip(m_outliers,
        isOn ? tr("Outliers are left out of the y axis: show them again")
             : tr("A run that lies far off stretches the y axis: leave outliers out of it"));
    if (isOffered == m_outliers->isVisibleTo(this))
        return;
    m_outliers->setVisible(isOffered);
    placeButtons();
}

void ChartsPanel::setMaximised(bool maximised)
{
    m_button->setIcon(icon(maximised ? "back" : "maximise", IconTone::Muted));
    const QString text = maximised ? tr("Back to all charts (Esc)") : tr("Show %1 large").arg(m_key);
    setPlainToolTip(m_button, text);
    m_button->setAccessibleName(text);
    m_view->setWheelNeedsControl(!maximised);
}

void ChartsPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeButtons();
}

void ChartsPanel::placeButtons()
{
    int taken = 0;
    for (QToolButton *button : {m_button, m_outliers}) {
        if (!button->isVisibleTo(this))
            continue;
        const QSize size = button->sizeHint();
        taken += size.width();
        button->setGeometry(width() - taken - gap(1), gap(1), size.width(), size.height());
        button->raise();
    }
    m_view->setTitleMargin(taken);
}

void ChartsPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit maximiseToggled();
    else
        QFrame::keyPressEvent(event);
}

} // namespace ui
