#include "server/storedcontent.h"

#include "server/contentstore.h"
#include "server/filestore.h"
#include "server/storequery.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <unistd.h>

namespace server {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

base::Error copyFailed(const QFile &file)
{
    return {base::Error::Kind::Storage, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString())};
}

StoredContent runFileIn(const sqlite::Statement &row)
{
    const QString name = row.text(2);
    return {ContentFolder(QString()).pathOf(row.integer(1), name).mid(1), row.integer(3), row.text(4),
        QStringLiteral("run file \"%1\" of %2/%3/%4").arg(name, row.text(5), row.text(6), row.text(7)), row.integer(0)};
}

StoredContent artifactContentIn(const sqlite::Statement &row)
{
    const QString where = row.isNull(4)
        ? QStringLiteral("no artifact")
        : QStringLiteral("\"%1\" of %2/%3/%4").arg(row.text(3), row.text(4), row.text(5), row.text(6));
    return {ContentStore(QString()).pathOf(row.blob(0)).mid(1), row.integer(1), row.text(2),
        QStringLiteral("artifact content ") + where, 0};
}

} // namespace

base::Status forEachContent(sqlite::Database &database, const std::function<bool(const StoredContent &)> &take)
{
    const auto runFiles = forEachRow(database,
        QStringLiteral("SELECT run_files.id, run_files.run, run_files.name, run_files.size, run_files.md5,"
                       " entities.name, projects.name, runs.name FROM run_files JOIN runs ON runs.id = run_files.run"
                       " JOIN projects ON projects.id = runs.project JOIN entities ON entities.id = projects.entity"
                       " ORDER BY run_files.id"),
        [&take](sqlite::Statement &row) { return take(runFileIn(row)); });
    if (!runFiles)
        return runFiles.error();
    if (!*runFiles)
        return base::Done{};
    // One of the files that the content stands for, for a person to know it by.
    const auto blobs = forEachRow(database,
        QStringLiteral("SELECT blobs.sha256, blobs.size, blobs.md5, entries.path, entities.name, projects.name,"
                       " collections.name FROM blobs LEFT JOIN artifact_entries AS entries ON entries.blob = blobs.id"
                       " LEFT JOIN artifacts ON artifacts.id = entries.artifact"
                       " LEFT JOIN artifact_collections AS collections ON collections.id = artifacts.sequence"
                       " LEFT JOIN projects ON projects.id = collections.project"
                       " LEFT JOIN entities ON entities.id = projects.entity GROUP BY blobs.id ORDER BY blobs.id"),
        [&take](sqlite::Statement &row) { return take(artifactContentIn(row)); });
    return blobs ? base::Status(base::Done{}) : blobs.error();
}

base::Result<ContentFacts> readContent(const QString &path, const QString &copy)
{
    QFile source(path);
    if (!source.exists())
        return ContentFacts{};
    if (!source.open(QIODevice::ReadOnly))
        return copyFailed(source);
    QFile target(copy);
    if (!copy.isEmpty()
        && (!QDir().mkpath(QFileInfo(copy).path()) || !target.open(QIODevice::WriteOnly | QIODevice::NewOnly)))
        return copyFailed(target);
    QCryptographicHash hash(QCryptographicHash::Md5);
    ContentFacts facts{true, 0, {}};
    for (;;) {
        const QByteArray piece = source.read(pieceBytes);
        if (piece.isEmpty())
            break;
        hash.addData(piece);
        facts.size += piece.size();
        if (target.isOpen() && target.write(piece) != piece.size())
            return copyFailed(target);
    }
    if (source.error() != QFileDevice::NoError)
        return copyFailed(source);
    if (target.isOpen() && (!target.flush() || ::fsync(target.handle()) != 0))
        return copyFailed(target);
    facts.md5 = QString::fromLatin1(hash.result().toBase64());
    return facts;
}

} // namespace server
