#include "support/uitestmain.h"
#include "ui/kit/messagebar.h"
#include "ui/projects/newprojectdialog.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

class TestNewProjectDialog : public QObject
{
    Q_OBJECT

private slots:
    void givesWhatWasEntered()
    {
        ui::NewProjectDialog dialog(QStringLiteral("algoperf"), {});
        name(dialog)->setText(QStringLiteral("new-one"));
        dialog.findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral(" what for \n"));
        auto *visibility = dialog.findChild<QComboBox *>();
        visibility->setCurrentIndex(visibility->findData(static_cast<int>(domain::Visibility::Restricted)));
        const QSignalSpy submitted(&dialog, &ui::NewProjectDialog::submitted);
        ok(dialog)->click();
        QCOMPARE(submitted.size(), 1);
        QCOMPARE(dialog.value(),
            (ui::NewProject{QStringLiteral("new-one"), QStringLiteral("what for"), domain::Visibility::Restricted}));
    }

    void badNamesCannotBeSent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("slash") << QStringLiteral("a/b") << false;
        QTest::newRow("space") << QStringLiteral("a b") << false;
        QTest::newRow("good") << QStringLiteral("imagenet_vit-2.1") << true;
    }
    void badNamesCannotBeSent()
    {
        QFETCH(QString, text);
        QFETCH(bool, isGood);
        ui::NewProjectDialog dialog(QStringLiteral("algoperf"), {});
        name(dialog)->setText(text);
        QCOMPARE(ok(dialog)->isEnabled(), isGood);
    }

    void aTeamMayKeepNewProjectsPrivate()
    {
        domain::TeamPolicy policy;
        policy.futureProjectsPrivate = true;
        const ui::NewProjectDialog dialog(QStringLiteral("algoperf"), policy);
        auto *visibility = dialog.findChild<QComboBox *>();
        QCOMPARE(visibility->findData(static_cast<int>(domain::Visibility::Open)), -1);
        QCOMPARE(visibility->findData(static_cast<int>(domain::Visibility::Public)), -1);
        QCOMPARE(visibility->count(), 2);
    }

    void aRefusalIsToldInTheDialog()
    {
        ui::NewProjectDialog dialog(QStringLiteral("algoperf"), {});
        name(dialog)->setText(QStringLiteral("taken"));
        dialog.setBusy(true);
        QVERIFY(!ok(dialog)->isEnabled());
        dialog.showError({base::Error::Kind::Conflict, {}});
        QVERIFY(dialog.findChild<ui::MessageBar *>()->text().contains(QStringLiteral("already")));
        QVERIFY(ok(dialog)->isEnabled());
        QCOMPARE(name(dialog)->text(), QStringLiteral("taken"));
    }

    void everyControlHasAName()
    {
        ui::NewProjectDialog dialog(QStringLiteral("algoperf"), {});
        dialog.show();
        for (QWidget *widget : dialog.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }

private:
    static QLineEdit *name(const ui::NewProjectDialog &dialog)
    {
        return dialog.findChild<QLineEdit *>(QStringLiteral("projectName"));
    }
    static QPushButton *ok(const ui::NewProjectDialog &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
};

COHORT_TEST(TestNewProjectDialog)
#include "testnewprojectdialog.moc"
