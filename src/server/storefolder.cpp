#include "server/storefolder.h"

#include "server/storeschema.h"
#include "sqlite/fault.h"

#include <QDir>
#include <QFile>
#include <cerrno>

namespace server {

namespace {

sqlite::Fault faultOfFolder(int number)
{
    switch (number) {
    case EROFS:
        return sqlite::Fault::ReadOnly;
    case ENOSPC:
    case EDQUOT:
        return sqlite::Fault::Full;
    default:
        return sqlite::Fault::NoAccess;
    }
}

} // namespace

sqlite::OpenOptions storeOptions(bool readOnly)
{
    return {storeApplicationId, sqlite::Sync::Full, readOnly, true};
}

base::Status makePrivateFolder(const QString &folder)
{
    errno = 0;
    if (!QDir().mkpath(folder)
        || !QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return sqlite::faultError(faultOfFolder(errno), QStringLiteral("cannot make the data folder %1").arg(folder));
    return base::Done{};
}

std::unique_ptr<QLockFile> makeFolderLock(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + QLatin1String("/server.lock"));
    lock->setStaleLockTime(0); // only a dead process loses its lock
    return lock;
}

} // namespace server
