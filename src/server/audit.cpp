#include "server/audit.h"

#include "server/auditnames.h"
#include "server/globalid.h"
#include "server/sharestore.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace server {

using domain::Action;
using graphql::Value;

namespace {

/// What people and programs do all day with their own data.
constexpr std::array routine{Action::ProjectCreate, Action::SweepCreate, Action::RunLog, Action::RunEditMeta,
    Action::PanelEdit, Action::WorkspacePersonalEdit, Action::ViewSavedCreate, Action::ViewSavedEdit,
    Action::ReportView, Action::ReportComment, Action::ReportFollow, Action::ReportCreate, Action::ReportEdit,
    Action::ArtifactView, Action::ArtifactDownload, Action::ArtifactCreate, Action::ArtifactEditMetadata,
    Action::ArtifactAliasAdd, Action::ArtifactAliasRemove, Action::RegistryCardEdit,
    Action::RegistryVersionEditDescription, Action::RegistryTagEdit, Action::RegistryVersionUse, Action::MrAddModel,
    Action::MrDownload};

/// Logs a version as any other; how long that one is kept goes along with it.
constexpr char loggingMutation[] = "createArtifact";

/// Fields of inputs whose values may be written down: names, ids and choices. Never anything that could be a secret.
constexpr std::array harmless{"access", "accountType", "addSeat", "admin", "adminType", "alias", "aliases",
    "allowAllArtifactTypesInRegistry", "artifactCollectionName", "artifactID", "artifactPortfolioID",
    "artifactPortfolioName", "artifactSequenceID", "artifactTypes", "codeSavingEnabled", "decline", "defaultAccess",
    "defaultEntity", "deleteAliases", "deleteArtifacts", "deleteDrafts", "description", "destinationEntityName",
    "destinationProjectName", "email", "enabled", "entity", "entityName", "files", "filters", "hidden", "hideTeam",
    "id", "ids", "inheritedFrom", "integrationID", "joinByDomain", "membersCanInvite", "membersCanSetTtl", "modelsSeat",
    "name", "newBillingUser", "newProjectName", "oldProjectName", "openToMatchingOrgEmailDomainUsers", "owner",
    "permissions", "privateOnly", "projectId", "projectName", "projects", "publicReportSharing", "role", "saveCode",
    "scope", "scopeID", "scopeType", "sourceEntityName", "sourceProjectName", "state", "tagName", "tagsToAdd",
    "tagsToDelete", "teamAdminUserName", "teamId", "teamIds", "teamName", "teamProjectRole", "teams",
    "triggeredActionType", "triggerID", "triggeringEventType", "ttlDurationSeconds", "user", "userId", "userIds",
    "userName", "username", "userOrgRole", "userProjectRole", "viewId"};

constexpr std::size_t longestList = 100; ///< of inputs in one line

QJsonValue harmlessValue(sqlite::Database &database, const Value &value)
{
    if (value.kind() != Value::Kind::List) {
        const auto text = value.text();
        return text ? QJsonValue(auditName(database, *text)) : value.toJson();
    }
    const Value::List &items = value.toList();
    if (!items.empty() && items.front().kind() == Value::Kind::Fields) {
        QJsonArray details;
        for (std::size_t i = 0; i < std::min(items.size(), longestList); ++i)
            details.append(auditDetail(database, items[i]));
        return details;
    }
    QStringList words;
    for (const QString &text : value.toStrings().mid(0, longestList))
        words.append(auditName(database, text));
    return words.join(QLatin1String(", ")).left(512);
}

} // namespace

bool isAudited(const MutationRule &rule)
{
    if (rule.actions.empty()) // one's own account: its keys above all
        return true;
    const bool isLogging = qstrcmp(rule.mutation, loggingMutation) == 0;
    return !isLogging && std::any_of(rule.actions.begin(), rule.actions.end(), [](Action action) {
        return std::find(routine.begin(), routine.end(), action) == routine.end();
    });
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

bool isWrittenToAudit(const QString &field)
{
    return std::any_of(
        harmless.begin(), harmless.end(), [&field](const char *known) { return field == QLatin1String(known); });
}

QJsonObject auditDetail(sqlite::Database &database, const Value &input)
{
    QJsonObject detail;
    for (const auto &[name, value] : input.toFields()) {
        if (value.kind() == Value::Kind::Fields)
            detail.insert(name, auditDetail(database, value));
        else if (isWrittenToAudit(name) && !value.isNull())
            detail.insert(name, harmlessValue(database, value));
    }
    return detail;
}

QString auditObject(sqlite::Database &database, const Value &input)
{
    for (const char *field : {"id", "projectId", "viewId", "artifactID", "artifactSequenceID", "artifactPortfolioID",
             "triggerID", "user", "userName", "userId", "username", "email"}) {
        const QString text = input[QLatin1String(field)].toString();
        if (!text.isEmpty())
            return auditName(database, text);
    }
    if (const QString token = input[QStringLiteral("token")].toString(); !token.isEmpty()) { // a secret
        const auto share = ShareStore(database).byToken(token);
        return share && *share ? auditName(database, numberId("View", (*share)->view)) : QString();
    }
    const QString entity = input[QStringLiteral("entityName")].toString();
    const QString project = input[QStringLiteral("projectName")].toString();
    if (!project.isEmpty())
        return QStringLiteral("project %1/%2").arg(entity, project);
    for (const char *field : {"ids", "files"}) {
        const Value &list = input[QLatin1String(field)];
        if (!list.toList().empty())
            return harmlessValue(database, list).toString();
    }
    for (const char *field : {"entityName", "entity", "teamName", "sourceEntityName"}) {
        const QString text = input[QLatin1String(field)].toString();
        if (!text.isEmpty())
            return QStringLiteral("team ") + text.left(256);
    }
    for (const char *field : {"newBillingUser", "organizationID", "organizationId"}) {
        const QString text = input[QLatin1String(field)].toString();
        if (!text.isEmpty())
            return auditName(database, text);
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
