#include "server/housekeeper.h"

#include "server/artifactfilestore.h"
#include "server/artifactretention.h"
#include "server/log.h"
#include "server/store.h"
#include "server/storequery.h"

#include <QDateTime>
#include <QStringList>

namespace server {

namespace {

using Numbers = QList<qint64>;

constexpr qint64 dayOfRest = qint64(24) * 3600 * 1000; ///< milliseconds
constexpr qint64 longestDeleted = 8 * dayOfRest; ///< a day more than the rule book gives to bring a run back
constexpr qint64 longestRest = 7 * dayOfRest; ///< of an upload in parts
constexpr qint64 longestDraft = 30 * dayOfRest; ///< of a version that is not committed
constexpr qint64 atOnce = 50; ///< rows in one transaction

/// Looks on a reading connection, where it may take its time, for what is to go: find(database, after) answers numbers
/// above `after` in their order. Each handful then goes by drop(numbers), which answers how much went.
template <typename Find, typename Drop>
base::Result<qint64> byHandfuls(Store &store, Find find, Drop drop)
{
    qint64 total = 0;
    qint64 after = 0;
    for (;;) {
        Numbers found;
        const base::Status looked = store.read([&](sqlite::Database &database) -> base::Status {
            const auto some = find(database, after);
            found = some.valueOr({});
            return some ? base::Status(base::Done{}) : base::Status(some.error());
        });
        if (!looked)
            return looked.error();
        if (found.isEmpty())
            return total;
        after = found.last();
        const base::Result<qint64> gone = drop(found);
        if (!gone)
            return gone;
        total += *gone;
    }
}

/// Of these rows, those that the last of the statements (number, moment) deletes.
base::Result<Numbers> deleteRows(Store &store, const QStringList &statements, const Numbers &numbers, qint64 before)
{
    Numbers gone;
    const base::Status done = store.write([&](sqlite::Database &database) -> base::Status {
        gone.clear(); // it may be the second attempt
        for (const qint64 number : numbers) {
            for (const QString &sql : statements) {
                if (auto executed = database.execute(sql, number, before); !executed)
                    return executed;
            }
            if (database.changes() > 0)
                gone.append(number);
        }
        return base::Done{};
    });
    return done ? base::Result<Numbers>(gone) : done.error();
}

base::Result<Numbers> numbersBefore(
    sqlite::Database &database, const QString &sql, qint64 before, qint64 after, qint64 count = atOnce)
{
    return readRows(
        database, sql, [](sqlite::Statement &row) { return row.integer(0); }, before, after, count);
}

base::Result<qint64> dropExpired(Store &store, qint64 now)
{
    const auto find = [now](sqlite::Database &database, qint64 after) {
        return expiredVersions(database, now, after, atOnce);
    };
    return byHandfuls(store, find, [&](const Numbers &versions) -> base::Result<qint64> {
        qint64 count = 0;
        const base::Status done = store.write([&](sqlite::Database &database) -> base::Status {
            const auto deleted = deleteExpired(database, now, versions);
            count = deleted.valueOr(0);
            return deleted ? base::Status(base::Done{}) : base::Status(deleted.error());
        });
        return done ? base::Result<qint64>(count) : done.error();
    });
}

/// One at a time: a history may be long. Their ids stay taken.
base::Result<qint64> dropDeletedRuns(Store &store, qint64 now)
{
    const qint64 before = now - longestDeleted;
    const auto find = [before](sqlite::Database &database, qint64 after) {
        return numbersBefore(database,
            QStringLiteral("SELECT id FROM runs WHERE deleted_at < ?1 AND id > ?2 ORDER BY id LIMIT ?3"), before, after,
            1);
    };
    const QStringList statements{QStringLiteral("INSERT OR IGNORE INTO gone_runs(project, name)"
                                                " SELECT project, name FROM runs WHERE id = ?1 AND deleted_at < ?2"),
        QStringLiteral("DELETE FROM runs WHERE id = ?1 AND deleted_at < ?2")};
    return byHandfuls(store, find, [&](const Numbers &runs) -> base::Result<qint64> {
        const auto gone = deleteRows(store, statements, runs, before);
        if (!gone)
            return gone.error();
        for (const qint64 run : *gone)
            store.content().removeRun(run);
        return gone->size();
    });
}

base::Result<qint64> dropRestingUploads(Store &store, qint64 now)
{
    const auto find = [now](sqlite::Database &database, qint64 after) {
        return numbersBefore(database,
            QStringLiteral("SELECT id FROM artifact_uploads WHERE created_at < ?1 AND id > ?2 ORDER BY id LIMIT ?3"),
            now - longestRest, after);
    };
    return byHandfuls(store, find, [&](const Numbers &uploads) -> base::Result<qint64> {
        const auto gone =
            deleteRows(store, {QStringLiteral("DELETE FROM artifact_uploads WHERE id = ?1 AND created_at < ?2")},
                uploads, now - longestRest);
        if (!gone)
            return gone.error();
        for (const qint64 upload : *gone)
            store.blobs().removeParts(upload);
        return gone->size();
    });
}

base::Result<qint64> dropOldDrafts(Store &store, qint64 now)
{
    const auto find = [now](sqlite::Database &database, qint64 after) {
        return numbersBefore(database,
            QStringLiteral("SELECT id FROM artifacts WHERE state = 'PENDING' AND created_at < ?1 AND id > ?2"
                           " ORDER BY id LIMIT ?3"),
            now - longestDraft, after);
    };
    return byHandfuls(store, find, [&](const Numbers &drafts) -> base::Result<qint64> {
        const auto gone = deleteRows(store,
            {QStringLiteral("DELETE FROM artifacts WHERE id = ?1 AND state = 'PENDING' AND created_at < ?2")}, drafts,
            now - longestDraft);
        return gone ? base::Result<qint64>(gone->size()) : gone.error();
    });
}

/// What of this content is still named by nothing. Nobody may keep the same content meanwhile: the gate is held from
/// the look into the database until the file is gone.
base::Result<qint64> dropContent(Store &store, const Numbers &candidates, qint64 before)
{
    const std::unique_lock gate(store.blobs().gate());
    QList<BlobRecord> gone;
    const base::Status done = store.write([&](sqlite::Database &database) -> base::Status {
        gone.clear();
        ArtifactFileStore files(database);
        for (const qint64 number : candidates) {
            const auto still = files.unreferencedBlobs(before, 1, number - 1);
            if (!still)
                return still.error();
            if (still->isEmpty() || still->first().id != number)
                continue;
            if (auto removed = files.removeBlob(number); !removed)
                return removed;
            gone.append(still->first());
        }
        return base::Done{};
    });
    if (!done)
        return done.error();
    for (const BlobRecord &blob : std::as_const(gone))
        store.blobs().remove(blob.sha256);
    return gone.size();
}

/// Content that nothing has named for a day.
base::Result<qint64> dropUnusedContent(Store &store, qint64 now)
{
    const qint64 before = now - dayOfRest;
    const auto find = [before](sqlite::Database &database, qint64 after) {
        return ArtifactFileStore(database).unreferencedBlobs(before, atOnce, after).map([](const auto &blobs) {
            Numbers numbers;
            for (const BlobRecord &blob : blobs)
                numbers.append(blob.id);
            return numbers;
        });
    };
    return byHandfuls(store, find, [&](const Numbers &candidates) { return dropContent(store, candidates, before); });
}

} // namespace

Housekeeper::Housekeeper(Store &store, std::chrono::milliseconds period)
    : m_store(store)
    , m_period(period)
    , m_thread([this] { loop(); })
{ }

Housekeeper::~Housekeeper()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

base::Result<Housekeeper::Round> Housekeeper::tidy(Store &store, qint64 now)
{
    const auto expired = dropExpired(store, now);
    const auto runs = expired ? dropDeletedRuns(store, now) : expired;
    const auto uploads = runs ? dropRestingUploads(store, now) : runs;
    const auto drafts = uploads ? dropOldDrafts(store, now) : uploads;
    const auto content = drafts ? dropUnusedContent(store, now) : drafts;
    return content ? base::Result<Round>(Round{*expired, *runs, *uploads, *content}) : content.error();
}

void Housekeeper::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, m_period, [this] { return m_isEnding; })) {
        lock.unlock();
        const auto round = tidy(m_store, QDateTime::currentMSecsSinceEpoch());
        if (!round)
            qCWarning(log).noquote() << "tidying up failed, is tried again:" << round.error().detail;
        else if (round->expired + round->runs + round->uploads + round->files > 0)
            qCInfo(log).noquote() << "tidied up:" << round->expired << "expired versions," << round->runs
                                  << "deleted runs," << round->uploads << "abandoned uploads," << round->files
                                  << "files without a name";
        lock.lock();
    }
}

} // namespace server
