#include "ui/kit/stateview.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPushButton>
#include <QToolButton>

namespace ui {

StateView::StateView(QWidget *parent)
    : QWidget(parent)
{
    createWidgets();
}

void StateView::createWidgets()
{
    m_box = new QWidget(this);
    m_picture = new QLabel(m_box);
    m_picture->setAlignment(Qt::AlignCenter);
    m_title = new PlainLabel(m_box);
    m_title->setObjectName(QStringLiteral("stateTitle"));
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_title->setFont(scaledFont(font(), 1.25, true));
    m_text = new PlainLabel(m_box);
    m_text->setObjectName(QStringLiteral("stateText"));
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setMuted(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_actionButton = new QToolButton(m_box);
    m_actionButton->setObjectName(QStringLiteral("stateAction"));
    m_actionButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_actionButton->setFocusPolicy(Qt::StrongFocus);
    m_actionButton->hide();
    m_retryButton = new QPushButton(tr("Try again"), m_box);
    m_retryButton->setObjectName(QStringLiteral("stateRetry"));
    m_retryButton->hide();
    m_detailButton = new QPushButton(tr("Copy details"), m_box);
    m_detailButton->setObjectName(QStringLiteral("stateDetails"));
    m_detailButton->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap(2));
    buttons->addStretch();
    buttons->addWidget(m_actionButton);
    buttons->addWidget(m_retryButton);
    buttons->addWidget(m_detailButton);
    buttons->addStretch();
    auto *column = new QVBoxLayout(m_box);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    column->addWidget(m_picture);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(gap(2));
    column->addLayout(buttons);
    m_box->setMinimumWidth(std::min(textWidth(this, 30), 320));
    m_box->setMaximumWidth(textWidth(this, 64));
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_box, 8);
    middle->addStretch(1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(2);
    outer->addLayout(middle);
    outer->addStretch(3);
    connect(m_retryButton, &QPushButton::clicked, this, [this] {
        if (m_retry)
            m_retry();
    });
    connect(m_detailButton, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_detail); });
}

void StateView::setWords(const char *iconName, const QString &title, const QString &text)
{
    m_iconName = iconName;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    updatePicture();
    setAction(nullptr);
    setRetry({});
    setDetail({});
}

void StateView::setAction(QAction *action)
{
    m_actionButton->setDefaultAction(action);
    m_actionButton->setVisible(action != nullptr);
}

void StateView::setRetry(std::function<void()> retry)
{
    m_retry = std::move(retry);
    m_retryButton->setVisible(static_cast<bool>(m_retry));
}

void StateView::setDetail(const QString &detail)
{
    m_detail = detail;
    m_detailButton->setVisible(!detail.isEmpty());
    setPlainToolTip(m_detailButton, detail);
}

void StateView::setRevealed(bool revealed)
{
    m_isRevealed = revealed;
    m_box->setVisible(revealed);
}

bool StateView::focusButton()
{
    for (QAbstractButton *button : {static_cast<QAbstractButton *>(m_actionButton),
             static_cast<QAbstractButton *>(m_retryButton), static_cast<QAbstractButton *>(m_detailButton)}) {
        if (!button->isVisibleTo(this) || !button->isEnabled())
            continue;
        button->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

QString StateView::title() const
{
    return m_title->text();
}

QString StateView::text() const
{
    return m_text->text();
}

void StateView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_title == nullptr)
        return;
    if (event->type() == QEvent::PaletteChange)
        updatePicture();
    if (event->type() == QEvent::FontChange)
        m_title->setFont(scaledFont(font(), 1.25, true));
}

void StateView::updatePicture()
{
    if (m_iconName.isEmpty())
        return;
    m_picture->setPixmap(
        icon(m_iconName.constData(), IconTone::Muted).pixmap(QSize(gap(10), gap(10)), devicePixelRatioF()));
}

} // namespace ui

#include "moc_stateview.cpp"
