#pragma once

#include "base/result.h"
#include "sqlite/database.h"

#include <QString>
#include <functional>

namespace server {

/// A file of the data folder that the database names.
struct StoredContent
{
    QString path; ///< relative to the data folder
    qint64 size = 0;
    QString md5; ///< base64
    QString what; ///< for a person: run file "model.pt" of lab/vit/3f9c
    qint64 runFile = 0; ///< its row's id; 0: no run file
};

/// What a file holds.
struct ContentFacts
{
    bool isThere = false;
    qint64 size = 0;
    QString md5; ///< base64
};

/// `take` every file that the database names, content that several name once; false ends it.
base::Status forEachContent(sqlite::Database &database, const std::function<bool(const StoredContent &)> &take);

/// Reads the file in pieces; with `copy`, writes and flushes a copy there, too.
base::Result<ContentFacts> readContent(const QString &path, const QString &copy = {});

} // namespace server
