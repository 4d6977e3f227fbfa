#pragma once

#include "domain/rulebook.h"
#include "ui/kit/words.h"

#include <QHash>
#include <QObject>
#include <functional>

class QAbstractButton;
class QAction;

namespace ui {

/// Greys out what the rule book does not allow, with the reason. An allowed action is enabled and has its own tool tip;
/// a denied one stays in place and says in tool tip, status tip and accessible description what is missing and who can
/// help; what the person may not even know of is hidden. The pane calls refresh() after selection, role, data or
/// connectivity changed.
class ActionGate : public QObject
{
    Q_OBJECT

public:
    using Decide = std::function<domain::Decision()>;

    explicit ActionGate(QObject *parent = nullptr);

    /// The texts that the action has now are what it says when allowed. Decides at once. An action that is deleted
    /// leaves the gate by itself.
    void guard(QAction *action, Decide decide);
    void guard(QAbstractButton *button, Decide decide);
    /// The team's name and admins for the sentences. Refreshes.
    void setContext(const DenialContext &context);
    [[nodiscard]] const DenialContext &context() const { return m_context; }
    void refresh();
    /// Greys an action for a reason that is no matter of rights ("Select a run first"), until the next refresh.
    static void deny(QAction *action, const QString &reason);

    /// Why a guarded action or button is grey; empty if it is not, or not guarded.
    [[nodiscard]] QString reason(const QObject *guarded) const;

private:
    struct Guarded
    {
        Decide decide;
        QString toolTip;
        QString statusTip;
        QString description;
        QString reason;
    };

    void keep(QObject *object, Guarded guarded);
    void apply(QObject *object, Guarded &guarded) const;

    DenialContext m_context;
    QHash<QObject *, Guarded> m_guarded;
};

/// Why an action of whatever gate is grey, as the gate left it on the action; empty if it is not grey.
QString denialOf(const QAction *action);

} // namespace ui
