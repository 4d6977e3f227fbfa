#include "server/contentstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace server {

namespace {

constexpr qsizetype copyStep = 1024 * 1024;

base::Error blobError(const QString &what)
{
    return {base::Error::Kind::Storage, QStringLiteral("content store: ") + what};
}

base::Status flush(const QString &path, int flags)
{
    const int file = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC | O_NOFOLLOW);
    const bool isFlushed = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    return isFlushed ? base::Status(base::Done{}) : base::Status(blobError(QStringLiteral("cannot flush")));
}

/// The name survives a power cut only when its folder is flushed as well.
base::Status giveName(const QString &from, const QString &to)
{
    const QString folder = QFileInfo(to).path();
    if (!QDir().mkpath(folder))
        return blobError(QStringLiteral("cannot make the folder"));
    if (auto flushed = flush(from, O_RDWR); !flushed)
        return flushed;
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return blobError(QStringLiteral("cannot rename"));
    return flush(folder, O_RDONLY | O_DIRECTORY);
}

base::Status append(const QString &part, QFile &target, ContentHash &hash, const std::atomic_bool &isInterrupted)
{
    QFile file(part);
    if (!file.open(QIODevice::ReadOnly))
        return blobError(QStringLiteral("a part is missing"));
    QByteArray bytes(copyStep, Qt::Uninitialized);
    for (;;) {
        if (isInterrupted)
            return base::Error{base::Error::Kind::Busy, QStringLiteral("the server is ending; ask again later")};
        const qint64 count = file.read(bytes.data(), bytes.size());
        if (count == 0)
            return base::Done{};
        if (count < 0 || target.write(bytes.constData(), count) != count)
            return blobError(QStringLiteral("cannot join parts"));
        hash.add(bytes.constData(), count);
    }
}

} // namespace

ContentStore::ContentStore(const QString &dataFolder)
    : m_folder(dataFolder + QLatin1String("/blobs"))
    , m_parts(dataFolder + QLatin1String("/parts"))
{ }

base::Status ContentStore::prepare() const
{
    if (!QDir().mkpath(m_folder) || !QDir().mkpath(m_parts))
        return blobError(QStringLiteral("cannot make the folder"));
    return base::Done{};
}

QString ContentStore::pathOf(const QByteArray &sha256) const
{
    const QString hex = QString::fromLatin1(sha256.toHex());
    return m_folder + QLatin1Char('/') + hex.left(2) + QLatin1Char('/') + hex.mid(2);
}

base::Status ContentStore::keep(const QString &upload, const ContentDigest &digest) const
{
    const QString path = pathOf(digest.sha256);
    if (QFileInfo(path).isFile() && QFileInfo(path).size() == digest.size) {
        QFile::remove(upload);
        return base::Done{};
    }
    return giveName(upload, path);
}

base::Result<ContentDigest> ContentStore::keepText(const QByteArray &text, const QString &scratch) const
{
    ContentHash hash;
    hash.add(text.constData(), text.size());
    QFile file(scratch);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text) != text.size() || !file.flush())
        return blobError(QStringLiteral("cannot write"));
    file.close();
    const auto kept = keep(scratch, hash.digest());
    return kept ? base::Result<ContentDigest>(hash.digest()) : kept.error();
}

void ContentStore::remove(const QByteArray &sha256) const
{
    QFile::remove(pathOf(sha256));
}

QString ContentStore::partPath(qint64 uploadId, qint64 number) const
{
    return QStringLiteral("%1/%2/%3").arg(m_parts).arg(uploadId).arg(number);
}

base::Status ContentStore::keepPart(const QString &upload, qint64 uploadId, qint64 number) const
{
    return giveName(upload, partPath(uploadId, number));
}

base::Result<ContentDigest> ContentStore::join(
    qint64 uploadId, const QList<qint64> &numbers, const QString &target) const
{
    QFile file(target);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return blobError(QStringLiteral("cannot write"));
    ContentHash hash;
    base::Status joined = base::Done{};
    for (const qint64 number : numbers) {
        if (joined)
            joined = append(partPath(uploadId, number), file, hash, m_isInterrupted);
    }
    if (joined && !file.flush())
        joined = blobError(QStringLiteral("cannot join parts"));
    if (joined)
        return hash.digest();
    file.remove();
    return joined.error();
}

void ContentStore::removeParts(qint64 uploadId) const
{
    QDir(QStringLiteral("%1/%2").arg(m_parts).arg(uploadId)).removeRecursively();
}

std::shared_ptr<void> ContentStore::claimUpload(qint64 uploadId) const
{
    const std::lock_guard lock(m_claimMutex);
    if (!m_claimed.insert(uploadId).second)
        return nullptr;
    return {static_cast<void *>(&m_claimed), [this, uploadId](void *) {
                {
                    const std::lock_guard again(m_claimMutex);
                    m_claimed.erase(uploadId);
                }
                m_claimEnded.notify_all();
            }};
}

void ContentStore::awaitClaim(qint64 uploadId, std::chrono::milliseconds longest) const
{
    std::unique_lock lock(m_claimMutex);
    if (!m_awaited.insert(uploadId).second)
        return;
    m_claimEnded.wait_for(lock, longest, [&] { return m_isInterrupted || !m_claimed.contains(uploadId); });
    m_awaited.erase(uploadId);
}

void ContentStore::interrupt()
{
    {
        const std::lock_guard lock(m_claimMutex); // nobody is between looking and waiting
        m_isInterrupted = true;
    }
    m_claimEnded.notify_all();
}

} // namespace server
