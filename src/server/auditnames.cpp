#include "server/auditnames.h"

#include "server/globalid.h"
#include "server/logtext.h"
#include "server/storequery.h"

namespace server {

namespace {

constexpr qsizetype longestName = 256;

/// `sql` reads the words of the thing with the number ?1.
struct NamedKind
{
    const char *kind;
    const char *sql;
};

constexpr NamedKind namedKinds[] = {
    {"User", "SELECT 'user ' || username FROM users WHERE id = ?1"},
    {"Organization", "SELECT 'organization ' || name FROM organization WHERE ?1 = 1"},
    {"Entity", "SELECT 'team ' || name FROM entities WHERE id = ?1"},
    {"Role", "SELECT 'role ' || name FROM custom_roles WHERE id = ?1"},
    {"Invite",
        "SELECT 'invitation of ' || coalesce(nullif(invites.email, ''), users.username, '') || ' to team ' ||"
        " entities.name FROM invites JOIN entities ON entities.id = invites.entity"
        " LEFT JOIN users ON users.id = invites.user WHERE invites.id = ?1"},
    {"ApiKey",
        "SELECT 'key ' || keys.id || ' of user ' || users.username FROM keys"
        " JOIN users ON users.id = keys.user WHERE keys.id = ?1"},
    {"ProjectInternalId",
        "SELECT 'project ' || entities.name || '/' || projects.name FROM projects"
        " JOIN entities ON entities.id = projects.entity WHERE projects.id = ?1"},
    {"ArtifactCollection",
        "SELECT 'collection ' || entities.name || '/' || projects.name || '/' || collections.name"
        " FROM artifact_collections AS collections JOIN projects ON projects.id = collections.project"
        " JOIN entities ON entities.id = projects.entity WHERE collections.id = ?1"},
    {"Artifact",
        "SELECT 'version ' || entities.name || '/' || projects.name || '/' || sequences.name ||"
        " coalesce(':v' || members.version, '') FROM artifacts"
        " JOIN artifact_collections AS sequences ON sequences.id = artifacts.sequence"
        " JOIN projects ON projects.id = sequences.project JOIN entities ON entities.id = projects.entity"
        " LEFT JOIN artifact_members AS members ON members.artifact = artifacts.id"
        " AND members.collection = sequences.id WHERE artifacts.id = ?1"},
    {"File",
        "SELECT 'file ' || entities.name || '/' || projects.name || '/' || runs.name || '/' || files.name"
        " FROM run_files AS files JOIN runs ON runs.id = files.run JOIN projects ON projects.id = runs.project"
        " JOIN entities ON entities.id = projects.entity WHERE files.id = ?1"},
    {"View",
        "SELECT views.type || ' ' || entities.name || '/' || projects.name || '/' || views.display_name FROM views"
        " JOIN projects ON projects.id = views.project JOIN entities ON entities.id = projects.entity"
        " WHERE views.id = ?1"},
    {"Trigger",
        "SELECT 'automation ' || entities.name || '/' || automations.name FROM automations"
        " JOIN entities ON entities.id = automations.entity WHERE automations.id = ?1"},
    {"Integration",
        "SELECT 'webhook ' || entities.name || '/' || webhooks.name FROM webhooks"
        " JOIN entities ON entities.id = webhooks.entity WHERE webhooks.id = ?1"},
};

} // namespace

QString auditName(sqlite::Database &database, const QString &globalId)
{
    if (const auto run = runFromId(globalId))
        return QStringLiteral("run %1/%2/%3").arg(run->entity, run->project, run->run);
    if (const auto project = projectFromId(globalId))
        return QStringLiteral("project %1/%2").arg(project->entity, project->project);
    for (const NamedKind &named : namedKinds) {
        const auto number = numberFromId(named.kind, globalId);
        if (!number)
            continue;
        const auto words = readRow(
            database, QLatin1String(named.sql), [](sqlite::Statement &row) { return row.text(0); }, *number);
        const QString unknown = QStringLiteral("%1 %2").arg(QLatin1String(named.kind)).arg(*number);
        return words.valueOr({}).value_or(unknown).left(longestName);
    }
    return QString::fromUtf8(withoutKeys(globalId.toUtf8())).left(longestName); // a key put in the wrong place
}

} // namespace server
