#include "ui/kit/elidedlabel.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QAccessibleWidget>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace ui {

namespace {

/// A screen reader reads the whole text, like a label's.
class AccessibleElidedLabel : public QAccessibleWidget
{
public:
    explicit AccessibleElidedLabel(ElidedLabel *label)
        : QAccessibleWidget(label, QAccessible::StaticText)
    { }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const auto *label = qobject_cast<const ElidedLabel *>(widget());
        if (kind == QAccessible::Name && label != nullptr && widget()->accessibleName().isEmpty())
            return label->text();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *makeAccessibleElidedLabel(const QString &, QObject *object)
{
    if (auto *label = qobject_cast<ElidedLabel *>(object))
        return std::make_unique<AccessibleElidedLabel>(label).release(); // the accessibility cache owns it
    return nullptr;
}

} // namespace

ElidedLabel::ElidedLabel(QWidget *parent)
    : ElidedLabel(QString(), parent)
{ }

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent)
    : QFrame(parent)
    , m_text(text)
{
    static const bool isRegistered = [] {
        QAccessible::installFactory(makeAccessibleElidedLabel);
        return true;
    }();
    Q_UNUSED(isRegistered)
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    updateGeometry();
    update();
    if (QAccessible::isActive()) {
        QAccessibleEvent changed(this, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&changed);
    }
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setMuted(bool muted)
{
    m_isMuted = muted;
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

bool ElidedLabel::isCut() const
{
    return fontMetrics().horizontalAdvance(m_text) > contentsRect().width();
}

QSize ElidedLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    // A pixel more: the advance of the whole is not always the sum of the rounded parts.
    return {fontMetrics().horizontalAdvance(m_text) + 1 + margins.left() + margins.right(),
        fontMetrics().height() + margins.top() + margins.bottom()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 5), sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    const QColor colour = !isEnabled() ? palette().color(QPalette::Disabled, QPalette::WindowText)
        : m_isMuted                    ? themeColours(palette()).muted
                                       : palette().color(foregroundRole());
    painter.setPen(colour);
    QString shown = m_text;
    shown.replace(u'\n', u' ');
    shown = fontMetrics().elidedText(shown, m_mode, contentsRect().width());
    painter.drawText(contentsRect(),
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), m_alignment)) | Qt::TextSingleLine, shown);
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const auto *help = dynamic_cast<QHelpEvent *>(event);
        if (isCut() && help != nullptr)
            QToolTip::showText(help->globalPos(), plainToolTip(m_text), this);
        else
            event->ignore();
        return true;
    }
    return QFrame::event(event);
}

} // namespace ui

#include "moc_elidedlabel.cpp"
