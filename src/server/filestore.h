#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

/// Where the content of run files lies: `files/<run number>/<hash of the name>` below the data folder. Names of clients
/// never become paths. Files are complete under their final name or not there. Any thread.
class ContentFolder
{
public:
    explicit ContentFolder(const QString &dataFolder);

    /// Makes the folders and removes what interrupted uploads left.
    [[nodiscard]] base::Status prepare() const;
    /// A new name for an upload that begins.
    [[nodiscard]] QString uploadPath() const;
    [[nodiscard]] QString pathOf(qint64 run, const QString &name) const;
    /// Flushes an upload to disk and gives it its final name; replaces an older one.
    [[nodiscard]] base::Status keep(const QString &upload, qint64 run, const QString &name) const;
    void removeRun(qint64 run) const;

private:
    QString m_folder;
};

/// The list of run files.
class FileStore
{
public:
    explicit FileStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<QList<RunFileRecord>> ofRun(qint64 run);
    base::Result<std::optional<RunFileRecord>> find(qint64 run, const QString &name);
    base::Status put(qint64 run, const RunFileRecord &file, qint64 now);
    base::Status remove(qint64 run, const QString &name);
    struct Place
    {
        qint64 run = 0;
        QString name;
    };
    base::Result<std::optional<Place>> placeOf(qint64 file);

private:
    sqlite::Database &m_database;
};

} // namespace server
