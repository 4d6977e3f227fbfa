#include "server/storedcontent.h"

#include "server/filestore.h"

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

} // namespace

base::Status forEachContent(sqlite::Database &database, const std::function<bool(const StoredContent &)> &take)
{
    auto statement = database.prepare(QStringLiteral(
        "SELECT run_files.id, run_files.run, run_files.name, run_files.size, run_files.md5, entities.name,"
        " projects.name, runs.name FROM run_files JOIN runs ON runs.id = run_files.run"
        " JOIN projects ON projects.id = runs.project JOIN entities ON entities.id = projects.entity"
        " ORDER BY run_files.id"));
    if (!statement)
        return statement.error();
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return base::Done{};
        const QString name = statement->text(2);
        const StoredContent content{ContentFolder(QString()).pathOf(statement->integer(1), name).mid(1),
            statement->integer(3), statement->text(4),
            QStringLiteral("run file \"%1\" of %2/%3/%4")
                .arg(name, statement->text(5), statement->text(6), statement->text(7)),
            statement->integer(0)};
        if (!take(content))
            return base::Done{};
    }
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
