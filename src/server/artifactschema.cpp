#include "server/artifactschema.h"

namespace server {

namespace {

QStringList contentTables()
{
    return {
        QStringLiteral("CREATE TABLE blobs(id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 BLOB NOT NULL UNIQUE,"
                       " md5 TEXT NOT NULL, size INTEGER NOT NULL, created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX blobs_by_md5 ON blobs(md5)"),
    };
}

QStringList collectionTables()
{
    return {
        QStringLiteral("CREATE TABLE artifact_types(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " description TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL, UNIQUE(project, name))"),
        QStringLiteral(
            "CREATE TABLE artifact_collections(id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
            " type INTEGER NOT NULL REFERENCES artifact_types(id), kind TEXT NOT NULL, name TEXT NOT NULL,"
            " description TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
            " next_version INTEGER NOT NULL DEFAULT 0, UNIQUE(project, name))"),
        QStringLiteral("CREATE INDEX artifact_collections_by_type ON artifact_collections(type)"),
        QStringLiteral("CREATE TABLE collection_tags(collection INTEGER NOT NULL REFERENCES artifact_collections(id)"
                       " ON DELETE CASCADE, tag TEXT NOT NULL, PRIMARY KEY(collection, tag)) WITHOUT ROWID"),
    };
}

QStringList versionTables()
{
    return {
        QStringLiteral(
            "CREATE TABLE artifacts(id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " sequence INTEGER NOT NULL REFERENCES artifact_collections(id) ON DELETE CASCADE, state TEXT NOT NULL,"
            " digest TEXT NOT NULL, commit_hash TEXT NOT NULL, ttl INTEGER, history_step INTEGER,"
            " creator INTEGER REFERENCES users(id), run INTEGER REFERENCES runs(id) ON DELETE SET NULL,"
            " distributed_id TEXT NOT NULL DEFAULT '', pending_aliases TEXT NOT NULL DEFAULT '[]',"
            " size INTEGER NOT NULL DEFAULT 0, file_count INTEGER NOT NULL DEFAULT 0,"
            " manifest INTEGER REFERENCES blobs(id), created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
            " description TEXT NOT NULL DEFAULT '', metadata TEXT NOT NULL DEFAULT '')"),
        QStringLiteral("CREATE INDEX artifacts_by_digest ON artifacts(sequence, digest)"),
        QStringLiteral("CREATE INDEX artifacts_by_run ON artifacts(run)"),
        QStringLiteral("CREATE INDEX artifacts_by_manifest ON artifacts(manifest)"),
        QStringLiteral("CREATE TABLE artifact_client_ids(client_id TEXT PRIMARY KEY,"
                       " artifact INTEGER NOT NULL REFERENCES artifacts(id) ON DELETE CASCADE) WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX artifact_client_ids_by_artifact ON artifact_client_ids(artifact)"),
        QStringLiteral("CREATE TABLE artifact_tags(artifact INTEGER NOT NULL REFERENCES artifacts(id)"
                       " ON DELETE CASCADE, tag TEXT NOT NULL, PRIMARY KEY(artifact, tag)) WITHOUT ROWID"),
        // A version's place in a collection: the sequence that it was logged to, and what it is linked to.
        QStringLiteral("CREATE TABLE artifact_members(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " collection INTEGER NOT NULL REFERENCES artifact_collections(id) ON DELETE CASCADE,"
                       " artifact INTEGER NOT NULL REFERENCES artifacts(id) ON DELETE CASCADE,"
                       " version INTEGER NOT NULL, created_at INTEGER NOT NULL, UNIQUE(collection, version),"
                       " UNIQUE(collection, artifact))"),
        QStringLiteral("CREATE INDEX artifact_members_by_artifact ON artifact_members(artifact)"),
        QStringLiteral("CREATE TABLE artifact_aliases(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " collection INTEGER NOT NULL REFERENCES artifact_collections(id) ON DELETE CASCADE,"
                       " member INTEGER NOT NULL REFERENCES artifact_members(id) ON DELETE CASCADE,"
                       " alias TEXT NOT NULL, UNIQUE(collection, alias))"),
        QStringLiteral("CREATE INDEX artifact_aliases_by_member ON artifact_aliases(member)"),
        QStringLiteral("CREATE TABLE artifact_uses(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " artifact INTEGER NOT NULL REFERENCES artifacts(id) ON DELETE CASCADE,"
                       " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, used_as TEXT NOT NULL,"
                       " created_at INTEGER NOT NULL, UNIQUE(artifact, run, used_as))"),
        QStringLiteral("CREATE INDEX artifact_uses_by_run ON artifact_uses(run)"),
        QStringLiteral("CREATE TABLE artifact_outputs(artifact INTEGER NOT NULL REFERENCES artifacts(id)"
                       " ON DELETE CASCADE, run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,"
                       " PRIMARY KEY(artifact, run)) WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX artifact_outputs_by_run ON artifact_outputs(run)"),
    };
}

QStringList fileTables()
{
    return {
        // What was announced to be sent, and what arrived.
        QStringLiteral("CREATE TABLE artifact_files(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " artifact INTEGER NOT NULL REFERENCES artifacts(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " md5 TEXT NOT NULL, blob INTEGER REFERENCES blobs(id), UNIQUE(artifact, name))"),
        QStringLiteral("CREATE INDEX artifact_files_by_md5 ON artifact_files(md5)"),
        QStringLiteral("CREATE INDEX artifact_files_by_blob ON artifact_files(blob)"),
        QStringLiteral("CREATE TABLE artifact_uploads(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " file INTEGER NOT NULL REFERENCES artifact_files(id) ON DELETE CASCADE,"
                       " created_at INTEGER NOT NULL)"),
        QStringLiteral("CREATE INDEX artifact_uploads_by_file ON artifact_uploads(file)"),
        QStringLiteral("CREATE TABLE artifact_upload_parts(upload INTEGER NOT NULL REFERENCES artifact_uploads(id)"
                       " ON DELETE CASCADE, number INTEGER NOT NULL, md5 TEXT NOT NULL,"
                       " is_there INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(upload, number)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE artifact_manifests(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " artifact INTEGER NOT NULL REFERENCES artifacts(id) ON DELETE CASCADE, name TEXT NOT NULL,"
                       " run TEXT NOT NULL, type TEXT NOT NULL, digest TEXT NOT NULL, base INTEGER,"
                       " blob INTEGER REFERENCES blobs(id), created_at INTEGER NOT NULL,"
                       " UNIQUE(artifact, name, run))"),
        QStringLiteral("CREATE INDEX artifact_manifests_by_blob ON artifact_manifests(blob)"),
        // The paths of the manifests, looked up one by one.
        QStringLiteral("CREATE TABLE artifact_entries(artifact INTEGER NOT NULL REFERENCES artifacts(id)"
                       " ON DELETE CASCADE, path TEXT NOT NULL, digest TEXT NOT NULL, ref TEXT NOT NULL,"
                       " size INTEGER NOT NULL, birth TEXT NOT NULL, blob INTEGER REFERENCES blobs(id),"
                       " extra BLOB NOT NULL, PRIMARY KEY(artifact, path)) WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX artifact_entries_by_blob ON artifact_entries(blob) WHERE blob IS NOT NULL"),
    };
}

} // namespace

QStringList artifactTables()
{
    return contentTables() + collectionTables() + versionTables() + fileTables();
}

QStringList registryTables()
{
    return {
        QStringLiteral("CREATE TABLE registries(project INTEGER PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,"
                       " allows_all_types INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE registry_users(project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
                       " user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, role TEXT NOT NULL,"
                       " PRIMARY KEY(project, user)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE registry_teams(project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
                       " entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE, role TEXT NOT NULL,"
                       " PRIMARY KEY(project, entity)) WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX registry_users_by_user ON registry_users(user)"),
        QStringLiteral("CREATE INDEX registry_teams_by_entity ON registry_teams(entity)"),
        QStringLiteral(
            "CREATE TABLE protected_aliases(entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,"
            " alias TEXT NOT NULL, PRIMARY KEY(entity, alias)) WITHOUT ROWID"),
        QStringLiteral(
            "CREATE TABLE model_registry_admins(entity INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,"
            " user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,"
            " PRIMARY KEY(entity, user)) WITHOUT ROWID"),
    };
}

QStringList registryAliasTables()
{
    return {
        QStringLiteral(
            "CREATE TABLE registry_aliases(project INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
            " alias TEXT NOT NULL, PRIMARY KEY(project, alias)) WITHOUT ROWID"),
        QStringLiteral("INSERT INTO registry_aliases(project, alias) SELECT projects.id, protected_aliases.alias"
                       " FROM protected_aliases JOIN entities ON entities.id = protected_aliases.entity"
                       " JOIN projects ON projects.entity = entities.id"
                       " WHERE entities.kind = 'organization' AND projects.name LIKE 'wandb-registry-%'"),
        QStringLiteral("DELETE FROM protected_aliases"
                       " WHERE entity IN (SELECT id FROM entities WHERE kind = 'organization')"),
    };
}

} // namespace server
