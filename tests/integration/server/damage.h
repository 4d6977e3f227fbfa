#pragma once

#include <QString>

namespace test {

/// What SQLite's own full check says of a server's database: "ok", or what is damaged.
QString integrityOf(const QString &dataFolder);

/// Changes a server's database behind its back.
bool execute(const QString &dataFolder, const char *sql);

} // namespace test
