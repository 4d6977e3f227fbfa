#pragma once

#include "domain/sharedrun.h"
#include "ui/runs/runcolumn.h"

#include <QByteArray>
#include <QList>

namespace ui {

/// Runs as CSV (RFC 4180, UTF-8 with a byte order mark for spreadsheets): machine formats, and a quote before texts
/// that a spreadsheet would take for a formula. Any thread.
QByteArray runsAsCsv(const domain::SharedRuns &runs, const QList<RunColumn> &columns);

/// One CSV field of foreign text: quoted where needed; what begins with = + - @ or a control character gets an
/// apostrophe, unless it is a number.
QString csvField(const QString &text);

} // namespace ui
