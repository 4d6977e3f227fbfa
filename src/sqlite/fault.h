#pragma once

#include "base/error.h"

#include <QString>

struct sqlite3;

namespace sqlite {

/// What is wrong with a database file, told apart because the remedy differs. Only Corrupt, Foreign and NewerVersion
/// speak about the content; the others may be gone at the next try.
enum class Fault {
    None, ///< the error is not of Kind::Storage, or not of this layer
    Full, ///< the disk is full
    ReadOnly, ///< the file or its folder is read-only
    NoAccess, ///< the file cannot be opened: no permission, no folder
    Locked, ///< another connection held it for longer than the busy time-out
    Corrupt, ///< damaged, or no database at all
    Foreign, ///< a database of another program
    NewerVersion, ///< written by a newer version of this program
    Constraint, ///< a row breaks a rule of the tables (unique, not null, foreign key, check)
    InputOutput, ///< the disk failed
    Other,
};

/// An error of Kind::Storage whose detail starts with the fault's word, so that faultOf() finds it again.
base::Error faultError(Fault fault, const QString &detail);
/// The connection's last error; `what` says what was tried. Never holds bound values.
base::Error lastError(sqlite3 *connection, const QString &what);
/// The fault for one of SQLite's (extended) result codes.
Fault faultFromCode(int code);
/// None: not an error that this layer made.
Fault faultOf(const base::Error &error);
/// Nothing is wrong with the content: the same may work at the next try.
bool isPassing(Fault fault);

} // namespace sqlite
