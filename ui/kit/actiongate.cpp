#include "ui/kit/actiongate.h"

#include "ui/kit/plainlabel.h"

#include <QAbstractButton>
#include <QAction>
#include <QMenu>

namespace ui {

namespace {

constexpr auto denialProperty = "cohortDenial";

/// A button that shows an action takes over its tool tip, which is marked up; a screen reader wants the plain sentence.
void describeButtons(const QAction *action, const QString &text)
{
    for (QObject *object : action->associatedObjects()) {
        if (auto *button = qobject_cast<QAbstractButton *>(object))
            button->setAccessibleDescription(text);
    }
}

void denyAction(QAction *action, const QString &reason)
{
    describeButtons(action, reason);
    action->setEnabled(false);
    action->setToolTip(plainToolTip(reason));
    action->setStatusTip(reason);
    action->setWhatsThis(plainToolTip(reason));
    action->setProperty(denialProperty, reason);
}

/// Menus show tool tips only when told to; a greyed entry is worth nothing without.
void showToolTipsInMenus(const QAction *action)
{
    for (QObject *object : action->associatedObjects()) {
        if (auto *menu = qobject_cast<QMenu *>(object))
            menu->setToolTipsVisible(true);
    }
}

} // namespace

ActionGate::ActionGate(QObject *parent)
    : QObject(parent)
{ }

void ActionGate::guard(QAction *action, Decide decide)
{
    // QAction answers with its text where no tool tip was set; that must follow the text.
    const QString text = action->text();
    const QString own = action->toolTip();
    QString plainText = text;
    plainText.remove(u'&').remove(QStringLiteral("…"));
    keep(action, {std::move(decide), own == text || own == plainText ? QString() : own, action->statusTip(), {}, {}});
}

void ActionGate::guard(QAbstractButton *button, Decide decide)
{
    keep(button,
        {std::move(decide), button->toolTip(), button->statusTip(), button->accessibleDescription(), QString()});
}

void ActionGate::keep(QObject *object, Guarded guarded)
{
    connect(object, &QObject::destroyed, this, [this, object] { m_guarded.remove(object); });
    apply(object, guarded);
    m_guarded.insert(object, guarded);
}

void ActionGate::setContext(const DenialContext &context)
{
    m_context = context;
    refresh();
}

void ActionGate::refresh()
{
    // Enabling an action may lead a listener to guard another one: work on the keys of now.
    const QList<QObject *> objects = m_guarded.keys();
    for (QObject *object : objects) {
        const auto found = m_guarded.find(object);
        if (found == m_guarded.end())
            continue;
        Guarded guarded = *found;
        apply(object, guarded);
        m_guarded.insert(object, guarded);
    }
}

void ActionGate::apply(QObject *object, Guarded &guarded) const
{
    const domain::Decision decision = guarded.decide();
    guarded.reason = denialText(decision, m_context);
    if (auto *action = qobject_cast<QAction *>(object)) {
        action->setVisible(!decision.hidden());
        showToolTipsInMenus(action);
        if (!decision.allowed()) {
            denyAction(action, guarded.reason);
            return;
        }
        describeButtons(action, {});
        action->setToolTip(guarded.toolTip);
        action->setStatusTip(guarded.statusTip);
        action->setWhatsThis({});
        action->setProperty(denialProperty, {});
        action->setEnabled(true);
    } else if (auto *button = qobject_cast<QAbstractButton *>(object)) {
        const bool isAllowed = decision.allowed();
        button->setVisible(!decision.hidden());
        button->setEnabled(isAllowed);
        button->setToolTip(isAllowed ? guarded.toolTip : plainToolTip(guarded.reason));
        button->setStatusTip(isAllowed ? guarded.statusTip : guarded.reason);
        button->setAccessibleDescription(isAllowed ? guarded.description : guarded.reason);
        button->setProperty(denialProperty, guarded.reason);
    }
}

void ActionGate::deny(QAction *action, const QString &reason)
{
    showToolTipsInMenus(action);
    denyAction(action, reason);
}

QString ActionGate::reason(const QObject *guarded) const
{
    const auto found = m_guarded.constFind(const_cast<QObject *>(guarded)); // only compared
    return found == m_guarded.constEnd() ? QString() : found->reason;
}

QString denialOf(const QAction *action)
{
    return action->isEnabled() ? QString() : action->property(denialProperty).toString();
}

} // namespace ui

#include "moc_actiongate.cpp"
