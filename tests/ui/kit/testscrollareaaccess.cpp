#include "ui/kit/scrollareaaccess.h"

#include "support/uitestmain.h"

#include <QAccessible>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

class TestScrollAreaAccess : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installScrollAreaAccess(); }

    void init()
    {
        m_area = std::make_unique<QScrollArea>();
        auto *content = new QWidget(m_area.get());
        content->setFixedSize(100, 2000);
        m_area->setWidget(content);
        m_area->resize(300, 200);
        m_area->show();
        QVERIFY(m_area->verticalScrollBar()->isVisible());
        m_access = QAccessible::queryAccessibleInterface(m_area.get());
        QVERIFY(m_access != nullptr);
    }

    void aBarThatWentSinceItWasCountedIsStillAnswered()
    {
        QCOMPARE(m_access->role(), QAccessible::Client);
        const int counted = m_access->childCount();
        m_area->widget()->setFixedSize(100, 50);
        QTRY_VERIFY(!m_area->verticalScrollBar()->isVisible());
        QCOMPARE(m_access->childCount(), counted);
        bool hasViewport = false;
        for (int i = 0; i < counted; ++i) {
            QAccessibleInterface *child = m_access->child(i);
            QVERIFY(child != nullptr && child->isValid());
            QCOMPARE(m_access->indexOfChild(child), i);
            hasViewport = hasViewport || child->object() == m_area->viewport();
            QCOMPARE(child->state().invisible, child->object() != m_area->viewport());
        }
        QVERIFY(hasViewport);
    }

    void noSuchChildIsNone()
    {
        for (const int index : {-1, m_access->childCount(), 1000})
            QCOMPARE(m_access->child(index), nullptr);
    }

    void theViewportIsFoundAtItsPlace()
    {
        const QPoint middle = m_area->viewport()->mapToGlobal(m_area->viewport()->rect().center());
        const QAccessibleInterface *found = m_access->childAt(middle.x(), middle.y());
        QVERIFY(found != nullptr);
        QCOMPARE(found->object(), m_area->viewport());
    }

    void textFieldsKeepTheirText()
    {
        QPlainTextEdit edit(QStringLiteral("words"));
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&edit);
        QCOMPARE(access->role(), QAccessible::EditableText);
        QVERIFY(access->textInterface() != nullptr);
    }

private:
    std::unique_ptr<QScrollArea> m_area;
    QAccessibleInterface *m_access = nullptr;
};

COHORT_TEST(TestScrollAreaAccess)
#include "testscrollareaaccess.moc"
