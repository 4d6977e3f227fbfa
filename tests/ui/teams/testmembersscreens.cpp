#include "base/settings.h"
#include "dialogs.h"
#include "support/fakeworkspace.h"
#include "support/screens.h"
#include "support/uitestmain.h"
#include "ui/kit/theme.h"
#include "ui/teams/memberspage.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QAction>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>

COHORT_GUI_TESTS

using domain::BaseRole;

namespace {

QAction *actionOf(const ui::MembersPage &page, const char *name)
{
    for (QAction *action : page.pageActions()) {
        if (action != nullptr && action->objectName() == QLatin1String(name))
            return action;
    }
    return nullptr;
}

} // namespace

/// The page and its dialogs in both themes: nothing is cut, every control has a name. With COHORT_SCREENSHOTS set to a
/// folder the pictures are kept there.
class TestMembersScreens : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { ui::applyTheme(ui::Theme::Light); }

    void nothingIsCut_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("role");
        for (const bool isDark : {false, true}) {
            for (const QSize size : {QSize(1040, 740), QSize(1280, 800), QSize(1920, 1080)}) {
                for (const BaseRole role : {BaseRole::Admin, BaseRole::ViewOnly}) {
                    QTest::addRow("%s-%d-%s", isDark ? "dark" : "light", size.width(),
                        role == BaseRole::Admin ? "admin" : "viewer")
                        << isDark << size << int(role);
                }
            }
        }
    }
    void nothingIsCut()
    {
        QFETCH(bool, isDark);
        QFETCH(QSize, size);
        QFETCH(int, role);
        ui::applyTheme(isDark ? ui::Theme::Dark : ui::Theme::Light);
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        test::FakeWorkspace workspace{static_cast<BaseRole>(role)};
        ui::MembersPage page(workspace, settings, QStringLiteral("algoperf"));
        page.resize(size);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto *table = page.findChild<QTableView *>(QStringLiteral("membersTable"));
        table->selectRow(1);
        QTRY_VERIFY_WITH_TIMEOUT(page.isReady(), 10'000);
        test::keepPicture(page, QStringLiteral("members-") + QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(page.size(), size);
        QCOMPARE(test::cutTexts(page), QStringList());
        QVERIFY(table->horizontalHeader()->length() <= table->viewport()->width() + 1);
        for (int column = 1; column < table->model()->columnCount(); ++column) {
            const auto *delegate = table->itemDelegateForIndex(table->model()->index(0, column));
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                const QModelIndex index = table->model()->index(row, column);
                QStyleOptionViewItem option;
                option.initFrom(table);
                option.font = table->font();
                option.decorationSize = QSize(16, 16);
                QVERIFY2(table->columnWidth(column) >= delegate->sizeHint(option, index).width(),
                    qPrintable(index.data().toString()));
            }
        }
        QCOMPARE(test::unnamedControls(&page), QStringList());
    }

    void dialogsAreNamedAndNotCut_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<QByteArray>("dialog");
        QTest::addColumn<int>("row");
        for (const bool isDark : {false, true}) {
            const char *theme = isDark ? "dark" : "light";
            QTest::addRow("invite-%s", theme)
                << isDark << QByteArray("inviteMembers") << QByteArray("inviteDialog") << 1;
            QTest::addRow("role-%s", theme)
                << isDark << QByteArray("changeRole") << QByteArray("changeRoleDialog") << 1;
            QTest::addRow("remove-%s", theme)
                << isDark << QByteArray("removeMembers") << QByteArray("removeMembersDialog") << -1;
            QTest::addRow("cancel-%s", theme)
                << isDark << QByteArray("cancelInvitation") << QByteArray("cancelInvitationDialog") << 6;
            QTest::addRow("rights-%s", theme) << isDark << QByteArray("showRights") << QByteArray("rightsDialog") << 1;
        }
    }
    void dialogsAreNamedAndNotCut()
    {
        QFETCH(bool, isDark);
        QFETCH(QByteArray, action);
        QFETCH(QByteArray, dialog);
        QFETCH(int, row);
        ui::applyTheme(isDark ? ui::Theme::Dark : ui::Theme::Light);
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        test::FakeWorkspace workspace;
        ui::MembersPage page(workspace, settings, QStringLiteral("algoperf"));
        page.resize(1040, 740);
        page.show();
        auto *table = page.findChild<QTableView *>(QStringLiteral("membersTable"));
        if (row < 0)
            table->selectAll();
        else
            table->selectRow(row);
        QVERIFY(actionOf(page, action.constData())->isEnabled());
        actionOf(page, action.constData())->trigger();
        QDialog *open = test::openDialog(dialog.constData());
        QVERIFY(open != nullptr);
        if (auto *invitees = open->findChild<QPlainTextEdit *>(QStringLiteral("invitees")))
            invitees->setPlainText(QStringLiteral("eve@demo.invalid, frank, ben, ada@demo.invalid, not@an@address"));
        QVERIFY(QTest::qWaitForWindowExposed(open));
        QTRY_COMPARE_WITH_TIMEOUT(test::cutTexts(*open), QStringList(), 10'000);
        QCOMPARE(test::unnamedControls(open), QStringList());
        test::keepPicture(*open, QStringLiteral("dialog-") + QString::fromLatin1(QTest::currentDataTag()));
        open->reject();
    }
};

COHORT_TEST(TestMembersScreens)
#include "testmembersscreens.moc"
