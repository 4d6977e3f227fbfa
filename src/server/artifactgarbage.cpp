#include "server/artifactgarbage.h"

#include "server/artifactfilestore.h"
#include "server/artifactretention.h"
#include "server/storequery.h"

#include <limits>

namespace server {

namespace {

constexpr qint64 day = qint64(24) * 3600 * 1000; ///< milliseconds
constexpr qint64 longestPause = 7 * day;
constexpr qint64 longestWriting = 30 * day;

} // namespace

base::Status dropUnusedArtifactContent(sqlite::Database &database, qint64 now)
{
    return database.transact([&]() -> base::Status {
        const auto over = expiredVersions(database, now, 0, -1);
        if (!over)
            return over.error();
        if (const auto expired = deleteExpired(database, now, *over); !expired)
            return expired.error();
        auto abandoned = database.execute(
            QStringLiteral("DELETE FROM artifacts WHERE state = 'PENDING' AND created_at < ?1"), now - longestWriting);
        if (!abandoned)
            return abandoned;
        auto paused =
            database.execute(QStringLiteral("DELETE FROM artifact_uploads WHERE created_at < ?1"), now - longestPause);
        if (!paused)
            return paused;
        ArtifactFileStore files(database);
        const auto unused = files.unreferencedBlobs(std::numeric_limits<qint64>::max(), -1);
        if (!unused)
            return unused.error();
        for (const BlobRecord &blob : *unused) {
            if (auto removed = files.removeBlob(blob.id); !removed)
                return removed;
        }
        return base::Done{};
    });
}

base::Result<QStringList> uploadedParts(sqlite::Database &database)
{
    return readRows(database, QStringLiteral("SELECT upload, number FROM artifact_upload_parts WHERE is_there = 1"),
        [](sqlite::Statement &row) { return QStringLiteral("parts/%1/%2").arg(row.integer(0)).arg(row.integer(1)); });
}

} // namespace server
