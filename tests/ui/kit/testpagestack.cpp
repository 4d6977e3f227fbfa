#include "support/uitestmain.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/stateview.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using State = ui::PageStack::State;
using Kind = base::Error::Kind;

class TestPageStack : public QObject
{
    Q_OBJECT

private slots:
    void showsTheContentOrTheReason()
    {
        ui::PageStack stack;
        auto *content = new QLabel(QStringLiteral("rows"), &stack);
        stack.setContent(content);
        stack.showContent();
        QCOMPARE(stack.currentWidget(), content);
        QVERIFY(stack.stateTitle().isEmpty());
        stack.showEmpty("projects", QStringLiteral("None yet"), QStringLiteral("Make one"));
        QCOMPARE(stack.state(), State::Empty);
        QCOMPARE(stack.stateTitle(), QStringLiteral("None yet"));
        QVERIFY(stack.currentWidget() != content);
        stack.showContent();
        QCOMPARE(stack.currentWidget(), content);
    }

    void quickLoadingDoesNotFlicker()
    {
        ui::PageStack stack;
        stack.showLoading();
        auto *view = stack.findChild<ui::StateView *>();
        QVERIFY(!view->isRevealed());
        QTRY_VERIFY(view->isRevealed());
        stack.showContent();
        stack.showLoading();
        QVERIFY(!view->isRevealed());
    }

    void everyStateSaysWhatToDoNext()
    {
        ui::PageStack stack;
        stack.resize(600, 400);
        stack.show();
        int retries = 0;
        stack.showError({Kind::BadReply, QStringLiteral("detail")}, [&retries] { ++retries; });
        QTest::mouseClick(stack.findChild<QPushButton *>(QStringLiteral("stateRetry")), Qt::LeftButton);
        QCOMPARE(retries, 1);
        QVERIFY(stack.findChild<QPushButton *>(QStringLiteral("stateDetails"))->isVisible());
        stack.showOfflineNotCached([&retries] { ++retries; });
        QTest::mouseClick(stack.findChild<QPushButton *>(QStringLiteral("stateRetry")), Qt::LeftButton);
        QCOMPARE(retries, 2);
        QVERIFY(!stack.findChild<QPushButton *>(QStringLiteral("stateDetails"))->isVisible());
        QAction action(QStringLiteral("New project…"));
        stack.showEmpty("projects", QStringLiteral("None"), QStringLiteral("Text"), &action);
        auto *button = stack.findChild<QToolButton *>(QStringLiteral("stateAction"));
        QVERIFY(button->isVisible());
        QCOMPARE(button->defaultAction(), &action);
        stack.showDenied(QStringLiteral("Ask Ada."));
        QVERIFY(!button->isVisible());
        QCOMPARE(stack.stateText(), QStringLiteral("Ask Ada."));
    }

    void nothingToShowIsToldByItsCause_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("isOffline");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, int error, bool isOffline, State state) {
            QTest::newRow(name) << error << isOffline << static_cast<int>(state);
        };
        row("still fetching", -1, false, State::Loading);
        row("offline", -1, true, State::OfflineNotCached);
        row("no answer", static_cast<int>(Kind::Offline), false, State::OfflineNotCached);
        row("not visible", static_cast<int>(Kind::NotFound), false, State::Denied);
        row("forbidden", static_cast<int>(Kind::Forbidden), false, State::Denied);
        row("bad reply", static_cast<int>(Kind::BadReply), false, State::Error);
    }
    void nothingToShowIsToldByItsCause()
    {
        QFETCH(int, error);
        QFETCH(bool, isOffline);
        QFETCH(int, state);
        ui::PageStack stack;
        const auto cause = error < 0 ? std::nullopt : std::optional(base::Error{static_cast<Kind>(error), {}});
        stack.showMissing(cause, isOffline, [] {});
        QCOMPARE(static_cast<int>(stack.state()), state);
    }
};

COHORT_TEST(TestPageStack)
#include "testpagestack.moc"
