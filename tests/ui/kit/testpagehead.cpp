#include "support/uitestmain.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagehead.h"
#include "ui/kit/refreshnotice.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using Kind = base::Error::Kind;

/// What all pages have at their top: the head, and the bar that tells of a refresh that failed.
class TestPageHead : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { ui::applyTheme(ui::Theme::Light); }

    void isAsHighWithoutAFieldAsWithOne()
    {
        ui::PageHead plain(QStringLiteral("Home"));
        ui::PageHead full(QStringLiteral("Projects"));
        full.addFilter(QStringLiteral("filter"), QStringLiteral("Filter projects"));
        QAction action(ui::icon("add"), QStringLiteral("New"));
        full.addButton(QStringLiteral("button"), &action);
        const auto height = [](const ui::PageHead &head) {
            return head.minimumSizeHint().expandedTo(head.minimumSize()).height();
        };
        for (const int percent : {100, 200}) {
            ui::applyTheme(ui::Theme::Light, false, percent);
            QTRY_COMPARE(height(plain), height(full));
        }
    }

    void longWordsGiveWayToTheButtons()
    {
        ui::PageHead head(QString(300, QLatin1Char('n')));
        head.setDetail(QString(300, QLatin1Char('d')));
        QAction action(ui::icon("add"), QStringLiteral("New project"));
        const QToolButton *button = head.addButton(QStringLiteral("button"), &action);
        head.resize(600, head.minimumSizeHint().height());
        head.show();
        QVERIFY(QTest::qWaitForWindowExposed(&head));
        QCOMPARE(head.width(), 600);
        QVERIFY(button->geometry().right() < 600);
        QVERIFY(button->width() >= button->minimumSizeHint().width());
        QVERIFY(head.titleLabel()->width() > 100);
        QVERIFY(head.titleLabel()->isCut() && head.detailLabel()->isCut());
    }

    void buttonsLoseTheirWordsWhereThePageIsNarrow()
    {
        QWidget page;
        ui::PageHead head(QStringLiteral("Members"));
        auto *column = new QVBoxLayout(&page);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(&head);
        head.setDetail(QStringLiteral("5 people"));
        head.addFilter(QStringLiteral("filter"), QStringLiteral("Filter members"));
        QAction change(ui::icon("role"), QStringLiteral("Change role of somebody"));
        QAction remove(ui::icon("remove"), QStringLiteral("Remove somebody from the team"));
        const QToolButton *one = head.addButton(QStringLiteral("one"), &change);
        head.addButton(QStringLiteral("two"), &remove);
        page.resize(1100, 50);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QCOMPARE(one->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
        QVERIFY(head.minimumSizeHint().width() <= 420);
        page.resize(420, 50);
        QTRY_COMPARE(one->toolButtonStyle(), Qt::ToolButtonIconOnly);
        QCOMPARE(head.width(), 420);
        QVERIFY(!head.titleLabel()->isCut());
        QCOMPARE(one->text(), QStringLiteral("Change role of somebody")); // what a screen reader says
        page.resize(1100, 50);
        QTRY_COMPARE(one->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    }

    void aFailedRefreshIsToldOnceAndTakenBack()
    {
        ui::MessageBar bar;
        ui::RefreshNotice notice(bar);
        int retries = 0;
        const auto retry = [&retries] { ++retries; };
        const base::Error error{Kind::BadReply, QStringLiteral("no JSON")};
        notice.update(false, error, retry);
        QVERIFY(bar.text().isEmpty()); // the page's stack tells it
        notice.update(true, error, retry);
        QVERIFY(!bar.text().isEmpty());
        bar.actionButton()->click();
        QCOMPARE(retries, 1);
        bar.clear();
        notice.update(true, error, retry);
        QVERIFY(bar.text().isEmpty()); // told already
        notice.update(true, std::nullopt, retry);
        notice.update(true, error, retry);
        QVERIFY(!bar.text().isEmpty());
        notice.update(true, std::nullopt, retry);
        QVERIFY(bar.text().isEmpty());
    }

    void otherNewsStaysAndBeingOfflineIsNone()
    {
        ui::MessageBar bar;
        ui::RefreshNotice notice(bar);
        notice.update(true, base::Error{Kind::Offline, {}}, {});
        QVERIFY(bar.text().isEmpty());
        notice.update(true, base::Error{Kind::BadReply, {}}, {});
        bar.showNotice(QStringLiteral("Deleted"));
        notice.update(true, std::nullopt, {});
        QCOMPARE(bar.text(), QStringLiteral("Deleted"));
    }
};

COHORT_TEST(TestPageHead)
#include "testpagehead.moc"
