#include "server/accesstables.h"

namespace server {

namespace {

/// A role's base stands beside it in `role`: when the custom role goes, its holders fall back to that.
QStringList customRoleTables()
{
    return {
        QStringLiteral("CREATE TABLE custom_roles(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " name TEXT NOT NULL UNIQUE COLLATE NOCASE, description TEXT NOT NULL DEFAULT '',"
                       " base TEXT NOT NULL, permissions TEXT NOT NULL DEFAULT '[]',"
                       " version INTEGER NOT NULL DEFAULT 1)"),
        QStringLiteral("ALTER TABLE members ADD COLUMN custom_role INTEGER REFERENCES custom_roles(id)"
                       " ON DELETE SET NULL"),
        QStringLiteral("ALTER TABLE project_members ADD COLUMN custom_role INTEGER REFERENCES custom_roles(id)"
                       " ON DELETE SET NULL"),
        QStringLiteral("ALTER TABLE invites ADD COLUMN custom_role INTEGER REFERENCES custom_roles(id)"
                       " ON DELETE SET NULL"),
    };
}

/// Of an enforced switch: NULL, the teams decide; 0 or 1, what holds for all of them.
QStringList organizationColumns()
{
    return {
        QStringLiteral("ALTER TABLE organization ADD COLUMN seat_limit INTEGER"),
        QStringLiteral("ALTER TABLE organization ADD COLUMN enforced_hidden INTEGER"),
        QStringLiteral("ALTER TABLE organization ADD COLUMN enforced_private_only INTEGER"),
        QStringLiteral("ALTER TABLE organization ADD COLUMN enforced_members_may_invite INTEGER"),
        QStringLiteral("ALTER TABLE organization ADD COLUMN enforced_public_reports INTEGER"),
        QStringLiteral("ALTER TABLE organization ADD COLUMN enforced_join_by_domain INTEGER"),
        QStringLiteral("ALTER TABLE organization ADD COLUMN enforced_save_code INTEGER"),
    };
}

/// The seat of a product that this server does not have is kept for those who provision people.
QStringList userColumnsAdded()
{
    return {
        QStringLiteral("ALTER TABLE users ADD COLUMN weave_role TEXT NOT NULL DEFAULT 'none'"),
        QStringLiteral("ALTER TABLE users ADD COLUMN updated_at INTEGER"),
        QStringLiteral("CREATE TRIGGER users_note_changes AFTER UPDATE OF name, email, seat, org_role, billing_admin,"
                       " weave_role, deactivated ON users BEGIN UPDATE users SET updated_at ="
                       " CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) WHERE id = new.id; END"),
    };
}

QStringList taskTables()
{
    return {
        QStringLiteral("CREATE TABLE tasks(id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,"
                       " name TEXT NOT NULL, state TEXT NOT NULL, progress INTEGER NOT NULL,"
                       " owner INTEGER NOT NULL REFERENCES users(id), created_at INTEGER NOT NULL,"
                       " updated_at INTEGER NOT NULL, result TEXT NOT NULL DEFAULT '{}')"),
    };
}

/// Names are kept as they were: accounts come and go, what they did stays readable. Rows are never changed, and only
/// the oldest go (AuditStore).
QStringList auditTables()
{
    return {
        QStringLiteral("CREATE TABLE audit(id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
                       " actor INTEGER, actor_name TEXT NOT NULL, key INTEGER, peer TEXT NOT NULL,"
                       " way TEXT NOT NULL, act TEXT NOT NULL, object TEXT NOT NULL, allowed INTEGER NOT NULL,"
                       " reason TEXT NOT NULL, detail TEXT NOT NULL)"),
        QStringLiteral("CREATE INDEX audit_by_outcome ON audit(allowed, id)"),
        QStringLiteral("CREATE TRIGGER audit_is_written_once BEFORE UPDATE ON audit"
                       " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"),
        QStringLiteral("CREATE TRIGGER audit_loses_the_oldest BEFORE DELETE ON audit"
                       " WHEN old.id > (SELECT min(id) FROM audit WHERE allowed = old.allowed)"
                       " BEGIN SELECT RAISE(ABORT, 'the audit log loses its oldest rows only'); END"),
    };
}

} // namespace

QStringList accessTables()
{
    return customRoleTables() + organizationColumns() + userColumnsAdded() + taskTables() + auditTables();
}

} // namespace server
