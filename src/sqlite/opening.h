#pragma once

#include "sqlite/database.h"

namespace sqlite {

/// The steps of opening a file, in the order that keeps a foreign or newer file untouched: look at the header without
/// SQLite, then at the version with it, and only then write.
class Opening
{
public:
    Opening(const QString &path, std::span<const Migration> migrations, const OpenOptions &options);
    base::Result<std::unique_ptr<Database>> run();

private:
    base::Status lookAtHeader();
    base::Status createFile();
    base::Status connect();
    base::Status configure();
    base::Status refuseNewer();
    base::Status mark();
    base::Status bringUpToDate();
    base::Result<qint64> numberOf(const QString &question);

    QString m_path;
    std::span<const Migration> m_migrations;
    OpenOptions m_options;
    std::unique_ptr<Database> m_database;
    bool m_isNew = false;
};

} // namespace sqlite
