#include "server/audit.h"

#include "server/globalid.h"
#include "server/logtext.h"

#include <algorithm>
#include <array>

namespace server {

using domain::Action;
using graphql::Value;

namespace {

/// What people and programs do all day with their own data.
constexpr std::array routine{Action::ProjectCreate, Action::SweepCreate, Action::RunLog, Action::RunEditMeta,
    Action::PanelEdit, Action::WorkspacePersonalEdit, Action::ViewSavedCreate, Action::ViewSavedEdit,
    Action::ReportComment, Action::ReportFollow, Action::ReportCreate, Action::ReportEdit, Action::ArtifactView,
    Action::ArtifactDownload, Action::ArtifactCreate, Action::ArtifactEditMetadata, Action::ArtifactAliasAdd,
    Action::ArtifactAliasRemove, Action::RegistryCardEdit, Action::RegistryVersionEditDescription,
    Action::RegistryTagEdit, Action::RegistryVersionUse};

/// Fields of inputs whose values may be written down: names, ids and choices. Never anything that could be a secret.
constexpr std::array harmless{"access", "admin", "base", "codeSavingEnabled", "defaultAccess", "defaultEntity",
    "deleteArtifacts", "description", "destinationEntityName", "destinationProjectName", "email", "entity",
    "entityName", "filters", "id", "ids", "membersCanInvite", "membersCanSetTtl", "modelsSeat", "name",
    "newBillingUser", "newProjectName", "oldProjectName", "owner", "permissions", "privateOnly", "projectId",
    "projectName", "role", "scope", "sourceEntityName", "sourceProjectName", "state", "teamAdminUserName", "teamName",
    "user", "userId", "userIds", "userName", "userOrgRole", "userProjectRole", "username"};

/// Global ids say what they stand for.
QString inWords(const QString &text)
{
    if (const auto run = runFromId(text))
        return QStringLiteral("run %1/%2/%3").arg(run->entity, run->project, run->run);
    if (const auto project = projectFromId(text))
        return QStringLiteral("project %1/%2").arg(project->entity, project->project);
    for (const char *kind : {"User", "Invite", "ApiKey", "Role", "Organization"}) {
        if (const auto number = numberFromId(kind, text))
            return QStringLiteral("%1 %2").arg(QLatin1String(kind)).arg(*number);
    }
    return QString::fromUtf8(withoutKeys(text.toUtf8())).left(256); // a key put in the wrong place
}

QJsonValue harmlessValue(const Value &value)
{
    if (value.kind() == Value::Kind::List) {
        QStringList words;
        for (const QString &text : value.toStrings())
            words.append(inWords(text));
        return words.join(QLatin1String(", ")).left(512);
    }
    const auto text = value.text();
    return text ? QJsonValue(inWords(*text)) : value.toJson();
}

} // namespace

bool isAudited(const MutationRule &rule)
{
    if (rule.actions.empty()) // one's own account: its keys above all
        return true;
    return std::any_of(rule.actions.begin(), rule.actions.end(),
        [](Action action) { return std::find(routine.begin(), routine.end(), action) == routine.end(); });
}

AuditEvent auditEventOf(const Session &session, AuditEvent::Way way, const QString &act)
{
    AuditEvent event;
    event.at = session.now;
    event.actor = session.who.user.id;
    event.actorName = session.who.user.username;
    event.key = session.who.key;
    event.peer = session.peer;
    event.way = way;
    event.act = act;
    return event;
}

QJsonObject auditDetail(const Value &input)
{
    QJsonObject detail;
    for (const auto &[name, value] : input.toFields()) {
        const bool isKnown = std::any_of(harmless.begin(), harmless.end(),
            [&name = name](const char *known) { return name == QLatin1String(known); });
        if (value.kind() == Value::Kind::Fields)
            detail.insert(name, auditDetail(value));
        else if (isKnown && !value.isNull())
            detail.insert(name, harmlessValue(value));
    }
    return detail;
}

QString auditObject(const Value &input)
{
    for (const char *field : {"id", "projectId", "viewId", "user", "userName", "userId", "username", "email"}) {
        const QString text = input[QLatin1String(field)].toString();
        if (!text.isEmpty())
            return inWords(text);
    }
    const QString entity = input[QStringLiteral("entityName")].toString();
    const QString project = input[QStringLiteral("projectName")].toString();
    if (!project.isEmpty())
        return QStringLiteral("project %1/%2").arg(entity, project);
    for (const char *field : {"entityName", "entity", "teamName", "sourceEntityName"}) {
        const QString text = input[QLatin1String(field)].toString();
        if (!text.isEmpty())
            return QStringLiteral("team ") + text.left(256);
    }
    return input[QStringLiteral("name")].toString().left(256);
}

base::Status noteOutcome(
    Session &session, AuditEvent event, const std::optional<base::Error> &error, qsizetype refusalsBefore)
{
    event.isAllowed = !error;
    if (error) {
        const bool isRefused =
            error->kind == base::Error::Kind::Forbidden || error->kind == base::Error::Kind::NotFound;
        if (!isRefused)
            return base::Done{};
        const bool isForbidden = error->kind == base::Error::Kind::Forbidden;
        const bool hasReason = isForbidden && session.refusals.size() > refusalsBefore;
        event.reason =
            hasReason ? session.refusals.last().reason : QLatin1String(isForbidden ? "Forbidden" : "NotVisible");
    }
    return AuditStore(session.database).append(event);
}

} // namespace server
