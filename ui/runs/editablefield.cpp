#include "ui/runs/editablefield.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <algorithm>

namespace ui {

EditableField::EditableField(const QString &name, Lines lines, QWidget *parent)
    : QWidget(parent)
{
    createWidgets(name, lines);
    showText();
}

int EditableField::lineHeight(const QWidget &widget)
{
    return std::max(widget.fontMetrics().height() + gap(1), gap(6));
}

void EditableField::createWidgets(const QString &name, Lines lines)
{
    auto *shown = new QWidget(this);
    auto *editing = new QWidget(this);
    m_shown = shown;
    m_editing = editing;
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(shown);
    outer->addWidget(editing);
    m_label = new PlainLabel(shown);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_edit = new QToolButton(shown);
    m_edit->setIcon(icon("edit"));
    m_edit->setFixedHeight(lineHeight(*this));
    m_label->setMinimumHeight(lineHeight(*this));
    m_edit->setAutoRaise(true);
    m_edit->setFocusPolicy(Qt::StrongFocus);
    m_edit->setAccessibleName(tr("Edit: %1").arg(name));
    m_edit->setToolTip(tr("Edit: %1").arg(name));
    auto *shownRow = new QHBoxLayout(shown);
    shownRow->setContentsMargins(0, 0, 0, 0);
    shownRow->addWidget(m_label, 1);
    shownRow->addWidget(m_edit, 0, Qt::AlignTop);

    auto *column = new QVBoxLayout(editing);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap(1));
    if (lines == Lines::One) {
        m_line = new QLineEdit(editing);
        m_line->setAccessibleName(name);
        m_line->installEventFilter(this);
        column->addWidget(m_line);
    } else {
        m_area = new QPlainTextEdit(editing);
        m_area->setAccessibleName(name);
        m_area->setTabChangesFocus(true);
        m_area->setMinimumHeight(fontMetrics().lineSpacing() * 6);
        m_area->installEventFilter(this);
        column->addWidget(m_area);
    }
    auto *buttons = new QHBoxLayout;
    auto *save = new QPushButton(tr("Save"), editing);
    save->setAccessibleName(tr("Save: %1").arg(name));
    auto *cancel = new QPushButton(tr("Cancel"), editing);
    cancel->setAccessibleName(tr("Cancel: %1").arg(name));
    buttons->addWidget(save);
    buttons->addWidget(cancel);
    buttons->addStretch();
    column->addLayout(buttons);
    connect(m_edit, &QToolButton::clicked, this, &EditableField::startEditing);
    connect(save, &QPushButton::clicked, this, &EditableField::save);
    connect(cancel, &QPushButton::clicked, this, &EditableField::stopEditing);
    editing->hide();
}

void EditableField::setText(const QString &text)
{
    m_text = text;
    showText();
}

void EditableField::setEmptyText(const QString &text)
{
    m_emptyText = text;
    showText();
}

void EditableField::showText()
{
    // A label whose text can be selected does not mirror by itself.
    m_label->setAlignment(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter);
    m_label->setMuted(m_text.isEmpty());
    m_label->setText(m_text.isEmpty() ? m_emptyText : m_text);
}

void EditableField::startEditing()
{
    if (m_line != nullptr) {
        m_line->setText(m_text);
        m_line->selectAll();
    } else {
        m_area->setPlainText(m_text);
    }
    m_isEditing = true;
    m_shown->hide();
    m_editing->show();
    (m_line != nullptr ? static_cast<QWidget *>(m_line) : m_area)->setFocus();
}

void EditableField::stopEditing()
{
    const bool hadFocus = m_editing->isAncestorOf(focusWidget());
    m_isEditing = false;
    m_editing->hide();
    m_shown->show();
    if (hadFocus)
        m_edit->setFocus();
}

QString EditableField::typed() const
{
    return m_line != nullptr ? m_line->text().trimmed() : m_area->toPlainText();
}

void EditableField::save()
{
    if (typed() == m_text)
        stopEditing();
    else
        emit saveRequested(typed());
}

bool EditableField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Cancel)) {
        stopEditing();
        return true;
    }
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isReturn && (m_line != nullptr || (key->modifiers() & Qt::ControlModifier) != 0)) {
        save();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui

#include "moc_editablefield.cpp"
