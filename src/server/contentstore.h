#pragma once

#include "base/result.h"
#include "server/contenthash.h"

#include <QList>
#include <QString>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>

namespace server {

/// Where the content of artifacts lies: `blobs/ab/cdef...` below the data folder, named by SHA-256, so that the same
/// content lies there once. Content is complete under its name or not there. Names of clients never become paths. Any
/// thread.
class ContentStore
{
public:
    explicit ContentStore(const QString &dataFolder);

    [[nodiscard]] base::Status prepare() const;
    [[nodiscard]] QString pathOf(const QByteArray &sha256) const;
    /// Flushes `upload` (a file in the data folder) to disk and gives it its name; drops it if the content is there.
    [[nodiscard]] base::Status keep(const QString &upload, const ContentDigest &digest) const;
    /// Writes `text` as content.
    [[nodiscard]] base::Result<ContentDigest> keepText(const QByteArray &text, const QString &scratch) const;
    void remove(const QByteArray &sha256) const;

    // Parts of an upload that comes in pieces; they outlive a restart of the server.
    [[nodiscard]] base::Status keepPart(const QString &upload, qint64 uploadId, qint64 number) const;
    /// Joins the parts in this order into the new file `target`, with constant memory. Busy: interrupt() was called;
    /// the parts are kept.
    [[nodiscard]] base::Result<ContentDigest> join(
        qint64 uploadId, const QList<qint64> &numbers, const QString &target) const;
    void removeParts(qint64 uploadId) const;
    /// Whoever joins the parts of an upload holds its claim until they are removed; null: somebody else does.
    [[nodiscard]] std::shared_ptr<void> claimUpload(qint64 uploadId) const;
    /// Waits until nobody holds the claim, `longest` is over or interrupt() is called. One waits for an upload; others
    /// return at once, so that a client which asks again and again holds up nobody else.
    void awaitClaim(qint64 uploadId, std::chrono::milliseconds longest) const;
    /// The server ends: what takes long gives up, now and from now on.
    void interrupt();

    /// Held shared from keep() until the database says that the content is there, and exclusively by whoever removes
    /// content that nothing refers to.
    [[nodiscard]] std::shared_mutex &gate() const { return m_gate; }

private:
    [[nodiscard]] QString partPath(qint64 uploadId, qint64 number) const;

    QString m_folder;
    QString m_parts;
    mutable std::shared_mutex m_gate;
    mutable std::mutex m_claimMutex;
    mutable std::condition_variable m_claimEnded;
    mutable std::set<qint64> m_claimed; ///< uploads
    mutable std::set<qint64> m_awaited; ///< uploads
    std::atomic_bool m_isInterrupted = false;
};

} // namespace server
