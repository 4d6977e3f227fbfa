#include "base/settings.h"
#include "support/uitestmain.h"
#include "ui/kit/tableview.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

class TestTableView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_model.clear();
        m_model.setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Loss"), QStringLiteral("Tag")});
        const QList<QStringList> cells{{QStringLiteral("adam"), QStringLiteral("0.5"), QStringLiteral("<b>")},
            {QStringLiteral("sgd"), QStringLiteral("0.7"), QStringLiteral("x\ty")}};
        for (const QStringList &row : cells) {
            QList<QStandardItem *> items;
            for (const QString &text : row)
                items.append(std::make_unique<QStandardItem>(text).release());
            m_model.appendRow(items);
        }
    }

    void aColumnFitsItsCellsUntilThePersonArrangesTheColumns()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        m_model.item(0, 0)->setText(QString(40, QLatin1Char('m')));
        ui::TableView table;
        table.setModel(&m_model);
        table.setStretchColumn(2);
        table.setColumnWidth(0, 60);
        table.rememberColumns(settings, QStringLiteral("test"));
        table.resize(1200, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        table.fitColumn(0, 100);
        QVERIFY(table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(QLatin1Char('m')) * 40);
        table.resize(400, 300);
        table.fitColumn(0, 100);
        QCOMPARE(table.columnWidth(0), table.viewport()->width() - table.columnWidth(1) - 100);
        table.setColumnWidth(0, 150);
        table.resize(1200, 300);
        table.fitColumn(0, 100);
        QCOMPARE(table.columnWidth(0), 150);
    }

    void aNarrowTableTakesWhatItsCellsNeedAndScrollsNotSideways()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        ui::TableView table;
        table.setModel(&m_model);
        table.setStretchColumn(0);
        table.setColumnWidth(1, 150);
        table.setColumnWidth(2, 250);
        table.rememberColumns(settings, QStringLiteral("test"));
        table.resize(300, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
        QVERIFY(table.columnWidth(2) < 250);
        m_model.item(0, 2)->setText(QStringLiteral("some more words"));
        m_model.appendRow(std::make_unique<QStandardItem>(QStringLiteral("lion")).release());
        QTRY_VERIFY(table.columnWidth(2) >= table.fontMetrics().horizontalAdvance(QStringLiteral("some more words")));
        table.resize(1200, 300);
        QCOMPARE(table.columnWidth(1), 150);
        QCOMPARE(table.columnWidth(2), 250);
        QVERIFY(settings.get(base::Setting<QByteArray>{"tables/columns", {}}, QStringLiteral("test")).isEmpty());
        table.setColumnWidth(2, 180); // as a person does
        table.resize(300, 300);
        QCOMPARE(table.columnWidth(2), 180);
    }

    void columnsThatCanBeDoneWithoutGoAndComeBack()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        m_model.item(0, 1)->setText(QString(30, QLatin1Char('m')));
        ui::TableView table;
        table.setModel(&m_model);
        table.setStretchColumn(0);
        table.setColumnWidth(1, 500);
        table.setColumnWidth(2, 100);
        table.setDispensable({1});
        table.rememberColumns(settings, QStringLiteral("test"));
        table.resize(300, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY(table.isColumnHidden(1));
        QVERIFY(!table.isColumnHidden(2));
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
        table.resize(1200, 300);
        QVERIFY(!table.isColumnHidden(1));
        QCOMPARE(table.columnWidth(1), 500);
        QVERIFY(settings.get(base::Setting<QByteArray>{"tables/columns", {}}, QStringLiteral("test")).isEmpty());
    }

    void copiesTheSelectionAsTsvAndHtml()
    {
        ui::TableView table;
        table.setModel(&m_model);
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        const QMimeData *content = QApplication::clipboard()->mimeData();
        QCOMPARE(content->text(), QStringLiteral("Name\tLoss\tTag\nadam\t0.5\t<b>\n"));
        QVERIFY(content->html().contains(QStringLiteral("<td>&lt;b&gt;</td>")));
        table.clearSelection();
        QCOMPARE(table.selectionAsTsv().count(u'\n'), 3);
        QVERIFY(table.selectionAsTsv().contains(QStringLiteral("x y")));
    }

    void hiddenColumnsAreNotCopied()
    {
        ui::TableView table;
        table.setModel(&m_model);
        table.setColumnHidden(1, true);
        table.horizontalHeader()->moveSection(2, 0);
        QVERIFY(table.selectionAsTsv().startsWith(QStringLiteral("Tag\tName\n")));
    }

    void typingFindsARow()
    {
        ui::TableView table;
        table.setModel(&m_model);
        table.setCurrentIndex(m_model.index(0, 1));
        table.keyboardSearch(QStringLiteral("sg"));
        QCOMPARE(table.currentIndex().row(), 1);
    }

    void tabLeavesTheTable()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *table = new ui::TableView(&window);
        auto *after = new QLineEdit(&window);
        layout->addWidget(table);
        layout->addWidget(after);
        table->setModel(&m_model);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Tab);
        QTRY_VERIFY(after->hasFocus());
    }

    void returnAndDoubleClickOpen()
    {
        ui::TableView table;
        table.setModel(&m_model);
        table.show();
        table.selectRow(1);
        QSignalSpy activated(&table, &ui::TableView::rowActivated);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        const QPoint at = table.visualRect(m_model.index(0, 0)).center();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 2);
    }

    void theMenuComesByKeyboardAtTheRow()
    {
        ui::TableView table;
        table.setModel(&m_model);
        table.resize(400, 300);
        table.show();
        table.selectRow(1);
        QSignalSpy asked(&table, &ui::TableView::menuRequested);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(0, 0), QPoint(0, 0));
        QApplication::sendEvent(&table, &event);
        QCOMPARE(asked.size(), 1);
        const QPoint where = table.viewport()->mapFromGlobal(asked.first().first().toPoint());
        QVERIFY(table.visualRect(m_model.index(1, 0)).top() <= where.y());
    }

    void columnsAreRemembered()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        {
            ui::TableView table;
            table.setModel(&m_model);
            table.rememberColumns(settings, QStringLiteral("test"));
            table.setColumnWidth(0, 222);
            const std::unique_ptr<QMenu> menu(table.makeColumnsMenu());
            QVERIFY(!menu->actions().at(0)->isEnabled());
            menu->actions().at(1)->trigger();
            QVERIFY(table.isColumnHidden(1));
        }
        ui::TableView table;
        table.rememberColumns(settings, QStringLiteral("test"));
        table.setModel(&m_model);
        QCOMPARE(table.columnWidth(0), 222);
        QVERIFY(table.isColumnHidden(1));
        ui::TableView other;
        other.setModel(&m_model);
        other.rememberColumns(settings, QStringLiteral("elsewhere"));
        QVERIFY(!other.isColumnHidden(1));
    }

private:
    QStandardItemModel m_model;
};

COHORT_TEST(TestTableView)
#include "testtableview.moc"
