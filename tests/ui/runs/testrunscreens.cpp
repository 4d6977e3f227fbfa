#include "base/settings.h"
#include "controlnames.h"
#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/screens.h"
#include "support/uitestmain.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/runs/runpage.h"
#include "ui/runs/runspane.h"
#include "ui/runs/runstableview.h"
#include "ui/runs/workspacepage.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTemporaryDir>
#include <QTest>

using domain::BaseRole;

namespace {

const domain::ProjectPath screenProject{QStringLiteral("algoperf"), QStringLiteral("ogbg")};

QDialog *openDialog()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *dialog = qobject_cast<QDialog *>(widget);
        if (dialog != nullptr && dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

/// The states that a page of runs can be in.
void bringInto(test::FakeWorkspace &workspace, const QByteArray &state)
{
    if (state == "loading" || state == "offline")
        workspace.isLoading = true;
    if (state == "offline")
        workspace.connection = workspace::Connectivity::Offline;
    if (state == "none")
        workspace.runLists[screenProject.text()].clear();
}

} // namespace

/// The pages of runs, their states and dialogs in both themes: nothing is cut, every control has a name. With
/// COHORT_SCREENSHOTS set to a folder the pictures are kept there.
class TestRunScreens : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup()
    {
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        ui::applyTheme(ui::Theme::Light);
    }

    void statesFit_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("state");
        for (const bool isDark : {false, true}) {
            for (const char *page : {"workspace", "run"}) {
                for (const char *state : {"loading", "none", "offline", "denied"}) {
                    QTest::addRow("%s-%s-%s", page, state, isDark ? "dark" : "light")
                        << isDark << QByteArray(page) << QByteArray(state);
                }
            }
        }
    }
    void statesFit()
    {
        QFETCH(bool, isDark);
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, state);
        ui::applyTheme(isDark ? ui::Theme::Dark : ui::Theme::Light);
        base::Settings settings(m_folder->filePath(QStringLiteral("settings.ini")));
        test::FakeWorkspace workspace(state == "denied" ? BaseRole::None : BaseRole::Admin);
        bringInto(workspace, state);
        const auto shown = makePage(workspace, settings, page);
        shown->resize(1000, 700);
        shown->show();
        QVERIFY(QTest::qWaitForWindowExposed(shown.get()));
        if (state != "loading")
            QTRY_VERIFY(shown->isReady());
        QTRY_COMPARE(test::cutTexts(*shown), QStringList());
        QCOMPARE(test::namelessControls(*shown), QStringList());
        test::keepPicture(*shown, QString::fromLatin1(QTest::currentDataTag()));
    }

    void dialogsFit_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<int>("percent");
        for (const bool isDark : {false, true}) {
            for (const char *action :
                {"renameRun", "editRunTags", "editRunNotes", "stopRuns", "deleteRuns", "setRunColour", "chooseColumns"})
                QTest::addRow("%s-%s", action, isDark ? "dark" : "light") << isDark << QByteArray(action) << 100;
        }
        QTest::addRow("deleteRuns-200") << false << QByteArray("deleteRuns") << 200;
        QTest::addRow("chooseColumns-200") << false << QByteArray("chooseColumns") << 200;
    }
    void dialogsFit()
    {
        QFETCH(bool, isDark);
        QFETCH(QByteArray, action);
        QFETCH(int, percent);
        ui::applyTheme(isDark ? ui::Theme::Dark : ui::Theme::Light, false, percent);
        base::Settings settings(m_folder->filePath(QStringLiteral("settings.ini")));
        test::FakeWorkspace workspace(BaseRole::Member);
        const bool isMany = action == "stopRuns" || action == "deleteRuns";
        for (domain::Run &run : workspace.runLists[screenProject.text()])
            run.state = action == "stopRuns" ? domain::RunState::Running : run.state;
        ui::WorkspacePage page(workspace, settings, screenProject);
        page.resize(1280, 800);
        page.show();
        QTRY_VERIFY(page.isReady());
        page.runsPane().view().selectRow(0);
        if (isMany)
            page.runsPane().view().selectAll();
        QAction *asked = page.findChild<QAction *>(QString::fromLatin1(action));
        QVERIFY(asked != nullptr && asked->isEnabled());
        asked->trigger();
        QDialog *dialog = openDialog();
        QVERIFY(dialog != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QTRY_COMPARE(test::cutTexts(*dialog), QStringList());
        QCOMPARE(test::namelessControls(*dialog), QStringList());
        QVERIFY(dialog->width() <= 1280 && dialog->height() <= 800);
        test::keepPicture(*dialog, QString::fromLatin1(QTest::currentDataTag()));
        dialog->reject();
    }

    void largeTypeAndRightToLeftFit_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("isMirrored");
        for (const char *page : {"workspace", "run"}) {
            QTest::addRow("%s-200", page) << QByteArray(page) << 200 << false;
            QTest::addRow("%s-mirrored", page) << QByteArray(page) << 100 << true;
        }
    }
    void largeTypeAndRightToLeftFit()
    {
        QFETCH(QByteArray, page);
        QFETCH(int, percent);
        QFETCH(bool, isMirrored);
        ui::applyTheme(ui::Theme::Light, false, percent);
        QGuiApplication::setLayoutDirection(isMirrored ? Qt::RightToLeft : Qt::LeftToRight);
        base::Settings settings(m_folder->filePath(QStringLiteral("settings.ini")));
        test::FakeWorkspace workspace;
        const auto shown = makePage(workspace, settings, page);
        shown->resize(1280, 760);
        shown->show();
        QTRY_VERIFY(shown->isReady());
        QTRY_COMPARE(test::cutTexts(*shown), QStringList());
        QCOMPARE(shown->width(), 1280);
        test::keepPicture(*shown, QString::fromLatin1(QTest::currentDataTag()));
    }

private:
    static std::unique_ptr<ui::Page> makePage(
        test::FakeWorkspace &workspace, base::Settings &settings, const QByteArray &page)
    {
        if (page == "workspace")
            return std::make_unique<ui::WorkspacePage>(workspace, settings, screenProject);
        return std::make_unique<ui::RunPage>(
            workspace, settings, domain::RunPath{screenProject, QStringLiteral("r1")}, QString());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

COHORT_TEST(TestRunScreens)
#include "testrunscreens.moc"
