#include "controlnames.h"

#include "base/settings.h"
#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/uitestmain.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagestack.h"
#include "ui/runs/consolemodel.h"
#include "ui/runs/consolepane.h"
#include "ui/runs/editablefield.h"
#include "ui/runs/runactions.h"
#include "ui/runs/runoverviewpane.h"
#include "ui/runs/runpage.h"

#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <limits>

using domain::BaseRole;

namespace {

struct RunPageDesk
{
    explicit RunPageDesk(BaseRole role = BaseRole::Admin)
        : workspace(role)
        , settings(folder.filePath(QStringLiteral("settings.ini")))
    { }

    void open(const QString &tab = {})
    {
        page = std::make_unique<ui::RunPage>(workspace, settings, path(), tab);
        page->resize(1280, 800);
        page->show();
    }

    [[nodiscard]] static domain::RunPath path()
    {
        return {{QStringLiteral("algoperf"), QStringLiteral("ogbg")}, QStringLiteral("r1")};
    }
    domain::Run &run() { return workspace.runLists[QStringLiteral("algoperf/ogbg")].first(); }
    template <typename T>
    T *find(const char *name)
    {
        return page->findChild<T *>(QLatin1String(name));
    }

    test::FakeWorkspace workspace;
    QTemporaryDir folder;
    base::Settings settings;
    std::unique_ptr<ui::RunPage> page;
};

} // namespace

class TestRunPage : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatIsKnownAboutTheRun()
    {
        RunPageDesk desk;
        desk.run().commit = QStringLiteral("ddf5efc4");
        desk.run().metadata = {{QStringLiteral("program"), QStringLiteral("train.py")},
            {QStringLiteral("args"), QJsonArray{QStringLiteral("--lr"), QStringLiteral("0.1 or so")}}};
        desk.open();
        QCOMPARE(desk.page->title(), QStringLiteral("run-r1"));
        QStringList texts;
        for (const ui::ElidedLabel *label : desk.find<QWidget>("runFacts")->findChildren<ui::ElidedLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(QStringLiteral("ddf5efc4")));
        QVERIFY(texts.contains(QStringLiteral("python train.py --lr \"0.1 or so\"")));
        QCOMPARE(desk.find<QTreeView>("configTree")->model()->rowCount(), 2);
    }

    void summaryAndConsoleGrowByThemselves()
    {
        RunPageDesk desk;
        desk.run().state = domain::RunState::Running;
        desk.workspace.consoles[desk.path().text()] = {{0, {}, {}, QStringLiteral("one")}};
        desk.open(QStringLiteral("console"));
        auto *console = desk.find<ui::ConsolePane>("console");
        QVERIFY(console->isVisible());
        QCOMPARE(console->model().lineCount(), 1);
        desk.workspace.consoles[desk.path().text()].append({1, {}, QStringLiteral("error"), QStringLiteral("two")});
        desk.run().summary.insert(QStringLiteral("new"), std::numeric_limits<double>::infinity());
        desk.workspace.update();
        QCOMPARE(console->model().lineCount(), 2);
        auto *tree = desk.find<QTreeView>("summaryTree");
        QCOMPARE(tree->model()->rowCount(), 3);
        QCOMPARE(desk.page->location().tab, QStringLiteral("console"));
    }

    void tagsAndNotesAreEditedInPlace()
    {
        RunPageDesk desk;
        desk.open();
        auto *notes = desk.find<ui::EditableField>("notesField");
        desk.find<QToolButton>("editNotesButton")->click();
        auto *area = notes->findChild<QPlainTextEdit *>();
        area->setPlainText(QStringLiteral("<h1>plain</h1>"));
        QTest::keyClick(area, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(desk.run().notes, QStringLiteral("<h1>plain</h1>"), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!notes->isEditing(), 10'000);
        QCOMPARE(notes->findChild<QLabel *>()->textFormat(), Qt::PlainText);
        auto *tags = desk.find<ui::EditableField>("tagsField");
        desk.find<QToolButton>("editTagsButton")->click();
        auto *line = tags->findChild<QLineEdit *>();
        line->setText(QStringLiteral("a, b ,, a"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.run().tags, QStringList({QStringLiteral("a"), QStringLiteral("b")}), 10'000);
    }

    void whatAPersonTypesSurvivesARefreshAndARefusal()
    {
        RunPageDesk desk;
        desk.open();
        auto *notes = desk.find<ui::EditableField>("notesField");
        desk.find<QToolButton>("editNotesButton")->click();
        auto *area = notes->findChild<QPlainTextEdit *>();
        area->setPlainText(QStringLiteral("draft"));
        desk.run().summary.insert(QStringLiteral("x"), 1);
        desk.workspace.update();
        QVERIFY(notes->isEditing());
        QCOMPARE(area->toPlainText(), QStringLiteral("draft"));
        desk.workspace.failure = base::Error{base::Error::Kind::Forbidden, {}};
        QTest::keyClick(area, Qt::Key_Return, Qt::ControlModifier);
        auto *messages = desk.page->findChild<ui::MessageBar *>();
        QTRY_VERIFY_WITH_TIMEOUT(!messages->text().isEmpty(), 10'000);
        QVERIFY(notes->isEditing());
        QCOMPARE(area->toPlainText(), QStringLiteral("draft"));
    }

    void viewOnlyPeopleReadWhyTheyCannotEdit()
    {
        RunPageDesk desk(BaseRole::ViewOnly);
        desk.open();
        auto *button = desk.find<QToolButton>("editNotesButton");
        QVERIFY(!button->isEnabled());
        QVERIFY(!button->accessibleDescription().isEmpty());
        QVERIFY(!desk.page->actions().remove()->isEnabled());
    }

    void aRunThatIsNotThereSaysSo()
    {
        RunPageDesk desk;
        desk.workspace.runLists.clear();
        desk.open();
        QCOMPARE(desk.page->findChild<ui::PageStack *>()->state(), ui::PageStack::State::Denied);
        QCOMPARE(desk.page->findChild<ui::PageStack *>()->stateTitle(), QStringLiteral("Not found"));
        QVERIFY(desk.page->isReady());
    }

    void everyControlHasAName()
    {
        RunPageDesk desk;
        for (const char *tab : {"overview", "charts", "console"}) {
            desk.open(QLatin1String(tab));
            desk.page->grab();
            QCOMPARE(test::namelessControls(*desk.page).join(QLatin1Char(';')), QString());
        }
    }
};

COHORT_TEST(TestRunPage)
#include "testrunpage.moc"
