#include "server/filestore.h"

#include "server/storequery.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QUuid>
#include <cstdio>
#include <unistd.h>

namespace server {

namespace {

base::Error contentError(const QString &what)
{
    return {base::Error::Kind::Storage, QStringLiteral("run file: ") + what};
}

RunFileRecord readFile(sqlite::Statement &row)
{
    return {row.integer(0), row.text(1), row.integer(2), row.text(3), timeOf(row.integer(4))};
}

} // namespace

ContentFolder::ContentFolder(const QString &dataFolder)
    : m_folder(dataFolder + QLatin1String("/files"))
{ }

base::Status ContentFolder::prepare() const
{
    QDir uploads(m_folder + QLatin1String("/uploads"));
    uploads.removeRecursively();
    if (!QDir().mkpath(uploads.path()))
        return contentError(QStringLiteral("cannot make the folder"));
    return base::Done{};
}

QString ContentFolder::uploadPath() const
{
    return m_folder + QLatin1String("/uploads/") + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// The hash of the name: names that differ in case or normalisation only stay apart on every file system.
QString ContentFolder::pathOf(qint64 run, const QString &name) const
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(40);
    return QStringLiteral("%1/%2/%3").arg(m_folder).arg(run).arg(QLatin1String(hash));
}

base::Status ContentFolder::keep(const QString &upload, qint64 run, const QString &name) const
{
    QFile file(upload);
    if (!file.open(QIODevice::ReadWrite) || ::fsync(file.handle()) != 0)
        return contentError(QStringLiteral("cannot flush"));
    file.close();
    const QString path = pathOf(run, name);
    if (!QDir().mkpath(QStringLiteral("%1/%2").arg(m_folder).arg(run)))
        return contentError(QStringLiteral("cannot make the folder"));
    if (std::rename(QFile::encodeName(upload).constData(), QFile::encodeName(path).constData()) != 0)
        return contentError(QStringLiteral("cannot rename"));
    return base::Done{};
}

void ContentFolder::removeRun(qint64 run) const
{
    QDir(QStringLiteral("%1/%2").arg(m_folder).arg(run)).removeRecursively();
}

base::Result<QList<RunFileRecord>> FileStore::ofRun(qint64 run)
{
    return readRows(m_database,
        QStringLiteral("SELECT id, name, size, md5, updated_at FROM run_files WHERE run = ?1 ORDER BY name"), readFile,
        run);
}

base::Result<std::optional<RunFileRecord>> FileStore::find(qint64 run, const QString &name)
{
    return readRow(m_database,
        QStringLiteral("SELECT id, name, size, md5, updated_at FROM run_files WHERE run = ?1 AND name = ?2"), readFile,
        run, name);
}

base::Status FileStore::put(qint64 run, const RunFileRecord &file, qint64 now)
{
    return m_database.execute(
        QStringLiteral("INSERT INTO run_files(run, name, size, md5, updated_at) VALUES(?1, ?2, ?3, ?4, ?5)"
                       " ON CONFLICT(run, name) DO UPDATE SET size = excluded.size, md5 = excluded.md5,"
                       " updated_at = excluded.updated_at"),
        run, file.name, file.size, file.md5, now);
}

base::Status FileStore::remove(qint64 run, const QString &name)
{
    return m_database.execute(QStringLiteral("DELETE FROM run_files WHERE run = ?1 AND name = ?2"), run, name);
}

base::Result<std::optional<FileStore::Place>> FileStore::placeOf(qint64 file)
{
    return readRow(
        m_database, QStringLiteral("SELECT run, name FROM run_files WHERE id = ?1"),
        [](sqlite::Statement &row) {
            return Place{row.integer(0), row.text(1)};
        },
        file);
}

} // namespace server
