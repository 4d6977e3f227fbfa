#include "base/settings.h"
#include "base/whendone.h"
#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/uitestmain.h"
#include "ui/kit/actiongate.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/tableview.h"
#include "ui/projects/newprojectdialog.h"
#include "ui/projects/projectspage.h"
#include "ui/projects/projectstablemodel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

COHORT_GUI_TESTS

using State = ui::PageStack::State;

class TestProjectsPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<base::Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
        m_workspace = std::make_unique<test::FakeWorkspace>();
        makePage();
    }
    void cleanup() { m_page.reset(); }

    void theModelIsSound()
    {
        ui::ProjectsTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QList<domain::Project> projects = m_workspace->projectLists.value(QStringLiteral("algoperf"));
        model.setRows(projects);
        model.setPinned({projects.first().path.text()});
        model.setRows({projects.last()});
        QCOMPARE(model.rowCount(), 1);
    }

    void visibilityIsAWordNotOnlyASign()
    {
        ui::ProjectsTableModel model;
        domain::Project project = test::aProject(QStringLiteral("t"), QStringLiteral("p"));
        project.visibility = domain::Visibility::Restricted;
        model.setRows({project});
        const QModelIndex cell = model.index(0, ui::ProjectsTableModel::VisibilityColumn);
        QCOMPARE(cell.data().toString(), QStringLiteral("Restricted"));
        project.visibility = domain::Visibility::Unknown;
        project.visibilityText = QStringLiteral("SOMETHING_NEW");
        model.setRows({project});
        QCOMPARE(cell.data().toString(), QStringLiteral("SOMETHING_NEW"));
    }

    void returnOpensTheProject()
    {
        QStringList opened;
        connect(m_page.get(), &ui::Page::openRequested, this,
            [&opened](const ui::Location &location) { opened.append(location.path()); });
        table()->sortByColumn(0, Qt::AscendingOrder);
        table()->selectRow(1);
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(opened, QStringList{QStringLiteral("algoperf/ogbg/workspace")});
    }

    void theFilterNarrowsAndSaysWhenNothingMatches()
    {
        auto *search = m_page->findChild<ui::SearchField *>();
        search->setText(QStringLiteral("vit"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(table()->model()->rowCount(), 1);
        search->setText(QStringLiteral("nothing like it"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(stack()->state(), State::Empty);
        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(stack()->state(), State::Content);
        QCOMPARE(table()->model()->rowCount(), 2);
    }

    void statesAreTold()
    {
        m_workspace->projectLists.insert(QStringLiteral("algoperf"), {});
        m_workspace->update();
        QCOMPARE(stack()->state(), State::Empty);
        m_workspace->isLoading = true;
        makePage();
        QCOMPARE(stack()->state(), State::Loading);
        QVERIFY(!m_page->isReady());
        m_workspace->setConnectivity(workspace::Connectivity::Offline);
        QCOMPARE(stack()->state(), State::OfflineNotCached);
        QVERIFY(m_page->isReady());
    }

    void whoOnlyLooksIsToldWhyAndWhoCanHelp()
    {
        QVERIFY(newProject()->isEnabled());
        m_workspace->setRole(domain::BaseRole::ViewOnly);
        QVERIFY(!newProject()->isEnabled());
        QVERIFY(newProject()->isVisible());
        const QString reason = ui::denialOf(newProject());
        QVERIFY2(reason.contains(QStringLiteral("View-Only")) && reason.contains(QStringLiteral("Ada Moreau")),
            qPrintable(reason));
        m_workspace->setRole(domain::BaseRole::Member);
        QVERIFY(newProject()->isEnabled());
        m_workspace->setConnectivity(workspace::Connectivity::Offline);
        QVERIFY(ui::denialOf(newProject()).startsWith(QStringLiteral("Offline")));
    }

    void aProjectIsCreated()
    {
        const QPointer<ui::NewProjectDialog> dialog = openDialog();
        submit(*dialog, QStringLiteral("fresh"));
        QTRY_VERIFY(dialog.isNull());
        QVERIFY(m_workspace->calls.contains(QStringLiteral("createProject algoperf/fresh PRIVATE")));
    }

    void aRefusedProjectLeavesTheDialogOpen()
    {
        m_workspace->failure = base::Error{base::Error::Kind::Conflict, {}};
        ui::NewProjectDialog *dialog = openDialog();
        submit(*dialog, QStringLiteral("ogbg"));
        QTRY_VERIFY(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
        QVERIFY(dialog->isVisible());
    }

    void closingThePageWhileTheServerIsAskedIsSafe()
    {
        m_workspace->isAnswering = false;
        const QPointer<ui::NewProjectDialog> dialog = openDialog();
        submit(*dialog, QStringLiteral("fresh"));
        const QString asked = QStringLiteral("createProject algoperf/fresh PRIVATE");
        QTRY_VERIFY(m_workspace->calls.contains(asked));
        m_page.reset();
        QVERIFY(dialog.isNull()); // it went with its page
        m_workspace->calls.clear();
        m_workspace->answerAll();
        QCoreApplication::processEvents();
        QCOMPARE(m_workspace->calls, QStringList()); // nobody is left who would follow the answer

        makePage();
        QTRY_VERIFY(table()->model()->rowCount() > 0);
    }

    void pinsAreKept()
    {
        table()->sortByColumn(0, Qt::AscendingOrder);
        table()->selectRow(0);
        auto *pin = m_page->findChild<QAction *>(QStringLiteral("pinProject"));
        pin->trigger();
        QTRY_VERIFY(table()->model()->index(0, 0).data(ui::ProjectsTableModel::PinnedRole).toBool());
        QJsonObject state;
        base::whenDone(
            this, m_workspace->localState(QStringLiteral("pins")), [&state](const QJsonObject &kept) { state = kept; });
        QTRY_COMPARE(state.value(QStringLiteral("projects")).toArray().size(), 1);
        pin->trigger();
        QTRY_VERIFY(!table()->model()->index(0, 0).data(ui::ProjectsTableModel::PinnedRole).toBool());
    }

private:
    void makePage()
    {
        m_page = std::make_unique<ui::ProjectsPage>(*m_workspace, *m_settings, QStringLiteral("algoperf"));
        m_page->resize(900, 600);
        m_page->show();
    }
    ui::TableView *table() { return m_page->findChild<ui::TableView *>(); }
    ui::PageStack *stack() { return m_page->findChild<ui::PageStack *>(); }
    QAction *newProject() { return m_page->findChild<QAction *>(QStringLiteral("newProject")); }
    ui::NewProjectDialog *openDialog()
    {
        newProject()->trigger();
        return m_page->findChild<ui::NewProjectDialog *>();
    }
    static void submit(const ui::NewProjectDialog &dialog, const QString &name)
    {
        dialog.findChild<QLineEdit *>(QStringLiteral("projectName"))->setText(name);
        dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<base::Settings> m_settings;
    std::unique_ptr<test::FakeWorkspace> m_workspace;
    std::unique_ptr<ui::ProjectsPage> m_page;
};

COHORT_TEST(TestProjectsPage)
#include "testprojectspage.moc"
