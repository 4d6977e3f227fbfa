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
    QPalette colours = parentWidget() != nullptr ? parentWidget()->palette() : palette();
    const ThemeColours &theme = themeColours(colours);
    const QColor wanted = m_isMuted ? theme.muted : theme.text;
    if (palette().color(QPalette::Active, foregroundRole()) == wanted)
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

QString plainMenuText(const QString &text)
{
    QString shown = text;
    return shown.replace(u'&', QStringLiteral("&&"));
}

} // namespace ui

#include "moc_plainlabel.cpp"
