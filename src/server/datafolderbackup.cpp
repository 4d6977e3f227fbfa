#include "server/datafolderparts.h"
#include "server/storedcontent.h"
#include "server/storefolder.h"
#include "server/storeschema.h"

#include <QDir>
#include <QFile>

namespace server {

namespace {

base::Error backupFailed(const QString &what)
{
    return {base::Error::Kind::Storage, QStringLiteral("backup: ") + what};
}

/// One state of the data, however many commits come meanwhile.
base::Status copyRecords(sqlite::Database &database, const QString &path)
{
    if (auto begun = database.execute(QStringLiteral("BEGIN")); !begun)
        return begun;
    const auto version = sqlite::schemaVersion(database); // the first read fixes the state
    const base::Status copied = version ? database.backUpTo(path) : base::Status(version.error());
    const base::Status ended = database.execute(QStringLiteral("COMMIT"));
    return copied ? ended : copied;
}

/// What the copy says about a run file that was uploaded again, or deleted, while the backup ran.
base::Status correct(sqlite::Database &copy, const StoredContent &content, const ContentFacts &facts)
{
    if (content.runFile == 0)
        return backupFailed(QStringLiteral("%1 is damaged: run check").arg(content.what));
    if (!facts.isThere)
        return copy.execute(QStringLiteral("DELETE FROM run_files WHERE id = ?1"), content.runFile);
    return copy.execute(QStringLiteral("UPDATE run_files SET size = ?2, md5 = ?3 WHERE id = ?1"), content.runFile,
        facts.size, facts.md5);
}

base::Status copyContent(sqlite::Database &copy, const QString &from, const QString &to)
{
    struct Difference
    {
        StoredContent content;
        ContentFacts facts;
    };
    QList<Difference> differences;
    base::Status copied = base::Done{};
    const auto listed = forEachContent(copy, [&](const StoredContent &content) {
        const auto facts = readContent(from + QLatin1Char('/') + content.path, to + QLatin1Char('/') + content.path);
        if (!facts)
            copied = facts.error();
        else if (!facts->isThere || facts->size != content.size || facts->md5 != content.md5)
            differences.append({content, *facts});
        return copied.ok();
    });
    if (!listed || !copied)
        return listed ? copied : listed;
    for (const Difference &difference : std::as_const(differences)) {
        if (auto corrected = correct(copy, difference.content, difference.facts); !corrected)
            return corrected;
    }
    return base::Done{};
}

} // namespace

base::Status DataFolder::backUpTo(const QString &target)
{
    const QString part = target + QLatin1String(".part");
    if (QFile::exists(target))
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("%1 exists already").arg(target)};
    if (!QDir(part).removeRecursively())
        return backupFailed(QStringLiteral("cannot remove %1").arg(part));
    if (auto made = makePrivateFolder(part); !made)
        return made;
    const QString path = part + QLatin1String("/server.db");
    if (auto copied = copyRecords(*d->database, path); !copied)
        return copied;
    {
        auto copy = sqlite::Database::open(path, storeMigrations(), storeOptions(false));
        if (!copy)
            return copy.error();
        if (auto copied = copyContent(**copy, d->folder, part); !copied)
            return copied;
    }
    const QString signingKey = QStringLiteral("/signing.key");
    const auto key = readContent(d->folder + signingKey, part + signingKey);
    if (!key)
        return key.error();
    QFile::setPermissions(part + signingKey, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!QDir().rename(part, target))
        return backupFailed(QStringLiteral("cannot rename %1").arg(part));
    return base::Done{};
}

} // namespace server
