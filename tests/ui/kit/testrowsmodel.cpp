#include "support/uitestmain.h"
#include "ui/kit/rowsmodel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

namespace {

struct Row
{
    QString id;
    int value = 0;

    bool operator==(const Row &) const = default;
};

class Model : public ui::RowsModel<Row>
{
public:
    Model()
        : RowsModel([](const Row &row) { return row.id; }, nullptr)
    { }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(at(index.row()).value) : QVariant();
    }
};

QList<Row> rows(const QString &ids)
{
    QList<Row> result;
    for (const QChar id : ids)
        result.append({QString(id), 0});
    return result;
}

} // namespace

class TestRowsModel : public QObject
{
    Q_OBJECT

private slots:
    void theSelectionLivesThroughARefresh()
    {
        Model model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rows(QStringLiteral("abcd")));
        QItemSelectionModel selection(&model);
        selection.select(model.index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        model.setRows(rows(QStringLiteral("xcad")));
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(model.at(selection.selectedRows().first().row()).id, QStringLiteral("c"));
    }

    void anEqualListTellsNothing()
    {
        Model model;
        model.setRows(rows(QStringLiteral("abc")));
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRows(rows(QStringLiteral("abc")));
        QCOMPARE(changed.size() + inserted.size() + removed.size() + reset.size(), 0);
    }

    void aChangedRowIsToldAlone()
    {
        Model model;
        model.setRows(rows(QStringLiteral("abc")));
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QList<Row> next = rows(QStringLiteral("abc"));
        next[1].value = 5;
        model.setRows(next);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    }

    void anyListBecomesAnyOther()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        Model model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int round = 0; round < 200; ++round) {
            QString ids = QStringLiteral("abcdefghij");
            std::shuffle(ids.begin(), ids.end(), random);
            const QList<Row> wanted = rows(ids.left(random.bounded(11)));
            model.setRows(wanted);
            QVERIFY2(model.rows() == wanted, qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }
};

COHORT_TEST(TestRowsModel)
#include "testrowsmodel.moc"
