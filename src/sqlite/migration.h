#pragma once

#include "base/result.h"

#include <QStringList>
#include <span>

namespace sqlite {

class Database;

/// Step N of a list brings a file from version N to N + 1 (PRAGMA user_version). Steps that were released are never
/// edited; new ones are appended.
struct Migration
{
    const char *name; ///< for the log
    QStringList statements; ///< one SQL statement each
};

/// The version of the open file: how many steps were taken.
base::Result<int> schemaVersion(Database &database);
/// Takes the steps that the file lacks, each in its own transaction: after a cut, the file is at one of the versions.
base::Status migrate(Database &database, std::span<const Migration> migrations);

} // namespace sqlite
