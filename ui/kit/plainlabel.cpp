#include "ui/kit/plainlabel.h"

#include "ui/kit/theme.h"

#include <QEvent>

namespace ui {

PlainLabel::PlainLabel(QWidget *parent)
    : PlainLabel(QString(), parent)
{ }

PlainLabel::PlainLabel(const QString &text, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

void PlainLabel::setMuted(bool muted)
{
    if (muted == m_isMuted)
        return;
    m_isMuted = muted;
    applyColour();
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (m_isMuted && event->type() == QEvent::PaletteChange)
        applyColour();
}

void PlainLabel::applyColour()
{
    if (!m_isMuted) {
        setPalette({}); // the surroundings' again, whatever theme comes
        return;
    }
    const QColor wanted = themeColours(parentWidget() != nullptr ? parentWidget()->palette() : palette()).muted;
    if (palette().color(QPalette::Active, QPalette::WindowText) == wanted)
        return;
    QPalette own;
    for (const auto group : {QPalette::Active, QPalette::Inactive}) {
        own.setColor(group, QPalette::WindowText, wanted);
        own.setColor(group, QPalette::Text, wanted); // on a card the label writes in this role
    }
    setPalette(own);
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    // A tool tip guesses: only as rich text is escaped text certain to stay as it is.
    return QStringLiteral("<span>") + text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))
        + QStringLiteral("</span>");
}

void setPlainToolTip(QWidget *widget, const QString &text)
{
    widget->setToolTip(plainToolTip(text));
    widget->setAccessibleDescription(text);
}

QString plainMenuText(const QString &text)
{
    QString shown = text;
    return shown.replace(u'&', QStringLiteral("&&"));
}

} // namespace ui

#include "moc_plainlabel.cpp"
