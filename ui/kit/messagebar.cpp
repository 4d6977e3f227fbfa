#include "ui/kit/messagebar.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace ui {

namespace {

struct BarLook
{
    const char *sign;
    IconTone tone;
    QColor back;
    QColor edge;
};

BarLook barLook(MessageBar::Kind kind, const ThemeColours &colours)
{
    switch (kind) {
    case MessageBar::Kind::Info:
        return {"info", IconTone::Accent, colours.infoBack, colours.info};
    case MessageBar::Kind::Success:
        return {"check", IconTone::Success, colours.successBack, colours.success};
    case MessageBar::Kind::Warning:
        return {"warning", IconTone::Warning, colours.warningBack, colours.warning};
    case MessageBar::Kind::Error:
        return {"error", IconTone::Danger, colours.dangerBack, colours.danger};
    }
    return {"info", IconTone::Accent, colours.infoBack, colours.info};
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
{
    createWidgets();
    hide();
}

void MessageBar::createWidgets()
{
    m_sign = new QLabel(this);
    m_text = new PlainLabel(this);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action = new QPushButton(this);
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_details = new QPushButton(tr("Copy details"), this);
    m_details->setObjectName(QStringLiteral("messageDetails"));
    m_close = new QToolButton(this);
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setIcon(icon("cancel"));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(gap(3), gap(1) + 2, gap(2), gap(1) + 2);
    row->setSpacing(gap(2));
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_details);
    row->addWidget(m_action);
    row->addWidget(m_close);
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &MessageBar::clear);
    connect(m_action, &QPushButton::clicked, this, &MessageBar::act);
    connect(m_details, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_detail); });
    connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);
}

void MessageBar::showMessage(Kind kind, const QString &text, const QString &actionText, std::function<void()> callback)
{
    m_timer->stop();
    m_kind = kind;
    m_callback = std::move(callback);
    m_text->setText(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    showDetail({});
    applyColours();
    show();
    if (QAccessible::isActive()) {
        QAccessibleEvent alert(m_text, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void MessageBar::showNotice(const QString &text, const QString &actionText, std::function<void()> callback,
    std::chrono::milliseconds visibleFor)
{
    showMessage(Kind::Success, text, actionText, std::move(callback));
    m_timer->start(visibleFor);
}

void MessageBar::showError(const base::Error &error, std::function<void()> retry)
{
    const QString actionText = retry ? tr("Try again") : QString();
    showMessage(error.kind == base::Error::Kind::Offline ? Kind::Warning : Kind::Error, errorText(error), actionText,
        std::move(retry));
    showDetail(error.detail);
}

void MessageBar::showDetail(const QString &detail)
{
    m_detail = detail;
    m_details->setVisible(!detail.isEmpty());
    setPlainToolTip(m_details, detail);
}

void MessageBar::clear()
{
    m_timer->stop();
    m_callback = nullptr;
    if (isHidden())
        return;
    hide();
    emit cleared();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::act()
{
    const std::function<void()> callback = m_callback;
    clear();
    if (callback)
        callback();
}

void MessageBar::applyColours()
{
    const BarLook look = barLook(m_kind, themeColours(palette()));
    m_sign->setPixmap(icon(look.sign, look.tone).pixmap(QSize(iconSide(), iconSide()), devicePixelRatioF()));
    update();
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_sign != nullptr)
        applyColours();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel))
        clear();
    else
        QFrame::keyPressEvent(event);
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const BarLook look = barLook(m_kind, themeColours(palette()));
    QPainter painter(this);
    painter.fillRect(rect(), look.back);
    const int left = layoutDirection() == Qt::RightToLeft ? width() - 3 : 0;
    painter.fillRect(QRect(left, 0, 3, height()), look.edge);
}

} // namespace ui

#include "moc_messagebar.cpp"
