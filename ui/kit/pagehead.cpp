#include "ui/kit/pagehead.h"

#include "ui/kit/elidedlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QToolButton>
#include <algorithm>

namespace ui {

namespace {

// In average characters.
constexpr int leastTitle = 24;
constexpr int leastDetail = 24;
constexpr int leastFilter = 14;

} // namespace

PageHead::PageHead(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_signLabel(new QLabel(this))
    , m_title(new ElidedLabel(title, this))
    , m_detail(new ElidedLabel(this))
{
    m_row->setContentsMargins(gap(2), gap(2), gap(2), gap(2));
    m_row->setSpacing(gap(2));
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_detail->setMuted(true);
    m_detail->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_signLabel->hide();
    m_row->addWidget(m_signLabel);
    m_row->addWidget(m_title);
    m_row->addWidget(m_detail);
    m_row->addStretch(1);
    applyFont();
}

/// As high as with a field or a button in it: what follows begins at the same height on every page.
void PageHead::applyFont()
{
    m_title->setFont(scaledFont(font(), 1.25, true));
    setMinimumHeight(fontMetrics().height() + gap(2) + 3 + gap(4));
}

void PageHead::setTitle(const QString &title)
{
    m_title->setText(title);
    arrange();
}

void PageHead::setDetail(const QString &text)
{
    m_detail->setText(text);
    arrange();
}

void PageHead::setSign(const QIcon &icon)
{
    m_sign = icon;
    m_signLabel->setVisible(!icon.isNull());
    showSign();
}

void PageHead::showSign()
{
    m_signLabel->setPixmap(m_sign.pixmap(QSize(iconSide(), iconSide()), devicePixelRatioF()));
}

SearchField *PageHead::addFilter(const QString &objectName, const QString &name)
{
    auto *field = new SearchField(this);
    field->setObjectName(objectName);
    field->setPlaceholderText(name);
    field->setAccessibleName(name);
    field->setMinimumWidth(textWidth(this, leastFilter));
    field->setMaximumWidth(textWidth(this, 40));
    m_row->addWidget(field, 2);
    return field;
}

QToolButton *PageHead::addButton(const QString &objectName, QAction *action, bool isIconOnly)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setDefaultAction(action);
    button->setAutoRaise(isIconOnly);
    button->setToolButtonStyle(isIconOnly ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    m_row->addWidget(button);
    if (!isIconOnly)
        m_worded.append(button);
    return button;
}

/// The words of the title stay longest, then those of the buttons, then the detail.
void PageHead::arrange()
{
    m_title->setMinimumWidth(std::min(m_title->sizeHint().width(), textWidth(this, leastTitle)));
    if (m_worded.isEmpty())
        return;
    for (QToolButton *button : std::as_const(m_worded))
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int detail = std::min(m_detail->sizeHint().width(), textWidth(this, leastDetail));
    const int others = m_row->minimumSize().width() - m_detail->minimumSizeHint().width();
    if (others + detail <= width())
        return;
    for (QToolButton *button : std::as_const(m_worded))
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

/// The page may become so narrow that the buttons lose their words.
QSize PageHead::minimumSizeHint() const
{
    QSize size = QWidget::minimumSizeHint();
    for (const QToolButton *button : m_worded) {
        if (button->toolButtonStyle() != Qt::ToolButtonIconOnly)
            size.rwidth() -= std::max(0, button->sizeHint().width() - button->sizeHint().height());
    }
    return size;
}

void PageHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        arrange();
}

void PageHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSign();
    if (event->type() == QEvent::FontChange) {
        applyFont();
        arrange();
    }
}

} // namespace ui

#include "moc_pagehead.cpp"
