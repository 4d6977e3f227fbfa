#include "ui/kit/pagehead.h"

#include "ui/kit/elidedlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace ui {

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
}

void PageHead::setDetail(const QString &text)
{
    m_detail->setText(text);
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
    return button;
}

void PageHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSign();
    if (event->type() == QEvent::FontChange)
        applyFont();
}

} // namespace ui

#include "moc_pagehead.cpp"
