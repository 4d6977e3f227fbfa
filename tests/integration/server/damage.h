#pragma once

#include <QString>

namespace test {

/// What SQLite's own full check says of a server's database: "ok", or what is damaged.
QString integrityOf(const QString &dataFolder);

} // namespace test
