#include "server/filetransfer.h"

#include "server/httperrors.h"
#include "server/lookup.h"
#include "server/names.h"
#include "server/transfersession.h"

namespace server {

namespace {

/// The file's name inside the run: what follows the run in the path.
QString fileNameIn(const QStringList &path)
{
    return path.mid(4).join(QLatin1Char('/'));
}

base::Result<qint64> runFor(Session &session, const QStringList &path, domain::Action action)
{
    const auto run = requireRun(session, path.value(1), path.value(2), path.value(3));
    if (!run)
        return run.error();
    if (auto allowed = Access(session).require(action, targetOf(**run)); !allowed)
        return allowed.error();
    return (*run)->record.id;
}

} // namespace

HttpAnswer FileTransfer::put(const Credential &credential, const HttpRequest &request)
{
    const QString name = fileNameIn(request.path);
    if (!isSoundFileName(name))
        return errorAnswer(400, "BAD_NAME", QStringLiteral("this is no name for a file"));
    const RunFileRecord file{0, name, request.bodyDigest.size, request.bodyDigest.md5Text(), {}};
    // The content is in place before the database says that it is there; the right is asked before both.
    qint64 run = 0;
    const base::Status allowed = m_facts.store->read([&](sqlite::Database &database) {
        return withSession(m_facts, database, credential, [&](Session &session) -> base::Status {
            const auto found = runFor(session, request.path, domain::Action::RunLog);
            run = found.valueOr(0);
            return found ? base::Status(base::Done{}) : base::Status(found.error());
        });
    });
    if (!allowed)
        return answerFor(allowed.error());
    if (auto kept = m_facts.store->content().keep(request.bodyFile, run, name); !kept)
        return answerFor(kept.error());
    const base::Status done = m_facts.store->write([&](sqlite::Database &database) {
        return withSession(m_facts, database, credential, [&](Session &session) -> base::Status {
            const auto found = runFor(session, request.path, domain::Action::RunLog);
            if (!found)
                return found.error();
            return FileStore(database).put(*found, file, session.now);
        });
    });
    return done ? HttpAnswer{200, "application/json", "{}", {}, {}, false} : answerFor(done.error());
}

HttpAnswer FileTransfer::get(const Credential &credential, const HttpRequest &request)
{
    const QString name = fileNameIn(request.path);
    QString path;
    const base::Status done = m_facts.store->read([&](sqlite::Database &database) {
        return withSession(m_facts, database, credential, [&](Session &session) -> base::Status {
            const auto run = runFor(session, request.path, domain::Action::RunView);
            if (!run)
                return run.error();
            const auto file = FileStore(database).find(*run, name);
            if (!file)
                return file.error();
            if (!*file)
                return Access::notFound();
            path = m_facts.store->content().pathOf(*run, name);
            return base::Done{};
        });
    });
    if (!done)
        return answerFor(done.error());
    HttpAnswer answer;
    answer.contentType = "application/octet-stream"; // never shown as a page of this server
    answer.headers.emplaceBack("Content-Disposition", "attachment");
    answer.file = path;
    return answer;
}

} // namespace server
