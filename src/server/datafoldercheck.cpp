#include "server/chunkcodec.h"
#include "server/datafolderparts.h"
#include "server/storedcontent.h"
#include "server/storequery.h"

#include <QHash>

namespace server {

namespace {

const char *streamWord(qint64 stream)
{
    return stream == 0 ? "history" : stream == 1 ? "system metrics" : "console";
}

/// Follows the blocks of one stream after the other: each is readable, and one begins where the one before ended.
class BlockCheck
{
public:
    explicit BlockCheck(const DataFolder::Tell &tell)
        : m_tell(tell)
    { }

    void take(sqlite::Statement &row)
    {
        const qint64 run = row.integer(0);
        const qint64 stream = row.integer(1);
        const qint64 first = row.integer(2);
        const qint64 count = row.integer(3);
        if (run != m_run || stream != m_stream)
            m_next = 0;
        m_run = run;
        m_stream = stream;
        const QString place = QStringLiteral("%1 of %2").arg(QLatin1String(streamWord(stream)), row.text(6));
        if (first != m_next)
            damage(QStringLiteral("%1: lines %2 to %3 are missing").arg(place).arg(m_next).arg(first - 1));
        const auto lines = decodeChunk(row.blob(4), static_cast<quint32>(row.integer(5)));
        if (!lines || lines->size() != count)
            damage(QStringLiteral("%1: lines %2 to %3 are damaged").arg(place).arg(first).arg(first + count - 1));
        m_next = first + count;
    }
    [[nodiscard]] int damages() const { return m_damages; }

private:
    void damage(const QString &text)
    {
        ++m_damages;
        m_tell(text);
    }

    const DataFolder::Tell &m_tell;
    qint64 m_run = 0;
    qint64 m_stream = 0;
    qint64 m_next = 0;
    int m_damages = 0;
};

base::Result<int> checkBlocks(sqlite::Database &database, const DataFolder::Tell &tell)
{
    BlockCheck blocks(tell);
    const auto all = forEachRow(database,
        QStringLiteral(
            "SELECT chunks.run, chunks.stream, chunks.first_line, chunks.line_count, chunks.data, chunks.checksum,"
            " entities.name || '/' || projects.name || '/' || runs.name FROM chunks JOIN runs ON runs.id = chunks.run"
            " JOIN projects ON projects.id = runs.project JOIN entities ON entities.id = projects.entity"
            " ORDER BY chunks.run, chunks.stream, chunks.first_line"),
        [&blocks](sqlite::Statement &row) {
            blocks.take(row);
            return true;
        });
    return all ? base::Result<int>(blocks.damages()) : all.error();
}

base::Result<int> checkContent(sqlite::Database &database, const QString &folder, const DataFolder::Tell &tell)
{
    int damages = 0;
    const auto listed = forEachContent(database, [&](const StoredContent &content) {
        const auto facts = readContent(folder + QLatin1Char('/') + content.path);
        const bool isThere = facts && facts->isThere;
        if (isThere && facts->size == content.size && facts->md5 == content.md5)
            return true;
        ++damages;
        tell(isThere ? QStringLiteral("%1: %2 differs from what was uploaded").arg(content.what, content.path)
                     : QStringLiteral("%1: %2 is missing or unreadable").arg(content.what, content.path));
        return true;
    });
    return listed ? base::Result<int>(damages) : listed.error();
}

/// Rows that name other rows which are not there.
base::Result<int> checkReferences(sqlite::Database &database, const DataFolder::Tell &tell)
{
    int damages = 0;
    const auto all = forEachRow(database, QStringLiteral("PRAGMA foreign_key_check"), [&](sqlite::Statement &row) {
        ++damages;
        tell(QStringLiteral("database: row %1 of %2 names a row of %3 that is not there")
                 .arg(row.text(1), row.text(0), row.text(2)));
        return true;
    });
    return all ? base::Result<int>(damages) : all.error();
}

} // namespace

base::Result<int> DataFolder::check(const Tell &tell)
{
    if (const auto sound = d->database->integrityCheck(); !sound) {
        tell(QStringLiteral("server.db: %1").arg(sound.error().detail));
        return 1; // what lies in it cannot be told from such a file
    }
    if (auto begun = d->database->execute(QStringLiteral("BEGIN")); !begun)
        return begun.error();
    const auto references = checkReferences(*d->database, tell);
    const auto blocks = checkBlocks(*d->database, tell);
    const auto content = checkContent(*d->database, d->folder, tell);
    if (auto ended = d->database->execute(QStringLiteral("COMMIT")); !ended)
        return ended.error();
    for (const auto *part : {&references, &blocks, &content}) {
        if (!*part)
            return part->error();
    }
    return *references + *blocks + *content;
}

} // namespace server
