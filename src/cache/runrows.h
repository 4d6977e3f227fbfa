#pragma once

#include "base/result.h"
#include "domain/run.h"
#include "sqlite/database.h"

#include <QByteArray>
#include <QList>

namespace cache {

/// A run as it lies in the table: the JSON not read yet, so that reading it does not hold up the database's thread.
struct RunRow
{
    domain::Run run; ///< without config, summary and metadata
    QByteArray config;
    QByteArray summary;
    QByteArray metadata;
};

/// The rows that `condition` (a fixed text with parameters) lets through. `values` are bound to its parameters.
base::Result<QList<RunRow>> readRunRows(
    sqlite::Database &database, const QString &condition, const QStringList &values);
/// Whole number as stored -> state; unknown numbers give Unknown.
domain::RunState stateColumn(const sqlite::Statement &row, int column);
/// Inserts or changes. A small row (not `isFull`) keeps the config and the summary that are there; metadata and history
/// keys are kept unless there are new ones.
base::Status writeRunRow(sqlite::Database &database, const domain::Run &run);
/// Takes the run's console and histories along.
base::Status deleteRunRow(sqlite::Database &database, const domain::RunPath &path);
/// Reads the JSON, on all cores.
QList<domain::Run> decodeRunRows(QList<RunRow> rows);

} // namespace cache
