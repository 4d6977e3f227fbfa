#include "runstablebenchmark.h"

#include "manyruns.h"
#include "measure.h"
#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "ui/kit/messagebar.h"
#include "ui/runs/runactions.h"
#include "ui/runs/runkeys.h"
#include "ui/runs/runstablemodel.h"
#include "ui/runs/runstableview.h"

#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>
#include <cstdio>

namespace bench {

namespace {

using domain::Run;
using ui::RunColumn;
using Kind = RunColumn::Kind;

constexpr QSize tableSize(900, 700);
constexpr double mostTimesOfItems = 2; ///< what an item table takes; room for a machine that is disturbed
constexpr double mostTimesOfMore = 5; ///< where more is shown or decided than there
constexpr int metricColumn = 2;
constexpr int keyRole = Qt::UserRole + 1; ///< of the first column: what the filter looks at besides the cells
const QString framework = QStringLiteral("framework");

/// What most programs do.
class ItemTable
{
    class Filter : public QSortFilterProxyModel
    {
    public:
        enum class By { Nothing, Terms, Words };
        void filterBy(By by)
        {
            m_by = by;
            invalidateFilter();
        }

    protected:
        [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
        {
            const QAbstractItemModel &model = *sourceModel();
            switch (m_by) {
            case By::Terms:
                return model.index(row, 1).data().toString() == QLatin1String("finished")
                    && model.index(row, 0).data(keyRole).toString() == QLatin1String("jax")
                    && model.index(row, metricColumn).data().toDouble() < 0.3;
            case By::Words:
                return model.index(row, 0).data().toString().contains(QLatin1String("12-run"), Qt::CaseInsensitive);
            case By::Nothing:
                break;
            }
            return true;
        }

    private:
        By m_by = By::Nothing;
    };

public:
    using By = Filter::By;

    ItemTable()
    {
        m_filter.setSourceModel(&m_model);
        view.setModel(&m_filter);
        view.resize(tableSize);
        view.show();
    }

    void fill(const domain::SharedRuns &runs)
    {
        m_model.clear();
        for (const Run &run : runs) {
            QList<QStandardItem *> row;
            for (const QVariant &cell : {QVariant(run.displayName),
                     QVariant(run.state == domain::RunState::Finished ? QStringLiteral("finished")
                                                                      : QStringLiteral("failed")),
                     run.summary.value(QStringLiteral("metric/3")).toVariant(),
                     run.config.value(QStringLiteral("key_7")).toVariant(), QVariant(run.createdAt),
                     QVariant(run.group)}) {
                row.append(new QStandardItem);
                row.last()->setData(cell, Qt::DisplayRole);
            }
            row.first()->setData(run.config.value(framework).toString(), keyRole);
            m_model.appendRow(row);
        }
    }
    void sortBy(int column, Qt::SortOrder order) { m_filter.sort(column, order); }
    void filterBy(By by) { m_filter.filterBy(by); }
    void selectAll()
    {
        view.selectAll();
        QStringList names;
        for (const QModelIndex &index : view.selectionModel()->selectedRows())
            names.append(index.data().toString());
    }

private:
    QStandardItemModel m_model;
    Filter m_filter;

public:
    QTableView view; // goes first
};

/// Ours with all that stands around it on the page.
struct OurTable
{
    OurTable()
    {
        view.resize(tableSize);
        view.show();
        model.setColumns({{Kind::Name, {}}, {Kind::State, {}}, {Kind::Summary, QStringLiteral("metric/3")},
            {Kind::Config, QStringLiteral("key_7")}, {Kind::Created, {}}, {Kind::Group, {}}});
        actions.setProject(test::aProject(QStringLiteral("algoperf"), QStringLiteral("ogbg")));
    }

    void selectAll()
    {
        view.selectAll();
        domain::SharedRuns selected;
        for (const int row : view.selectedRowNumbers())
            selected.append(model.runAt(row));
        actions.setRuns(selected);
    }

    ui::RunsTableModel model;
    ui::RunsTableView view{model};
    test::FakeWorkspace workspace;
    QWidget host;
    ui::MessageBar messages{&host};
    ui::RunActions actions{workspace, messages, &host};
};

template <typename View>
void scrollOnePage(View &view, int &page, int pages)
{
    QScrollBar *bar = view.verticalScrollBar();
    bar->setValue(bar->maximum() * (++page % pages) / pages);
    view.grab();
}

ui::RunFilter filterOf(const char *text)
{
    return ui::RunFilter::parse(QLatin1String(text)).filter;
}

void compareOrders(Race &race, OurTable &ours, ItemTable &theirs)
{
    const RunColumn metric{Kind::Summary, QStringLiteral("metric/3")};
    bool isDown = false;
    bool isTheirsDown = false;
    const auto turn = [](bool &down) { return (down = !down) ? Qt::DescendingOrder : Qt::AscendingOrder; };
    race.run(
        "sort by a number", mostTimesOfItems, [&] { ours.model.sortBy(metric, turn(isDown)); },
        [&] { theirs.sortBy(metricColumn, turn(isTheirsDown)); });
    race.run(
        "sort by name", mostTimesOfItems,
        [&] {
            ours.model.sortBy({Kind::Name, {}}, turn(isDown));
        },
        [&] { theirs.sortBy(0, turn(isTheirsDown)); });
}

void compareFilters(Race &race, OurTable &ours, ItemTable &theirs)
{
    const auto compare = [&](const char *name, const ui::RunFilter &our, ItemTable::By their) {
        race.run(
            name, mostTimesOfItems,
            [&] {
                ours.model.setFilter(our);
                ours.model.setFilter({});
            },
            [&] {
                theirs.filterBy(their);
                theirs.filterBy(ItemTable::By::Nothing);
            });
    };
    compare("filter, three terms",
        filterOf("state = finished and config.framework = \"jax\" and summary.metric/3 < 0.3"), ItemTable::By::Terms);
    compare("filter, words", filterOf("12-run"), ItemTable::By::Words);
}

void compareLooking(Race &race, OurTable &ours, ItemTable &theirs)
{
    int page = 0;
    int theirPage = 0;
    race.run(
        "page down", mostTimesOfMore, [&] { scrollOnePage(ours.view, page, 20); },
        [&] { scrollOnePage(theirs.view, theirPage, 20); });
    race.run(
        "select all", mostTimesOfMore, [&] { ours.selectAll(); }, [&] { theirs.selectAll(); });
}

} // namespace

bool benchmarkRunsTable(int count, int rounds)
{
    const domain::SharedRuns runs = domain::sharedRuns(manyRuns(count));
    OurTable ours;
    ItemTable theirs;
    std::printf("%d runs of 60 values in a table of six columns\n", count);
    Race race("an item table", rounds);
    race.run(
        "open and paint", mostTimesOfItems,
        [&] {
            ours.model.setRuns({});
            ours.model.setRuns(runs);
            ours.view.grab();
        },
        [&] {
            theirs.fill(runs);
            theirs.view.grab();
        });
    race.run(
        "told again, no news", mostTimesOfItems, [&] { ours.model.setRuns(runs); }, [&] { theirs.fill(runs); });
    compareOrders(race, ours, theirs);
    compareFilters(race, ours, theirs);
    compareLooking(race, ours, theirs);
    std::printf("  the keys of all runs (in the pool) %.1f ms\n", milliseconds([&] { ui::collectRunKeys(runs); }));
    return !race.isLost() && ours.model.rowCount() == count;
}

} // namespace bench
