#include "support/faultyvfs.h"

#include <QFile>
#include <atomic>
#include <cstring>
#include <new>
#include <sqlite3.h>

namespace test {

namespace {

std::atomic<int> accessesLeft = -1;
std::atomic<bool> failsOn = false;
std::atomic<bool> failed = false;
std::atomic<FaultyVfs::Mode> failMode = FaultyVfs::Mode::Once;
sqlite3_vfs *realVfs = nullptr;
QByteArray watchedFolder; ///< empty: all

bool isFaulty()
{
    if (failsOn) {
        failed = true;
        return true;
    }
    if (accessesLeft < 0 || accessesLeft.fetch_sub(1) != 0)
        return false;
    failed = true;
    failsOn = failMode == FaultyVfs::Mode::FromThere;
    return true;
}

/// An open file: ours first, the real one behind it in the same memory.
struct File
{
    sqlite3_file base;
    bool isSpared; ///< of another folder

    [[nodiscard]] sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

sqlite3_file *realOf(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file)->real();
}

bool isFaulty(sqlite3_file *file)
{
    return !reinterpret_cast<File *>(file)->isSpared && isFaulty();
}

bool isSpared(const char *name)
{
    return !watchedFolder.isEmpty() && (name == nullptr || !QByteArray(name).startsWith(watchedFolder));
}

int closeFile(sqlite3_file *file)
{
    return realOf(file)->pMethods->xClose(realOf(file));
}
int readFile(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
    return realOf(file)->pMethods->xRead(realOf(file), bytes, size, at);
}
int writeFile(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    return isFaulty(file) ? SQLITE_FULL : realOf(file)->pMethods->xWrite(realOf(file), bytes, size, at);
}
int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return isFaulty(file) ? SQLITE_IOERR_TRUNCATE : realOf(file)->pMethods->xTruncate(realOf(file), size);
}
int syncFile(sqlite3_file *file, int flags)
{
    return isFaulty(file) ? SQLITE_IOERR_FSYNC : realOf(file)->pMethods->xSync(realOf(file), flags);
}
int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}
int lockFile(sqlite3_file *file, int level)
{
    return realOf(file)->pMethods->xLock(realOf(file), level);
}
int unlockFile(sqlite3_file *file, int level)
{
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}
int checkLock(sqlite3_file *file, int *result)
{
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), result);
}
int controlFile(sqlite3_file *file, int operation, void *argument)
{
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}
int sectorSize(sqlite3_file *file)
{
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}
int characteristics(sqlite3_file *file)
{
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}
int mapShared(sqlite3_file *file, int page, int size, int extend, void volatile **address)
{
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, extend, address);
}
int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}
void barrierShared(sqlite3_file *file)
{
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}
int unmapShared(sqlite3_file *file, int deletes)
{
    return realOf(file)->pMethods->xShmUnmap(realOf(file), deletes);
}

const sqlite3_io_methods methods = {2, closeFile, readFile, writeFile, truncateFile, syncFile, fileSize, lockFile,
    unlockFile, checkLock, controlFile, sectorSize, characteristics, mapShared, lockShared, barrierShared, unmapShared,
    nullptr, nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    file->pMethods = nullptr;
    reinterpret_cast<File *>(file)->isSpared = isSpared(name);
    if ((flags & SQLITE_OPEN_CREATE) != 0 && isFaulty(file))
        return SQLITE_CANTOPEN;
    const int code = realVfs->xOpen(realVfs, name, realOf(file), flags, outFlags);
    if (realOf(file)->pMethods != nullptr)
        file->pMethods = &methods;
    return code;
}

int deleteFile(sqlite3_vfs *, const char *name, int sync)
{
    return !isSpared(name) && isFaulty() ? SQLITE_IOERR_DELETE : realVfs->xDelete(realVfs, name, sync);
}

sqlite3_vfs faultyVfs;

} // namespace

FaultyVfs::FaultyVfs(const QString &folder)
{
    watchedFolder = QFile::encodeName(folder);
    realVfs = sqlite3_vfs_find(nullptr);
    faultyVfs = *realVfs;
    faultyVfs.szOsFile = realVfs->szOsFile + static_cast<int>(sizeof(File));
    faultyVfs.zName = "faulty";
    faultyVfs.xOpen = openFile;
    faultyVfs.xDelete = deleteFile;
    faultyVfs.pNext = nullptr;
    sqlite3_vfs_register(&faultyVfs, 1);
    failAt(-1, Mode::Once);
}

FaultyVfs::~FaultyVfs()
{
    sqlite3_vfs_unregister(&faultyVfs);
    sqlite3_vfs_register(realVfs, 1);
}

void FaultyVfs::failAt(int n, Mode mode)
{
    failed = false;
    failsOn = false;
    failMode = mode;
    accessesLeft = n;
}

bool FaultyVfs::hasFailed() const
{
    return failed;
}

} // namespace test
