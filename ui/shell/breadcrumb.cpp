#include "ui/shell/breadcrumb.h"

#include "ui/kit/elidedlabel.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QToolButton>

namespace ui {

namespace {

constexpr int longestCrumb = 32;

QString shortened(const QString &text)
{
    return text.size() <= longestCrumb ? text : text.left(longestCrumb - 1) + u'…';
}

} // namespace

Breadcrumb::Breadcrumb(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

QSize Breadcrumb::minimumSizeHint() const
{
    return {textWidth(this, 20), QWidget::minimumSizeHint().height()};
}

void Breadcrumb::setLocation(const Location &location, const QString &title)
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> owned(item);
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater(); // its own click may have led here
        }
    }
    m_parts.clear();
    Location up;
    up.entity = location.entity;
    if (!location.entity.isEmpty()) {
        up.page = Location::Page::Projects;
        addLink(location.entity, up);
    }
    if (!location.project.isEmpty()) {
        up.page = Location::Page::Workspace;
        up.project = location.project;
        addLink(location.project, up);
    }
    auto *last = new ElidedLabel(title, this);
    last->setFont(scaledFont(font(), 1.0, true));
    last->setContentsMargins(gap(1) + 2, 0, 0, 0);
    m_row->addWidget(last, 1);
    m_parts.append(title);
}

void Breadcrumb::addLink(const QString &text, const Location &location)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setText(plainMenuText(shortened(text)));
    button->setAccessibleName(tr("Go to %1").arg(text));
    setPlainToolTip(button, text);
    connect(button, &QToolButton::clicked, this, [this, location] { emit openRequested(location); });
    m_row->addWidget(button);
    m_parts.append(text);
    addSeparator();
}

void Breadcrumb::addSeparator()
{
    auto *separator = new PlainLabel(QStringLiteral("/"), this);
    separator->setMuted(true);
    m_row->addWidget(separator);
}

QString Breadcrumb::text() const
{
    return m_parts.join(QStringLiteral(" / "));
}

} // namespace ui

#include "moc_breadcrumb.cpp"
