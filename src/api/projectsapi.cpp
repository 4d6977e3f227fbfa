#include "api/projectsapi.h"

#include "api/decode.h"
#include "api/decodeteams.h"
#include "base/whendone.h"

#include <QPointer>
#include <memory>

namespace api {

using base::Error;

namespace {

/// Counts the runs that are under way, for `activeRunCount`.
QJsonObject withActiveFilter(QJsonObject variables)
{
    variables.insert(
        QStringLiteral("activeFilter"), QStringLiteral("{\"state\": {\"$in\": [\"running\", \"pending\"]}}"));
    return variables;
}

QFuture<base::Result<domain::Project>> upsert(
    Transport &transport, const QJsonObject &input, bool isNew, const CallOptions &options)
{
    return transport.send(operationNamed(QLatin1String("UpsertProject")), {{QStringLiteral("input"), input}}, options)
        .then([isNew](const base::Result<Reply> &reply) {
            return reply.map([isNew](const Reply &data) -> base::Result<domain::Project> {
                const auto project = requiredObject(data, {QLatin1String("upsertModel"), QLatin1String("project")});
                if (!project)
                    return project.error();
                const QJsonValue inserted =
                    valueAt(data.data, {QLatin1String("upsertModel"), QLatin1String("inserted")});
                if (isNew && !inserted.toBool(true))
                    return Error{Error::Kind::Conflict, QStringLiteral("there is a project of this name")};
                return decodeProject(*project);
            });
        });
}

void finish(QPromise<base::Result<domain::Project>> &promise, const base::Result<domain::Project> &result)
{
    promise.addResult(result);
    promise.finish();
}

} // namespace

ProjectsApi::ProjectsApi(Transport &transport)
    : m_transport(transport)
{ }

QFuture<base::Result<HomeReply>> ProjectsApi::home(int projectsPerTeam, int runsPerProject, const CallOptions &options)
{
    const QJsonObject variables =
        withActiveFilter({{QStringLiteral("projects"), projectsPerTeam}, {QStringLiteral("runs"), runsPerProject}});
    return m_transport.send(operationNamed(QLatin1String("Home")), variables, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeHome); });
}

QFuture<base::Result<Page<domain::Project>>> ProjectsApi::page(
    const QString &entity, const QString &cursor, int size, const CallOptions &options)
{
    QJsonObject variables = withActiveFilter({{QStringLiteral("entity"), entity}, {QStringLiteral("first"), size}});
    if (!cursor.isEmpty())
        variables.insert(QStringLiteral("after"), cursor);
    return m_transport.send(operationNamed(QLatin1String("Projects")), variables, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeProjectPage); });
}

QFuture<base::Result<domain::Project>> ProjectsApi::project(const domain::ProjectPath &path, const CallOptions &options)
{
    return m_transport.send(operationNamed(QLatin1String("Project")), withActiveFilter(variablesOf(path)), options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeOneProject); });
}

QFuture<base::Result<QList<ProjectMember>>> ProjectsApi::members(
    const domain::ProjectPath &path, const CallOptions &options)
{
    return m_transport.send(operationNamed(QLatin1String("ProjectMembers")), variablesOf(path), options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeProjectMembers); });
}

QFuture<base::Result<domain::Project>> ProjectsApi::create(const domain::ProjectPath &path, const QString &description,
    domain::Visibility visibility, const CallOptions &options)
{
    QJsonObject input{{QStringLiteral("entityName"), path.entity}, {QStringLiteral("name"), path.project},
        {QStringLiteral("access"), domain::wireName(visibility)}};
    if (!description.isEmpty())
        input.insert(QStringLiteral("description"), description);
    // "upsert" would edit a project of this name: look first. Who creates it in between is told by `inserted`.
    auto promise = std::make_shared<QPromise<base::Result<domain::Project>>>();
    promise->start();
    auto future = promise->future();
    base::whenDone(&m_transport, project(path, options),
        [promise, input, urgency = options.urgency, owner = QPointer(options.owner),
            hasOwner = options.owner != nullptr,
            transport = &m_transport](const base::Result<domain::Project> &existing) {
            if (hasOwner && owner == nullptr)
                return;
            if (!existing && existing.error().kind == Error::Kind::NotFound) {
                base::whenDone(transport, upsert(*transport, input, true, {owner.data(), urgency}),
                    [promise](const base::Result<domain::Project> &created) { finish(*promise, created); });
            } else {
                finish(*promise,
                    existing ? Error{Error::Kind::Conflict, QStringLiteral("there is a project of this name")}
                             : existing.error());
            }
        });
    return future;
}

QFuture<base::Result<domain::Project>> ProjectsApi::edit(
    const domain::Project &project, const ProjectEdit &edit, const CallOptions &options)
{
    // With its id the project is edited under whatever name it has by now.
    QJsonObject input{{QStringLiteral("id"), project.id.value}, {QStringLiteral("entityName"), project.path.entity},
        {QStringLiteral("name"), project.path.project}};
    if (edit.description)
        input.insert(QStringLiteral("description"), *edit.description);
    if (edit.visibility)
        input.insert(QStringLiteral("access"), domain::wireName(*edit.visibility));
    return upsert(m_transport, input, false, options);
}

} // namespace api
