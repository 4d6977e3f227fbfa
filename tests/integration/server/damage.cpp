#include "damage.h"

#include <sqlite3.h>

namespace test {

QString integrityOf(const QString &dataFolder)
{
    const QByteArray path = (dataFolder + QStringLiteral("/server.db")).toUtf8();
    sqlite3 *database = nullptr;
    QString answer;
    const auto take = [](void *into, int, char **values, char **) {
        *static_cast<QString *>(into) += QString::fromUtf8(values[0]);
        return 0;
    };
    if (sqlite3_open_v2(path.constData(), &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK
        || sqlite3_exec(database, "PRAGMA integrity_check", take, &answer, nullptr) != SQLITE_OK)
        answer = QString::fromUtf8(sqlite3_errmsg(database));
    sqlite3_close(database);
    return answer;
}

bool execute(const QString &dataFolder, const char *sql)
{
    const QByteArray path = (dataFolder + QStringLiteral("/server.db")).toUtf8();
    sqlite3 *database = nullptr;
    const bool isDone = sqlite3_open_v2(path.constData(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK
        && sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return isDone;
}

} // namespace test
