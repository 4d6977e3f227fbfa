#include "base/settings.h"
#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/uitestmain.h"
#include "ui/home/homepage.h"
#include "ui/home/homeprojectsmodel.h"
#include "ui/home/homerunsmodel.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/tableview.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

COHORT_GUI_TESTS

using State = ui::PageStack::State;

class TestHomePage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<base::Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
        m_workspace = std::make_unique<test::FakeWorkspace>();
        domain::Run running = test::aRun(QStringLiteral("r9"));
        running.state = domain::RunState::Running;
        m_workspace->homePage.activeRuns = {running};
        m_opened.clear();
    }

    void theModelsAreSound()
    {
        ui::HomeProjectsModel projects;
        ui::HomeRunsModel runs(ui::HomeRunsModel::Time::Ended);
        const QAbstractItemModelTester one(&projects, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester other(&runs, QAbstractItemModelTester::FailureReportingMode::QtTest);
        projects.setRows(m_workspace->homePage.projects);
        projects.setRows({});
        runs.setRows({test::aRun(QStringLiteral("a")), test::aRun(QStringLiteral("b"))});
        runs.setRows({test::aRun(QStringLiteral("b"))});
        QCOMPARE(runs.rowCount(), 1);
        QVERIFY(runs.index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Finished")));
    }

    void showsProjectsAndRunsAndOpensThem()
    {
        ui::HomePage page(*m_workspace, *m_settings);
        follow(page);
        QVERIFY(page.isReady());
        QVERIFY(page.shownFrom().isValid());
        auto *projects = table(page, QStringLiteral("homeProjects"));
        QCOMPARE(projects->model()->rowCount(), 2);
        projects->selectRow(1);
        QTest::keyClick(projects, Qt::Key_Return);
        auto *active = table(page, QStringLiteral("homeActiveRuns"));
        active->selectRow(0);
        QTest::keyClick(active, Qt::Key_Return);
        QCOMPARE(m_opened,
            QStringList({QStringLiteral("algoperf/ogbg/workspace"), QStringLiteral("algoperf/ogbg/runs/r9")}));
    }

    void emptyPartsSayWhatWillAppearThere()
    {
        m_workspace->homePage = {};
        ui::HomePage page(*m_workspace, *m_settings);
        int told = 0;
        for (const QLabel *label : page.findChildren<QLabel *>(QStringLiteral("stateText")))
            told += label->text().contains(QStringLiteral("appear here")) ? 1 : 0;
        QCOMPARE(told, 3);
    }

    void newRunsAppearByThemselves()
    {
        ui::HomePage page(*m_workspace, *m_settings);
        m_workspace->homePage.activeRuns.append(test::aRun(QStringLiteral("r10")));
        m_workspace->update();
        QCOMPARE(table(page, QStringLiteral("homeActiveRuns"))->model()->rowCount(), 2);
    }

    void loadingAndOfflineAreTold()
    {
        m_workspace->isLoading = true;
        ui::HomePage page(*m_workspace, *m_settings);
        auto *stack = page.findChild<ui::PageStack *>(QString(), Qt::FindDirectChildrenOnly);
        QCOMPARE(stack->state(), State::Loading);
        QVERIFY(!page.isReady());
        m_workspace->setConnectivity(workspace::Connectivity::Offline);
        QCOMPARE(stack->state(), State::OfflineNotCached);
        QVERIFY(page.isReady());
        m_workspace->isLoading = false;
        m_workspace->update();
        QCOMPARE(stack->state(), State::Content);
    }

private:
    void follow(ui::HomePage &page)
    {
        connect(&page, &ui::Page::openRequested, this,
            [this](const ui::Location &location) { m_opened.append(location.path()); });
    }

    static ui::TableView *table(const ui::HomePage &page, const QString &name)
    {
        return page.findChild<ui::TableView *>(name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<base::Settings> m_settings;
    std::unique_ptr<test::FakeWorkspace> m_workspace;
    QStringList m_opened;
};

COHORT_TEST(TestHomePage)
#include "testhomepage.moc"
