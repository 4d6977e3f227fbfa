#pragma once

#include "base/result.h"
#include "server/session.h"
#include "server/streamplan.h"
#include "server/streamrequest.h"

#include <QHash>

namespace server {

/// POST /files/{entity}/{project}/{run}/file_stream. Any thread.
class FileStream
{
public:
    explicit FileStream(const ServerFacts &facts)
        : m_facts(facts)
    { }

    /// Answers after everything is committed; the same request again changes nothing.
    HttpAnswer answer(const Credential &credential, const HttpRequest &request);

private:
    struct Outcome;
    struct Plans
    {
        qint64 run = 0;
        QHash<const StreamRequest::Lines *, StreamPlan> ofChunks; ///< of the first chunk of each stream
    };
    base::Result<Outcome> take(const Credential &credential, const QStringList &path, const StreamRequest &stream);
    base::Result<Plans> plan(const Credential &credential, const QStringList &path, const StreamRequest &stream);
    base::Result<Outcome> write(
        const Credential &credential, const QStringList &path, const StreamRequest &stream, const Plans &plans);
    template <typename Work>
    base::Status withSession(sqlite::Database &database, const Credential &credential, Work work);

    const ServerFacts &m_facts;
};

} // namespace server
