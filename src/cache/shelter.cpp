#include "cache/shelter.h"

#include "sqlite/fault.h"

#include <QDir>
#include <QFile>
#include <QMutexLocker>
#include <QStorageInfo>

namespace cache {

namespace {

constexpr qint64 leastFree = 1 << 20; ///< bytes

/// On a full disk the shared memory of a log fails as if the disk were broken.
base::Error fullerReason(const base::Error &reason, const QString &folder)
{
    const bool isFull =
        sqlite::faultOf(reason) == sqlite::Fault::InputOutput && QStorageInfo(folder).bytesAvailable() < leastFree;
    return isFull ? sqlite::faultError(sqlite::Fault::Full, reason.detail) : reason;
}

} // namespace

base::Result<QString> Shelter::take(const QString &folder, const QString &name, const base::Error &reason)
{
    const QMutexLocker lock(&m_mutex);
    if (m_folder == nullptr)
        m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/cohort-XXXXXX"));
    if (!m_folder->isValid())
        return sqlite::faultError(sqlite::Fault::NoAccess, m_folder->errorString());
    if (!m_reason)
        m_reason = fullerReason(reason, folder);
    const QString copy = m_folder->filePath(name);
    if (QFile::exists(copy))
        return m_folder->path();
    for (const QLatin1String suffix : {QLatin1String(""), QLatin1String("-wal")}) {
        const QString original = folder + QLatin1Char('/') + name + suffix;
        if (!QFile::exists(original))
            continue;
        if (!QFile::copy(original, copy + suffix)) {
            QFile::remove(copy); // half of it would be damage: it begins empty
            QFile::remove(copy + suffix);
            break;
        }
        QFile::setPermissions(copy + suffix, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    return m_folder->path();
}

std::optional<base::Error> Shelter::reason() const
{
    const QMutexLocker lock(&m_mutex);
    return m_reason;
}

void Shelter::noteRescue()
{
    const QMutexLocker lock(&m_mutex);
    m_hasRescued = true;
}

bool Shelter::hasRescued() const
{
    const QMutexLocker lock(&m_mutex);
    return m_hasRescued;
}

} // namespace cache
