#pragma once

namespace bench {

/// What people do with the table of so many runs, each against a QTableView over a QSortFilterProxyModel over a
/// QStandardItemModel, with the same six columns. False: something takes much longer than there.
bool benchmarkRunsTable(int count, int rounds);

} // namespace bench
