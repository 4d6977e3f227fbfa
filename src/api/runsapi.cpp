#include "api/runsapi.h"

#include "api/decode.h"
#include "api/decoderuns.h"
#include "base/lenientjson.h"

namespace api {

using base::Error;

namespace {

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(base::writeLenientJson(object));
}

QJsonObject editInput(const domain::GlobalRunId &run, const domain::RunEdit &edit)
{
    QJsonObject input{{QStringLiteral("id"), run.value}};
    if (edit.displayName)
        input.insert(QStringLiteral("displayName"), *edit.displayName);
    if (edit.notes)
        input.insert(QStringLiteral("notes"), *edit.notes);
    if (edit.tags)
        input.insert(QStringLiteral("tags"), QJsonArray::fromStringList(*edit.tags));
    if (edit.group)
        input.insert(QStringLiteral("groupName"), *edit.group);
    if (edit.jobType)
        input.insert(QStringLiteral("jobType"), *edit.jobType);
    return input;
}

/// The place of a run as its global id tells it: "Run:v1:{run}:{project}:{entity}" (protocol, section 4).
domain::ProjectPath projectFrom(const domain::GlobalRunId &id)
{
    const QString text = QString::fromUtf8(QByteArray::fromBase64(id.value.toLatin1()));
    const QStringList parts = text.split(QLatin1Char(':'));
    return parts.size() == 5 ? domain::ProjectPath{parts[4], parts[3]} : domain::ProjectPath{};
}

QFuture<base::Status> mutate(
    Transport &transport, const char *operation, const QJsonObject &input, const CallOptions &options)
{
    return transport.send(operationNamed(QLatin1String(operation)), {{QStringLiteral("input"), input}}, options)
        .then([](const base::Result<Reply> &reply) {
            return reply.map([](const Reply &data) -> base::Status {
                const QJsonValue payload = data.data.isEmpty() ? QJsonValue() : data.data.begin().value();
                if (!payload.isObject())
                    return missing(data, QStringLiteral("an empty payload"));
                if (!payload[QLatin1String("success")].toBool(true))
                    return Error{Error::Kind::Conflict, QStringLiteral("success is false")};
                return base::Done{};
            });
        });
}

} // namespace

RunsApi::RunsApi(Transport &transport)
    : m_transport(transport)
{ }

QFuture<base::Result<Page<domain::Run>>> RunsApi::page(
    const domain::ProjectPath &project, const RunsRequest &request, const CallOptions &options)
{
    QJsonObject variables = variablesOf(project);
    variables.insert(QStringLiteral("first"), request.size);
    variables.insert(QStringLiteral("order"), request.order);
    variables.insert(QStringLiteral("filters"), textOf(request.filters));
    variables.insert(QStringLiteral("payload"), request.withPayload);
    if (!request.cursor.isEmpty())
        variables.insert(QStringLiteral("after"), request.cursor);
    return m_transport.send(operationNamed(QLatin1String("Runs")), variables, options)
        .then([project](const base::Result<Reply> &reply) {
            return reply.map([&project](const Reply &data) { return decodeRunPage(data, project); });
        });
}

QFuture<base::Result<domain::Run>> RunsApi::run(const domain::RunPath &path, const CallOptions &options)
{
    return m_transport.send(operationNamed(QLatin1String("Run")), variablesOf(path), options)
        .then([project = path.project](const base::Result<Reply> &reply) {
            return reply.map([&project](const Reply &data) { return decodeOneRun(data, project); });
        });
}

QFuture<base::Result<Page<domain::ConsoleLine>>> RunsApi::console(
    const domain::RunPath &path, const ConsoleRequest &request, const CallOptions &options)
{
    QJsonObject variables = variablesOf(path);
    variables.insert(request.fromEnd ? QStringLiteral("last") : QStringLiteral("first"), request.count);
    if (!request.fromEnd && !request.cursor.isEmpty())
        variables.insert(QStringLiteral("after"), request.cursor);
    return m_transport.send(operationNamed(QLatin1String("LogLines")), variables, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeConsole); });
}

QFuture<base::Result<QList<RunFile>>> RunsApi::files(
    const domain::RunPath &path, const QStringList &names, const CallOptions &options)
{
    QJsonObject variables = variablesOf(path);
    variables.insert(QStringLiteral("names"), QJsonArray::fromStringList(names));
    variables.insert(QStringLiteral("first"), static_cast<int>(names.size()));
    return m_transport.send(operationNamed(QLatin1String("RunFiles")), variables, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeFiles); });
}

QFuture<base::Result<domain::Run>> RunsApi::edit(
    const domain::GlobalRunId &run, const domain::RunEdit &edit, const CallOptions &options)
{
    return m_transport
        .send(operationNamed(QLatin1String("EditRun")), {{QStringLiteral("input"), editInput(run, edit)}}, options)
        .then([project = projectFrom(run)](const base::Result<Reply> &reply) {
            return reply.map([&project](const Reply &data) {
                return requiredObject(data, {QLatin1String("upsertBucket"), QLatin1String("bucket")})
                    .map([&project](const QJsonObject &bucket) { return decodeRun(bucket, project); });
            });
        });
}

QFuture<base::Status> RunsApi::stop(const domain::GlobalRunId &run, const CallOptions &options)
{
    return mutate(m_transport, "StopRun", {{QStringLiteral("id"), run.value}}, options);
}

QFuture<base::Status> RunsApi::remove(const domain::GlobalRunId &run, bool withArtifacts, const CallOptions &options)
{
    return mutate(m_transport, "DeleteRun",
        {{QStringLiteral("id"), run.value}, {QStringLiteral("deleteArtifacts"), withArtifacts}}, options);
}

QFuture<base::Status> RunsApi::undelete(const domain::RunPath &path, const CallOptions &options)
{
    return mutate(m_transport, "UndeleteRuns",
        {{QStringLiteral("entityName"), path.project.entity}, {QStringLiteral("projectName"), path.project.project},
            {QStringLiteral("filters"), textOf({{QStringLiteral("name"), path.run}})}},
        options);
}

} // namespace api
