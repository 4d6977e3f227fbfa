#include "server/storeschema.h"

#include "server/accesstables.h"
#include "server/artifactschema.h"

namespace server {

namespace {

QStringList peopleTables()
{
    return {
        QStringLiteral("CREATE TABLE organization(id INTEGER PRIMARY KEY CHECK(id = 1), name TEXT NOT NULL,"
                       " enforces_privacy INTEGER NOT NULL DEFAULT 0)"),
        QStringLiteral("CREATE TABLE marks(name TEXT PRIMARY KEY) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " username TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL, email TEXT NOT NULL,"
                       " is_service INTEGER NOT NULL DEFAULT 0, service_entity INTEGER REFERENCES entities(id),"
                       " deactivated INTEGER NOT NULL DEFAULT 0, seat TEXT NOT NULL, org_role TEXT NOT NULL,"
                       " billing_admin INTEGER NOT NULL DEFAULT 0, default_entity INTEGER REFERENCES entities(id),"
                       " created_at INTEGER NOT NULL, last_active INTEGER)"),
        QStringLiteral("CREATE TABLE entities(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " name TEXT NOT NULL UNIQUE COLLATE NOCASE, kind TEXT NOT NULL,"
                       " owner INTEGER REFERENCES users(id), default_access TEXT NOT NULL DEFAULT 'PRIVATE',"
                       " introduction TEXT NOT NULL DEFAULT '', members_may_invite INTEGER NOT NULL DEFAULT 0,"
                       " members_may_set_ttl INTEGER NOT NULL DEFAULT 0, public_reports INTEGER NOT NULL DEFAULT 1,"
                       " hidden INTEGER NOT NULL DEFAULT 0, private_only INTEGER NOT NULL DEFAULT 0,"
                       " join_by_domain INTEGER NOT NULL DEFAULT 0, save_code INTEGER NOT NULL DEFAULT 0,"
                       " created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE members(entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,"
                       " user INTEGER NOT NULL REFERENCES users(id), role TEXT NOT NULL, since INTEGER NOT NULL,"
                       " PRIMARY KEY(entity, user)) WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX members_by_user ON members(user)"),
        QStringLiteral(
            "CREATE TABLE invites(id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,"
            " email TEXT NOT NULL COLLATE NOCASE, user INTEGER REFERENCES users(id), role TEXT NOT NULL,"
            " invited_by INTEGER REFERENCES users(id), created_at INTEGER NOT NULL, sent_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE UNIQUE INDEX invites_by_mail ON invites(entity, email) WHERE email <> ''"),
        QStringLiteral("CREATE UNIQUE INDEX invites_by_user ON invites(entity, user) WHERE user IS NOT NULL"),
        QStringLiteral("CREATE TABLE keys(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, hash BLOB NOT NULL UNIQUE,"
                       " kind TEXT NOT NULL, description TEXT NOT NULL DEFAULT '', ending TEXT NOT NULL DEFAULT '',"
                       " created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX keys_by_user ON keys(user)"),
    };
}

QStringList projectTables()
{
    return {
        QStringLiteral(
            "CREATE TABLE projects(id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE, name TEXT NOT NULL,"
            " description TEXT NOT NULL DEFAULT '', access TEXT NOT NULL, owner INTEGER REFERENCES users(id),"
            " created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, run_counter INTEGER NOT NULL DEFAULT 0,"
            " UNIQUE(entity, name))"),
        QStringLiteral(
            "CREATE TABLE project_members(project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
            " user INTEGER NOT NULL REFERENCES users(id), role TEXT NOT NULL,"
            " PRIMARY KEY(project, user)) WITHOUT ROWID"),
        // The long texts come last: a row's beginning is read without them.
        QStringLiteral(
            "CREATE TABLE runs(id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE, name TEXT NOT NULL,"
            " display_name TEXT NOT NULL, state TEXT NOT NULL, creator INTEGER REFERENCES users(id),"
            " run_group TEXT NOT NULL DEFAULT '', job_type TEXT NOT NULL DEFAULT '',"
            " tags TEXT NOT NULL DEFAULT '[]', sweep TEXT NOT NULL DEFAULT '', host TEXT NOT NULL DEFAULT '',"
            " commit_hash TEXT NOT NULL DEFAULT '', program TEXT NOT NULL DEFAULT '',"
            " repo TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
            " heartbeat_at INTEGER NOT NULL, deleted_at INTEGER, deleted_with_artifacts INTEGER NOT NULL DEFAULT 0,"
            " stop_requested INTEGER NOT NULL DEFAULT 0, stopped_by INTEGER REFERENCES users(id), exitcode INTEGER,"
            " runtime REAL, last_step INTEGER NOT NULL DEFAULT -1, history_lines INTEGER NOT NULL DEFAULT 0,"
            " event_lines INTEGER NOT NULL DEFAULT 0, log_lines INTEGER NOT NULL DEFAULT 0,"
            " notes TEXT NOT NULL DEFAULT '', description TEXT NOT NULL DEFAULT '',"
            " config TEXT NOT NULL DEFAULT '{}', summary TEXT NOT NULL DEFAULT '{}',"
            " UNIQUE(project, name))"),
        QStringLiteral("CREATE INDEX runs_by_creation ON runs(project, created_at)"),
        QStringLiteral("CREATE INDEX runs_by_heartbeat ON runs(project, heartbeat_at)"),
        QStringLiteral("CREATE INDEX runs_by_display_name ON runs(project, display_name)"),
    };
}

QStringList streamTables()
{
    return {
        QStringLiteral("CREATE TABLE chunks(id INTEGER PRIMARY KEY,"
                       " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, stream INTEGER NOT NULL,"
                       " first_line INTEGER NOT NULL, line_count INTEGER NOT NULL, min_step INTEGER NOT NULL,"
                       " max_step INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, checksum INTEGER NOT NULL,"
                       " data BLOB NOT NULL)"),
        QStringLiteral("CREATE UNIQUE INDEX chunks_by_line ON chunks(run, stream, first_line, line_count, min_step,"
                       " max_step, raw_bytes)"),
        QStringLiteral("CREATE TABLE run_keys(run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,"
                       " key TEXT NOT NULL, type TEXT NOT NULL, count INTEGER NOT NULL, last REAL,"
                       " PRIMARY KEY(run, key, type)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE run_files(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " size INTEGER NOT NULL, md5 TEXT NOT NULL, updated_at INTEGER NOT NULL, UNIQUE(run, name))"),
    };
}

QStringList viewTables()
{
    return {
        QStringLiteral("CREATE TABLE views(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE, type TEXT NOT NULL,"
                       " name TEXT NOT NULL, display_name TEXT NOT NULL, description TEXT NOT NULL,"
                       " creator INTEGER REFERENCES users(id), updated_by INTEGER REFERENCES users(id),"
                       " created_using TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
                       " locked INTEGER NOT NULL DEFAULT 0, parent INTEGER REFERENCES views(id) ON DELETE SET NULL,"
                       " cover_url TEXT NOT NULL DEFAULT '', preview_url TEXT NOT NULL DEFAULT '',"
                       " view_count INTEGER NOT NULL DEFAULT 0, spec TEXT NOT NULL, UNIQUE(project, type, name))"),
        QStringLiteral("CREATE INDEX views_by_change ON views(project, updated_at)"),
        QStringLiteral("CREATE INDEX views_by_parent ON views(parent) WHERE parent IS NOT NULL"),
        QStringLiteral("CREATE TABLE view_stars(view INTEGER NOT NULL REFERENCES views(id) ON DELETE CASCADE,"
                       " user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, starred_at INTEGER NOT NULL,"
                       " PRIMARY KEY(view, user)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE view_comments(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " view INTEGER NOT NULL REFERENCES views(id) ON DELETE CASCADE,"
                       " thread INTEGER REFERENCES view_comments(id) ON DELETE CASCADE,"
                       " poster INTEGER REFERENCES users(id), body TEXT NOT NULL, details TEXT NOT NULL DEFAULT '',"
                       " created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX view_comments_by_view ON view_comments(view)"),
        QStringLiteral("CREATE TABLE view_links(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " view INTEGER NOT NULL REFERENCES views(id) ON DELETE CASCADE, token TEXT NOT NULL UNIQUE,"
                       " projects TEXT NOT NULL, created_by INTEGER REFERENCES users(id), created_at INTEGER NOT NULL,"
                       " revoked_at INTEGER)"),
        QStringLiteral("CREATE INDEX view_links_by_view ON view_links(view)"),
    };
}

QStringList shareTables()
{
    return {
        QStringLiteral("ALTER TABLE view_links ADD COLUMN personal INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("ALTER TABLE view_links ADD COLUMN may_edit INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("CREATE TABLE view_link_people(user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,"
                       " link INTEGER NOT NULL REFERENCES view_links(id) ON DELETE CASCADE,"
                       " PRIMARY KEY(user, link)) WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX view_link_people_by_link ON view_link_people(link)"),
    };
}

QStringList identityTables()
{
    return {
        QStringLiteral("CREATE TABLE token_issuers(id INTEGER PRIMARY KEY AUTOINCREMENT, issuer TEXT NOT NULL UNIQUE,"
                       " audience TEXT NOT NULL, keys BLOB NOT NULL, created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE external_accounts(user INTEGER PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,"
                       " issuer TEXT NOT NULL, subject TEXT NOT NULL, UNIQUE(issuer, subject))"),
    };
}

QStringList sweepTables()
{
    return {
        QStringLiteral(
            "CREATE TABLE sweeps(id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE, name TEXT NOT NULL,"
            " display_name TEXT NOT NULL, description TEXT NOT NULL, config TEXT NOT NULL, method TEXT NOT NULL,"
            " state TEXT NOT NULL, creator INTEGER REFERENCES users(id), controller TEXT NOT NULL,"
            " scheduler TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
            " heartbeat_at INTEGER NOT NULL, next_index INTEGER NOT NULL DEFAULT 0, UNIQUE(project, name))"),
        QStringLiteral("CREATE TABLE sweep_agents(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " sweep INTEGER NOT NULL REFERENCES sweeps(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " host TEXT NOT NULL, creator INTEGER REFERENCES users(id), created_at INTEGER NOT NULL,"
                       " heartbeat_at INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0)"),
        QStringLiteral("CREATE INDEX sweep_agents_by_sweep ON sweep_agents(sweep)"),
        QStringLiteral("CREATE TABLE sweep_runs(id INTEGER PRIMARY KEY,"
                       " sweep INTEGER NOT NULL REFERENCES sweeps(id) ON DELETE CASCADE, run TEXT NOT NULL,"
                       " agent INTEGER NOT NULL REFERENCES sweep_agents(id) ON DELETE CASCADE, UNIQUE(sweep, run))"),
        QStringLiteral("CREATE INDEX sweep_runs_by_agent ON sweep_runs(agent)"),
        QStringLiteral("CREATE INDEX runs_by_sweep ON runs(project, sweep) WHERE sweep <> ''"),
    };
}

QStringList runStoryTables()
{
    return {
        QStringLiteral("CREATE TABLE run_alerts(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, title TEXT NOT NULL,"
                       " text TEXT NOT NULL, severity TEXT NOT NULL, created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX run_alerts_by_run ON run_alerts(run)"),
        QStringLiteral("CREATE TABLE run_branches(run INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE,"
                       " source INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, step INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX run_branches_by_source ON run_branches(source)"),
    };
}

QStringList automationTables()
{
    return {
        QStringLiteral("CREATE TABLE webhooks(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " url TEXT NOT NULL, access_token_ref TEXT NOT NULL, secret_ref TEXT NOT NULL,"
                       " created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX webhooks_by_entity ON webhooks(entity)"),
        QStringLiteral("CREATE TABLE automations(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,"
                       " project INTEGER REFERENCES projects(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " description TEXT NOT NULL, enabled INTEGER NOT NULL, event_type TEXT NOT NULL,"
                       " event_filter TEXT NOT NULL, action_type TEXT NOT NULL,"
                       " integration INTEGER REFERENCES webhooks(id) ON DELETE CASCADE, payload TEXT NOT NULL,"
                       " creator INTEGER REFERENCES users(id), created_at INTEGER NOT NULL,"
                       " updated_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX automations_by_entity ON automations(entity)"),
        QStringLiteral("CREATE INDEX automations_by_project ON automations(project)"),
        QStringLiteral("CREATE INDEX automations_by_integration ON automations(integration)"),
    };
}

QStringList chartTables()
{
    return {
        QStringLiteral("CREATE TABLE custom_charts(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " display_name TEXT NOT NULL, type TEXT NOT NULL, public INTEGER NOT NULL, spec TEXT NOT NULL,"
                       " creator INTEGER REFERENCES users(id), created_at INTEGER NOT NULL,"
                       " updated_at INTEGER NOT NULL, UNIQUE(entity, name))"),
        QStringLiteral("ALTER TABLE automations ADD COLUMN collection INTEGER REFERENCES artifact_collections(id)"
                       " ON DELETE CASCADE"),
        QStringLiteral("CREATE INDEX automations_by_collection ON automations(collection)"),
    };
}

} // namespace

std::span<const sqlite::Migration> storeMigrations()
{
    static const sqlite::Migration steps[] = {
        {"people, teams, keys", peopleTables()},
        {"projects and runs", projectTables()},
        {"streams and files of runs", streamTables()},
        {"sign-in tokens expire", {QStringLiteral("ALTER TABLE keys ADD COLUMN expires_at INTEGER")}},
        {"reports and saved views", viewTables()},
        {"artifacts", artifactTables()},
        {"registries", registryTables()},
        {"sweeps and their agents", sweepTables()},
        {"alerts and branches of runs", runStoryTables()},
        {"automations and webhooks", automationTables()},
        {"custom roles, what is enforced, tasks, audit log", accessTables()},
        {"custom charts, automations of collections", chartTables()},
        {"protected aliases of each registry", registryAliasTables()},
        {"ids of runs that are gone for good",
            {QStringLiteral("CREATE TABLE gone_runs(project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
                            " name TEXT NOT NULL, PRIMARY KEY(project, name)) WITHOUT ROWID")}},
        {"reports shared with people by name", shareTables()},
        {"identity providers and the service accounts of their subjects", identityTables()},
        {"rows that a forked run took over, several writers of a run",
            {QStringLiteral("ALTER TABLE runs ADD COLUMN taken_lines INTEGER NOT NULL DEFAULT 0"),
                QStringLiteral("CREATE TABLE stream_writers("
                               " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, writer TEXT NOT NULL,"
                               " stream INTEGER NOT NULL, next_line INTEGER NOT NULL,"
                               " PRIMARY KEY(run, writer, stream)) WITHOUT ROWID")}},
        {"where the console lines of several writers of a run went",
            {QStringLiteral("CREATE TABLE writer_lines("
                            " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, writer TEXT NOT NULL,"
                            " first_line INTEGER NOT NULL, line_count INTEGER NOT NULL, place INTEGER NOT NULL,"
                            " PRIMARY KEY(run, writer, first_line)) WITHOUT ROWID")}},
    };
    return steps;
}

} // namespace server
