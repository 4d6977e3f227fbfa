#include "ui/runs/chartspanel.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace ui {

ChartsPanel::ChartsPanel(const QString &key, bool isSystem, QWidget *parent)
    : QFrame(parent)
    , m_key(key)
    , m_isSystem(isSystem)
    , m_view(new PlotView(this))
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
    setMaximised(false);
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
    const QSize size = m_button->sizeHint();
    m_button->setGeometry(width() - size.width() - gap(1), gap(1), size.width(), size.height());
    m_button->raise();
    m_view->setTitleMargin(size.width());
}

void ChartsPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit maximiseToggled();
    else
        QFrame::keyPressEvent(event);
}

} // namespace ui
