#include "api/decode.h"
#include "api/decoderuns.h"
#include "api/decodeteams.h"

namespace api {

namespace {

/// None where the person's role in the team counts.
domain::BaseRole roleInProject(const QString &word)
{
    return word == QLatin1String("inherit") ? domain::BaseRole::None : domain::baseRoleFromWire(word);
}

} // namespace

domain::Project decodeProject(const QJsonObject &node)
{
    const QJsonValue user = node[QLatin1String("user")];
    domain::Project project;
    project.id.value = node[QLatin1String("id")].toString();
    project.path = {node[QLatin1String("entityName")].toString(), node[QLatin1String("name")].toString()};
    project.description = node[QLatin1String("description")].toString();
    project.visibilityText = node[QLatin1String("access")].toString();
    project.visibility = domain::visibilityFromWire(project.visibilityText);
    project.owner.value = user[QLatin1String("id")].toString();
    project.ownerName = personName(user);
    project.createdAt = timeFrom(node[QLatin1String("createdAt")]);
    project.lastActive = timeFrom(node[QLatin1String("lastActive")]);
    if (!project.lastActive.isValid())
        project.lastActive = timeFrom(node[QLatin1String("updatedAt")]);
    project.runCount = node[QLatin1String("runCount")].toInt(-1);
    project.activeRunCount = node[QLatin1String("activeRunCount")].toInt(-1);
    return project;
}

base::Result<Page<domain::Project>> decodeProjectPage(const Reply &reply)
{
    const auto entity = requiredObject(reply, {QLatin1String("entity")});
    if (!entity)
        return entity.error();
    if ((*entity)[QLatin1String("available")].toBool()) // the name is free
        return base::Error{base::Error::Kind::NotFound, QStringLiteral("entity")};
    return pageFrom<domain::Project>(reply, (*entity)[QLatin1String("projects")], decodeProject);
}

base::Result<domain::Project> decodeOneProject(const Reply &reply)
{
    return requiredObject(reply, {QLatin1String("project")}).map(decodeProject);
}

base::Result<QList<ProjectMember>> decodeProjectMembers(const Reply &reply)
{
    return requiredObject(reply, {QLatin1String("project")}).map([](const QJsonObject &project) {
        QList<ProjectMember> members;
        for (const QJsonValue node : project[QLatin1String("members")].toArray()) {
            members.append({{node[QLatin1String("id")].toString()}, node[QLatin1String("username")].toString(),
                node[QLatin1String("name")].toString(),
                roleInProject(node[QLatin1String("role")][QLatin1String("name")].toString())});
        }
        return members;
    });
}

base::Result<HomeReply> decodeHome(const Reply &reply)
{
    return requiredObject(reply, {QLatin1String("viewer")}).map([&reply](const QJsonObject &viewer) {
        HomeReply home;
        home.isPartial = reply.isPartial();
        for (const QJsonObject &team : nodesOf(viewer[QLatin1String("teams")])) {
            for (const QJsonObject &node : nodesOf(team[QLatin1String("projects")])) {
                const domain::Project project = decodeProject(node);
                home.projects.append(project);
                for (const QJsonObject &run : nodesOf(node[QLatin1String("runs")]))
                    home.runs.append(decodeRun(run, project.path));
            }
        }
        return home;
    });
}

} // namespace api
