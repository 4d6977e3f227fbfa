#include "ui/kit/searchfield.h"

#include "ui/kit/icons.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QTimer>

namespace ui {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
    , m_pause(new QTimer(this))
{
    setClearButtonEnabled(true);
    QAction *sign = addAction(icon("search", IconTone::Muted), QLineEdit::LeadingPosition);
    sign->setEnabled(true);
    m_pause->setSingleShot(true);
    m_pause->setInterval(120);
    connect(m_pause, &QTimer::timeout, this, &SearchField::tell);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            tell();
        else
            m_pause->start();
    });
    connect(this, &QLineEdit::returnPressed, this, &SearchField::tell);
}

void SearchField::setView(QAbstractItemView *view)
{
    m_view = view;
    if (view != nullptr) {
        connect(view, &QObject::destroyed, this, [this] { m_view = nullptr; });
    }
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel) && !text().isEmpty()) {
        clear();
        return;
    }
    if (event->key() == Qt::Key_Down && m_view != nullptr) {
        tell();
        m_view->setFocus(Qt::TabFocusReason);
        if (!m_view->currentIndex().isValid() && m_view->model() != nullptr)
            m_view->setCurrentIndex(m_view->model()->index(0, 0, m_view->rootIndex()));
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::tell()
{
    m_pause->stop();
    const QString wanted = text().trimmed();
    if (wanted == m_told)
        return;
    m_told = wanted;
    emit searchChanged(wanted);
}

} // namespace ui

#include "moc_searchfield.cpp"
