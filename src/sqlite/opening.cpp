#include "sqlite/opening.h"

#include "sqlite/fault.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <cstddef>
#include <sqlite3.h>
#include <vector>

namespace sqlite {

namespace {

// Places in the file format's header of 100 bytes.
constexpr qsizetype headerSize = 100;
constexpr qsizetype versionOffset = 60;
constexpr qsizetype applicationOffset = 68;
constexpr QByteArrayView magic("SQLite format 3\0", 16);
constexpr int busyMilliseconds = 5000;

base::Error newerVersion(int version, size_t known)
{
    return faultError(
        Fault::NewerVersion, QStringLiteral("the file has version %1, known is %2").arg(version).arg(known));
}

/// The beginning of the file, read as SQLite reads. A descriptor of our own would not do: closing it drops all locks
/// that this process holds on the file (POSIX), and another process would then take itself for the last one and delete
/// the write-ahead log under our other connections.
base::Result<QByteArray> readHeader(const QString &path)
{
    sqlite3_vfs *system = sqlite3_vfs_find(nullptr);
    const std::unique_ptr<char, decltype(&sqlite3_free_filename)> name(
        const_cast<char *>(sqlite3_create_filename(path.toUtf8().constData(), "", "", 0, nullptr)),
        &sqlite3_free_filename);
    std::vector<std::max_align_t> memory(
        static_cast<size_t>(system->szOsFile) / sizeof(std::max_align_t) + 1, std::max_align_t{});
    auto *file = reinterpret_cast<sqlite3_file *>(memory.data());
    int mode = 0;
    int code = system->xOpen(system, name.get(), file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &mode);
    QByteArray header(headerSize, '\0');
    if (code == SQLITE_OK)
        code = file->pMethods->xRead(file, header.data(), static_cast<int>(header.size()), 0);
    if (file->pMethods != nullptr)
        file->pMethods->xClose(file);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return faultError(faultFromCode(code), QString::fromUtf8(sqlite3_errstr(code)));
    return header;
}

} // namespace

Opening::Opening(const QString &path, std::span<const Migration> migrations, const OpenOptions &options)
    : m_path(path)
    , m_migrations(migrations)
    , m_options(options)
{
    Q_ASSERT(options.applicationId != 0);
}

base::Result<std::unique_ptr<Database>> Opening::run()
{
    using Step = base::Status (Opening::*)();
    for (const Step step : {&Opening::lookAtHeader, &Opening::createFile, &Opening::connect, &Opening::refuseNewer,
             &Opening::mark, &Opening::configure, &Opening::bringUpToDate}) {
        if (auto done = (this->*step)(); !done)
            return done.error();
    }
    // Until here a close would not have moved the WAL into the file.
    sqlite3_db_config(m_database->m_connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return std::move(m_database);
}

base::Status Opening::lookAtHeader()
{
    const QFileInfo file(m_path);
    m_isNew = !file.exists() || file.size() == 0;
    if (m_isNew)
        return base::Done{};
    const auto read = readHeader(m_path);
    if (!read)
        return read.error();
    const QByteArray &header = *read;
    if (file.size() < headerSize || !header.startsWith(magic))
        return faultError(Fault::Corrupt, QStringLiteral("not a database"));
    const auto application = qFromBigEndian<quint32>(header.constData() + applicationOffset);
    if (application != m_options.applicationId)
        return faultError(Fault::Foreign, QStringLiteral("application id %1").arg(application));
    const auto version = qFromBigEndian<qint32>(header.constData() + versionOffset);
    if (version < 0 || static_cast<size_t>(version) > m_migrations.size())
        return newerVersion(version, m_migrations.size());
    return base::Done{};
}

base::Status Opening::createFile()
{
    if (!m_isNew || QFile::exists(m_path) || m_options.readOnly)
        return base::Done{};
    QFile file(m_path);
    // The WAL and its index take the permissions of the file.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && !QFile::exists(m_path))
        return faultError(Fault::NoAccess, file.errorString());
    return base::Done{};
}

base::Status Opening::connect()
{
    sqlite3 *connection = nullptr;
    const int mode = m_options.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(
        m_path.toUtf8().constData(), &connection, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    m_database.reset(new Database(m_path, connection));
    if (code != SQLITE_OK)
        return lastError(connection, QStringLiteral("open"));
    sqlite3_busy_timeout(connection, busyMilliseconds);
    for (const auto &[option, value] : std::initializer_list<std::pair<int, int>>{{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
             {SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_DQS_DDL, 0}, {SQLITE_DBCONFIG_DQS_DML, 0},
             {SQLITE_DBCONFIG_ENABLE_FKEY, 1}, {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1}})
        sqlite3_db_config(connection, option, value, nullptr);
    return base::Done{};
}

base::Status Opening::refuseNewer()
{
    const auto version = schemaVersion(*m_database); // the WAL may know more than the header
    if (!version)
        return version.error();
    if (*version < 0 || static_cast<size_t>(*version) > m_migrations.size())
        return newerVersion(*version, m_migrations.size());
    return base::Done{};
}

base::Status Opening::mark()
{
    if (m_options.readOnly)
        return base::Done{};
    // Asked again, although the header said it: a journal left by an interrupted creation is rolled back only now.
    const auto application = numberOf(QStringLiteral("PRAGMA application_id"));
    if (!application)
        return application.error();
    const auto ours = static_cast<qint32>(m_options.applicationId);
    if (*application == ours)
        return base::Done{};
    const auto tables = numberOf(QStringLiteral("SELECT count(*) FROM sqlite_schema"));
    if (!tables)
        return tables.error();
    if (*application != 0 || *tables != 0)
        return faultError(Fault::Foreign, QStringLiteral("application id %1").arg(*application));
    // Before WAL, so that the mark stands in the file itself: an interrupted creation leaves an empty file or one of
    // ours, never one that looks foreign.
    return m_database->execute(QStringLiteral("PRAGMA application_id = %1").arg(ours));
}

base::Result<qint64> Opening::numberOf(const QString &question)
{
    auto statement = m_database->prepare(question);
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? statement->integer(0) : 0;
}

base::Status Opening::configure()
{
    QStringList pragmas{
        m_options.sync == Sync::Full ? QStringLiteral("PRAGMA synchronous = FULL")
                                     : QStringLiteral("PRAGMA synchronous = NORMAL"),
        QStringLiteral("PRAGMA temp_store = MEMORY"),
        QStringLiteral("PRAGMA cache_size = -8000"),
    };
    if (!m_options.readOnly) {
        pragmas.append(QStringLiteral("PRAGMA journal_mode = WAL"));
        pragmas.append(QStringLiteral("PRAGMA journal_size_limit = 16777216"));
    }
    for (const QString &pragma : std::as_const(pragmas)) {
        if (auto done = m_database->execute(pragma); !done)
            return done;
    }
    return base::Done{};
}

base::Status Opening::bringUpToDate()
{
    const auto version = schemaVersion(*m_database);
    if (!version)
        return version.error();
    if (static_cast<size_t>(*version) == m_migrations.size())
        return base::Done{};
    if (m_options.readOnly)
        return faultError(
            Fault::ReadOnly, QStringLiteral("the file has version %1 and cannot be migrated").arg(*version));
    if (m_options.backUpBeforeMigrating && *version > 0) {
        if (auto kept = m_database->backUpTo(QStringLiteral("%1.v%2").arg(m_path).arg(*version)); !kept)
            return kept;
    }
    return migrate(*m_database, m_migrations);
}

} // namespace sqlite
