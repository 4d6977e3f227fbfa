#include "sqlite/backup.h"

#include "sqlite/fault.h"

#include <QFile>
#include <filesystem>
#include <sqlite3.h>

namespace sqlite {

namespace {

constexpr int pagesAtOnce = 512;
constexpr int lockedTriesAtMost = 500; // of 10 ms: as long as the busy time-out

base::Status copyPages(sqlite3 *target, sqlite3 *source)
{
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
    if (backup == nullptr)
        return lastError(target, QStringLiteral("start a backup"));
    int tries = 0;
    int code = SQLITE_OK;
    while (code == SQLITE_OK || ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && ++tries < lockedTriesAtMost)) {
        if (code != SQLITE_OK)
            sqlite3_sleep(10);
        code = sqlite3_backup_step(backup, pagesAtOnce);
    }
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE)
        return faultError(
            faultFromCode(code), QStringLiteral("backup: %1").arg(QString::fromUtf8(sqlite3_errstr(code))));
    return base::Done{};
}

base::Status copyToPart(sqlite3 *source, const QString &part)
{
    sqlite3 *target = nullptr;
    const int code =
        sqlite3_open_v2(part.toUtf8().constData(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    base::Status done = code == SQLITE_OK ? copyPages(target, source)
                                          : base::Status(lastError(target, QStringLiteral("open the backup")));
    sqlite3_close(target);
    return done;
}

} // namespace

base::Status copyDatabase(sqlite3 *source, const QString &path)
{
    const QString part = path + QStringLiteral(".part");
    QFile::remove(part);
    if (auto done = copyToPart(source, part); !done) {
        QFile::remove(part);
        return done;
    }
    QFile::setPermissions(part, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    std::error_code failure;
    std::filesystem::rename(part.toStdU16String(), path.toStdU16String(), failure);
    if (failure) {
        QFile::remove(part);
        return faultError(Fault::NoAccess, QStringLiteral("rename the backup: %1").arg(failure.value()));
    }
    return base::Done{};
}

} // namespace sqlite
