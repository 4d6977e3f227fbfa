#include "support/uitestmain.h"
#include "ui/kit/actiongate.h"

#include <QAccessible>
#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using domain::Decision;
using domain::Reason;

namespace {

Decision roleLacks()
{
    Decision decision;
    decision.reason = Reason::RoleLacks;
    decision.helper.kind = domain::Helper::Kind::TeamMember;
    decision.effectiveRole = domain::BaseRole::ViewOnly;
    return decision;
}

} // namespace

class TestActionGate : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_decision = {}; }

    void greysWithTheReasonAndGivesTheOwnTextsBack()
    {
        ui::ActionGate gate;
        QAction action(QStringLiteral("Stop"));
        action.setToolTip(QStringLiteral("Ask the run to stop"));
        m_decision = roleLacks();
        gate.guard(&action, [this] { return m_decision; });
        gate.setContext({QStringLiteral("algoperf"), {QStringLiteral("Ada")}, {}, {}});
        QVERIFY(!action.isEnabled());
        QVERIFY(action.isVisible());
        QVERIFY(action.toolTip().contains(QStringLiteral("Needs the role Member or higher.")));
        QVERIFY(action.statusTip().contains(QStringLiteral("Ada")));
        QVERIFY(action.statusTip().contains(QStringLiteral("You are View-Only in algoperf.")));
        QCOMPARE(ui::denialOf(&action), action.statusTip());
        QCOMPARE(gate.reason(&action), action.statusTip());
        m_decision = {};
        gate.refresh();
        QVERIFY(action.isEnabled());
        QCOMPARE(action.toolTip(), QStringLiteral("Ask the run to stop"));
        QVERIFY(action.statusTip().isEmpty());
        QVERIFY(ui::denialOf(&action).isEmpty());
    }

    void hidesOnlyWhatMayNotBeKnown()
    {
        ui::ActionGate gate;
        QAction action(QStringLiteral("Open"));
        m_decision.reason = Reason::NotVisible;
        gate.guard(&action, [this] { return m_decision; });
        QVERIFY(!action.isVisible());
        m_decision = roleLacks();
        gate.refresh();
        QVERIFY(action.isVisible());
    }

    void aGreyToolButtonTellsAScreenReaderWhy()
    {
        ui::ActionGate gate;
        QAction action(QStringLiteral("Delete"));
        m_decision = roleLacks();
        gate.guard(&action, [this] { return m_decision; });
        QToolButton button;
        button.setDefaultAction(&action);
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&button);
        QVERIFY(accessible->text(QAccessible::Description).contains(QStringLiteral("Needs the role Member")));
    }

    void aGreyButtonTellsAScreenReaderWhy()
    {
        ui::ActionGate gate;
        QPushButton button(QStringLiteral("Invite"));
        button.setAccessibleDescription(QStringLiteral("Add somebody"));
        m_decision = roleLacks();
        gate.guard(&button, [this] { return m_decision; });
        QVERIFY(!button.isEnabled());
        QVERIFY(button.accessibleDescription().contains(QStringLiteral("Needs the role Member")));
        m_decision = {};
        gate.refresh();
        QCOMPARE(button.accessibleDescription(), QStringLiteral("Add somebody"));
        QVERIFY(button.isEnabled());
    }

    void menusShowTheReason()
    {
        ui::ActionGate gate;
        QMenu menu;
        QAction *action = menu.addAction(QStringLiteral("Delete"));
        m_decision = roleLacks();
        gate.guard(action, [this] { return m_decision; });
        QVERIFY(menu.toolTipsVisible());
    }

    void foreignNamesInTheReasonStayPlain()
    {
        ui::ActionGate gate;
        QAction action(QStringLiteral("Stop"));
        m_decision = roleLacks();
        gate.guard(&action, [this] { return m_decision; });
        gate.setContext({QStringLiteral("<img src=x>"), {}, {}, {}});
        QVERIFY(!action.toolTip().contains(QStringLiteral("<img")));
    }

    void anActionThatDiesLeavesTheGate()
    {
        ui::ActionGate gate;
        {
            QAction action(QStringLiteral("Stop"));
            gate.guard(&action, [this] { return m_decision; });
        }
        gate.refresh();
    }

private:
    Decision m_decision;
};

COHORT_TEST(TestActionGate)
#include "testactiongate.moc"
