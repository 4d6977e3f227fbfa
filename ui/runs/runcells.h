#pragma once

#include "domain/run.h"
#include "ui/runs/runcolumn.h"

#include <QDateTime>
#include <QString>

namespace ui {

/// The heading of a column: what people call it, or the key.
QString runColumnTitle(const RunColumn &column);
/// "Run", "Config" or "Summary": where the column comes from.
QString runColumnOrigin(const RunColumn &column);

/// What a cell shows.
QString runCellText(const domain::Run &run, const RunColumn &column, const QDateTime &now);
/// The same whole: exact times, all digits.
QString runCellExactText(const domain::Run &run, const RunColumn &column);
/// For files and other programs: seconds, ISO times, machine numbers.
QString runCellMachineText(const domain::Run &run, const RunColumn &column);
/// Whether what is there is a number (aligned right).
bool isNumberCell(const domain::Run &run, const RunColumn &column);

/// The display name, or the id where there is none.
QString runName(const domain::Run &run);
/// The creator, with the word that they left where they did.
QString runCreatorText(const domain::Run &run);
/// The start of the id, to tell runs of one name apart.
QString shortRunId(const domain::Run &run);

} // namespace ui
