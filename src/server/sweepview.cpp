#include "server/sweepview.h"

#include "server/globalid.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace server {

using SharedSweep = std::shared_ptr<const SweepView>;

base::Result<SharedSweep> findSweep(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name)
{
    auto record = SweepStore(session.database).find(project->record.id, name);
    if (!record)
        return record.error();
    if (!*record || project->isNameOnly)
        return SharedSweep();
    return std::make_shared<const SweepView>(SweepView{std::move(**record), project});
}

base::Result<SharedSweep> requireSweep(Session &session, const QString &globalId)
{
    const auto number = numberFromId("Sweep", globalId);
    return number ? requireSweep(session, *number) : Access::notFound();
}

base::Result<SharedSweep> requireSweep(Session &session, qint64 number)
{
    auto record = SweepStore(session.database).byId(number);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    const auto project = requireProject(session, (*record)->project);
    if (!project)
        return project.error();
    return std::make_shared<const SweepView>(SweepView{std::move(**record), *project});
}

Access::Target targetOf(const SweepView &sweep)
{
    Access::Target target = targetOf(*sweep.project);
    target.creator = sweep.record.creator;
    return target;
}

QString runFilterOf(const SweepRecord &sweep)
{
    const QJsonObject filter{{QStringLiteral("sweep"), sweep.name}};
    return QString::fromUtf8(QJsonDocument(filter).toJson(QJsonDocument::Compact));
}

} // namespace server
