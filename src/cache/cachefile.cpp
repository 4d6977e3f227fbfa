#include "cache/cachefile.h"

#include "cache/schema.h"
#include "sqlite/fault.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

namespace cache {

namespace {

Q_LOGGING_CATEGORY(fileLog, "cohort.cache", QtInfoMsg)

using Opened = base::Result<std::unique_ptr<sqlite::Database>>;

QString damageMark(const QString &folder)
{
    return folder + QStringLiteral("/cache.db.rebuild");
}

/// Renames a database with its log; what stood under the new name is replaced.
bool moveAside(const QString &path, const QString &aside)
{
    bool moved = true;
    for (const QLatin1String suffix : {QLatin1String(""), QLatin1String("-wal"), QLatin1String("-shm")}) {
        QFile::remove(aside + suffix);
        if (QFile::exists(path + suffix))
            moved = QFile::rename(path + suffix, aside + suffix) && moved;
    }
    return moved;
}

Opened openCacheAt(const QString &path)
{
    return sqlite::Database::open(
        path, cacheSchema(), {.applicationId = cacheApplicationId, .sync = sqlite::Sync::Normal});
}

/// Reads a row of each table: a file that is garbage behind a sound head is found at once, not by one page after the
/// other. What lies deeper is found in use (markCacheDamaged).
base::Status touchTables(sqlite::Database &database)
{
    QStringList names;
    {
        auto tables = database.prepare(QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table'"));
        if (!tables)
            return tables.error();
        for (auto row = tables->step(); !row || *row; row = tables->step()) {
            if (!row)
                return row.error();
            names.append(tables->text(0).replace(u'"', QStringLiteral("\"\"")));
        }
    }
    for (const QString &name : std::as_const(names)) {
        auto rows = database.prepare(QStringLiteral("SELECT * FROM \"%1\" LIMIT 1").arg(name));
        const auto row = rows ? rows->step() : base::Result<bool>(rows.error());
        if (!row)
            return row.error();
    }
    return base::Done{};
}

Opened openPersonalAt(const QString &path)
{
    return sqlite::Database::open(path, personalSchema(),
        {.applicationId = personalApplicationId, .sync = sqlite::Sync::Full, .backUpBeforeMigrating = true});
}

Opened rebuildCache(const QString &path)
{
    qCWarning(fileLog) << "the cache is damaged or foreign: moved aside and rebuilt";
    if (!moveAside(path, path + QStringLiteral(".aside")))
        return sqlite::faultError(sqlite::Fault::NoAccess, QStringLiteral("cannot move the damaged cache aside"));
    return openCacheAt(path);
}

/// Row by row, so that one that cannot be read costs no other.
int salvageLocalState(sqlite::Database &from, sqlite::Database &to)
{
    int saved = 0;
    auto rows = from.prepare(QStringLiteral("SELECT scope, state, changed_at FROM local_state"));
    while (rows) {
        const auto row = rows->step();
        if (!row || !*row)
            break;
        if (to.execute(QStringLiteral("INSERT OR IGNORE INTO local_state VALUES(?, ?, ?)"), rows->text(0),
                rows->text(1), rows->integer(2)))
            ++saved;
    }
    return saved;
}

Opened rescuePersonal(const QString &path)
{
    const QString kept =
        QStringLiteral("%1.damaged-%2")
            .arg(path, QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz")));
    if (!moveAside(path, kept))
        return sqlite::faultError(sqlite::Fault::NoAccess, QStringLiteral("cannot keep the damaged personal file"));
    auto fresh = openPersonalAt(path);
    const auto damaged = openPersonalAt(kept);
    const int saved = fresh && damaged ? salvageLocalState(**damaged, **fresh) : 0;
    qCWarning(fileLog) << "the personal file is damaged; it was kept, entries carried over:" << saved;
    return fresh;
}

/// Reads everything once: the file is small, and only its content matters.
base::Status verifyPersonal(sqlite::Database &database)
{
    if (auto checked = database.quickCheck(); !checked)
        return checked;
    return database.execute(QStringLiteral("SELECT sum(length(state)) FROM local_state"));
}

} // namespace

Opened openCacheFile(const QString &folder)
{
    const QString path = folder + QStringLiteral("/cache.db");
    if (QFile::exists(damageMark(folder))) {
        auto rebuilt = rebuildCache(path);
        if (rebuilt)
            QFile::remove(damageMark(folder));
        return rebuilt;
    }
    auto opened = openCacheAt(path);
    const base::Status sound = opened ? touchTables(**opened) : base::Status(opened.error());
    if (sound)
        return opened;
    opened = sound.error(); // closes it
    switch (sqlite::faultOf(sound.error())) {
    case sqlite::Fault::Corrupt:
    case sqlite::Fault::Foreign:
        return rebuildCache(path);
    case sqlite::Fault::NewerVersion:
        return openCacheAt(QStringLiteral("%1/cache.v%2.db").arg(folder).arg(cacheSchema().size()));
    default:
        return opened;
    }
}

Opened openPersonalFile(const QString &folder)
{
    const QString path = folder + QStringLiteral("/personal.db");
    auto opened = openPersonalAt(path);
    const auto verified = opened ? verifyPersonal(**opened) : base::Status(opened.error());
    if (verified || sqlite::faultOf(verified.error()) != sqlite::Fault::Corrupt)
        return opened;
    opened = base::Error{};
    return rescuePersonal(path);
}

void markCacheDamaged(const QString &folder)
{
    QFile mark(damageMark(folder));
    if (!mark.open(QIODevice::WriteOnly))
        qCWarning(fileLog) << "cannot mark the cache as damaged";
}

base::Status removeCacheFiles(const QString &folder)
{
    const QDir place(folder);
    const auto names = place.entryList({QStringLiteral("cache.db*"), QStringLiteral("cache.v*.db*")}, QDir::Files);
    for (const QString &name : names) {
        if (!QFile::remove(place.filePath(name)))
            return sqlite::faultError(sqlite::Fault::NoAccess, QStringLiteral("cannot delete %1").arg(name));
    }
    return base::Done{};
}

} // namespace cache
