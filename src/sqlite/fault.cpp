#include "sqlite/fault.h"

#include <array>
#include <sqlite3.h>
#include <utility>

namespace sqlite {

namespace {

constexpr std::array<std::pair<Fault, QLatin1String>, 10> faultWords{{
    {Fault::Full, QLatin1String("database full: ")},
    {Fault::ReadOnly, QLatin1String("database read-only: ")},
    {Fault::NoAccess, QLatin1String("database no access: ")},
    {Fault::Locked, QLatin1String("database locked: ")},
    {Fault::Corrupt, QLatin1String("database corrupt: ")},
    {Fault::Foreign, QLatin1String("database foreign: ")},
    {Fault::NewerVersion, QLatin1String("database newer: ")},
    {Fault::Constraint, QLatin1String("database constraint: ")},
    {Fault::InputOutput, QLatin1String("database input/output: ")},
    {Fault::Other, QLatin1String("database: ")},
}};

} // namespace

base::Error faultError(Fault fault, const QString &detail)
{
    for (const auto &[known, word] : faultWords) {
        if (known == fault)
            return {base::Error::Kind::Storage, word + detail};
    }
    return {base::Error::Kind::Storage, detail};
}

Fault faultFromCode(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return Fault::Full;
    case SQLITE_READONLY:
        return Fault::ReadOnly;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return Fault::NoAccess;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return Fault::Locked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Fault::Corrupt;
    case SQLITE_CONSTRAINT:
        return Fault::Constraint;
    case SQLITE_IOERR:
        return Fault::InputOutput;
    default:
        return Fault::Other;
    }
}

base::Error lastError(sqlite3 *connection, const QString &what)
{
    const int code = sqlite3_extended_errcode(connection);
    const QString message = QString::fromUtf8(sqlite3_errmsg(connection));
    return faultError(faultFromCode(code), QStringLiteral("%1: %2 (%3)").arg(what, message, QString::number(code)));
}

Fault faultOf(const base::Error &error)
{
    if (error.kind != base::Error::Kind::Storage)
        return Fault::None;
    for (const auto &[fault, word] : faultWords) {
        if (error.detail.startsWith(word))
            return fault;
    }
    return Fault::None;
}

bool isPassing(Fault fault)
{
    switch (fault) {
    case Fault::Full:
    case Fault::ReadOnly:
    case Fault::NoAccess:
    case Fault::Locked:
    case Fault::InputOutput:
        return true;
    case Fault::None:
    case Fault::Corrupt:
    case Fault::Foreign:
    case Fault::NewerVersion:
    case Fault::Constraint:
    case Fault::Other:
        break;
    }
    return false;
}

} // namespace sqlite
