#pragma once

#include "api/page.h"
#include "api/transport.h"
#include "domain/run.h"

#include <QUrl>

namespace api {

/// Which page of a project's runs.
struct RunsRequest
{
    QString cursor; ///< empty: the first page
    int size = 100;
    QString order = QStringLiteral("-created_at"); ///< protocol, section 17
    QJsonObject filters; ///< MongoDB's manner, section 17
    bool withPayload = true; ///< config and summary too
};

/// Which lines of the console.
struct ConsoleRequest
{
    int count = 1000;
    bool fromEnd = false; ///< the last `count` lines; `cursor` is ignored
    QString cursor; ///< empty: from the beginning
};

/// A file of a run. `url` may be of another host and carries its own signature: the key is never sent there.
struct RunFile
{
    QString name;
    qint64 bytes = 0;
    QString contentType;
    QUrl url;

    bool operator==(const RunFile &) const = default;
};

/// Reading and editing runs (protocol, sections 13 and 17).
class RunsApi
{
public:
    /// `transport` outlives this object.
    explicit RunsApi(Transport &transport);

    /// Rows with `isFull` where the payload was asked for. `total` counts all runs that the filters let through.
    QFuture<base::Result<Page<domain::Run>>> page(
        const domain::ProjectPath &project, const RunsRequest &request, const CallOptions &options = {});
    /// One run with everything but its rows: metadata and historyKeys too.
    QFuture<base::Result<domain::Run>> run(const domain::RunPath &path, const CallOptions &options = {});
    QFuture<base::Result<Page<domain::ConsoleLine>>> console(
        const domain::RunPath &path, const ConsoleRequest &request, const CallOptions &options = {});
    QFuture<base::Result<QList<RunFile>>> files(
        const domain::RunPath &path, const QStringList &names, const CallOptions &options = {});

    /// Answers the run as it is now (small row).
    QFuture<base::Result<domain::Run>> edit(
        const domain::GlobalRunId &run, const domain::RunEdit &edit, const CallOptions &options = {});
    QFuture<base::Status> stop(const domain::GlobalRunId &run, const CallOptions &options = {});
    QFuture<base::Status> remove(const domain::GlobalRunId &run, bool withArtifacts, const CallOptions &options = {});
    QFuture<base::Status> undelete(const domain::RunPath &path, const CallOptions &options = {});

private:
    Transport &m_transport;
};

} // namespace api
