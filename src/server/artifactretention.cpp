#include "server/artifactretention.h"

#include "server/access.h"
#include "server/artifactstore.h"
#include "server/lookup.h"
#include "server/registrystore.h"
#include "server/storequery.h"

namespace server {

namespace {

constexpr qint64 inherits = -1;
constexpr qint64 longest = qint64(100) * 366 * 24 * 3600; ///< seconds

} // namespace

bool isGeneratedType(const QString &type)
{
    return type == QLatin1String("run_table") || type == QLatin1String("code") || type == QLatin1String("job")
        || type.startsWith(QLatin1String("wandb-"));
}

base::Status setRetention(
    Session &session, const RetentionTarget &target, std::optional<qint64> seconds, ArtifactRecord &into)
{
    if (!seconds)
        return base::Done{};
    const std::optional<qint64> wanted =
        *seconds == inherits ? std::nullopt : std::optional<qint64>(std::max<qint64>(*seconds, 0));
    if (wanted == into.ttl)
        return base::Done{};
    if (wanted.value_or(0) > longest)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("ttlDurationSeconds: at most 100 years")};
    Access::Target object = targetOf(target.project);
    object.isLinkedOrGenerated = target.isLinked || isGeneratedType(target.type);
    if (auto allowed = Access(session).require(domain::Action::ArtifactTtlSet, object); !allowed)
        return allowed;
    into.ttl = wanted;
    return base::Done{};
}

namespace {

/// How many of these went: what has a protected alias stays.
base::Result<qint64> removeUnprotected(sqlite::Database &database, const QList<qint64> &artifacts)
{
    qint64 count = 0;
    for (const qint64 artifact : artifacts) {
        const auto alias = RegistryStore(database).protectedAliasOfArtifact(artifact);
        if (!alias)
            return alias.error();
        if (!alias->isEmpty())
            continue;
        if (auto removed = ArtifactStore(database).remove(artifact); !removed)
            return removed.error();
        ++count;
    }
    return count;
}

qint64 firstNumber(sqlite::Statement &row)
{
    return row.integer(0);
}

} // namespace

base::Status deleteArtifactsOf(sqlite::Database &database, qint64 run)
{
    const auto logged = readRows(database, QStringLiteral("SELECT id FROM artifacts WHERE run = ?1"), firstNumber, run);
    if (!logged)
        return logged.error();
    const auto removed = removeUnprotected(database, *logged);
    return removed ? base::Status(base::Done{}) : base::Status(removed.error());
}

base::Result<QList<qint64>> expiredVersions(sqlite::Database &database, qint64 now, qint64 after, qint64 count)
{
    return readRows(database,
        QStringLiteral("SELECT id FROM artifacts WHERE state = 'COMMITTED' AND ttl > 0"
                       " AND created_at + ttl * 1000 < ?1 AND id > ?2 ORDER BY id LIMIT ?3"),
        firstNumber, now, after, count);
}

base::Result<qint64> deleteExpired(sqlite::Database &database, qint64 now, const QList<qint64> &versions)
{
    QList<qint64> over;
    for (const qint64 version : versions) {
        const auto still = expiredVersions(database, now, version - 1, 1);
        if (!still)
            return still.error();
        if (still->value(0) == version)
            over.append(version);
    }
    return removeUnprotected(database, over);
}

} // namespace server
