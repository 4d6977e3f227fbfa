#include "cache/schema.h"

namespace cache {

// Step N brings version N to N + 1. Steps that were released are never edited.

std::span<const sqlite::Migration> cacheSchema()
{
    static const sqlite::Migration steps[] = {
        {"pages",
            {
                // When each piece was told by the server: "teams", "team/x", "runs/x/y", ...
                QStringLiteral("CREATE TABLE fetched(piece TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"),
                QStringLiteral("CREATE TABLE account(one INTEGER PRIMARY KEY CHECK (one = 1), document TEXT NOT NULL)"),
                QStringLiteral("CREATE TABLE teams(name TEXT PRIMARY KEY, place INTEGER NOT NULL, listed INTEGER NOT "
                               "NULL, document TEXT NOT NULL)"),
                QStringLiteral("CREATE TABLE members(team TEXT NOT NULL, place INTEGER NOT NULL, document TEXT NOT "
                               "NULL, PRIMARY KEY(team, place)) WITHOUT ROWID"),
                QStringLiteral("CREATE TABLE projects(entity TEXT NOT NULL, project TEXT NOT NULL, place INTEGER NOT "
                               "NULL, document TEXT NOT NULL, PRIMARY KEY(entity, project))"),
                QStringLiteral("CREATE TABLE home_runs(place INTEGER PRIMARY KEY, entity TEXT NOT NULL, project TEXT "
                               "NOT NULL, run TEXT NOT NULL)"),
            }},
        {"runs",
            {
                QStringLiteral("CREATE TABLE runs(entity TEXT NOT NULL, project TEXT NOT NULL, run TEXT NOT NULL, "
                               "global_id TEXT NOT NULL, display_name TEXT NOT NULL, state INTEGER NOT NULL, "
                               "state_text TEXT NOT NULL, creator TEXT NOT NULL, creator_name TEXT NOT NULL, "
                               "creator_left INTEGER NOT NULL, run_group TEXT NOT NULL, job_type TEXT NOT NULL, "
                               "notes TEXT NOT NULL, tags TEXT NOT NULL, sweep TEXT NOT NULL, created_at INTEGER, "
                               "heartbeat_at INTEGER, runtime REAL, host TEXT NOT NULL, commit_name TEXT NOT NULL, "
                               "line_count INTEGER NOT NULL, config TEXT NOT NULL, summary TEXT NOT NULL, metadata "
                               "TEXT NOT NULL, history_keys TEXT NOT NULL, is_full INTEGER NOT NULL, "
                               "PRIMARY KEY(entity, project, run))"),
                QStringLiteral("CREATE TABLE console(entity TEXT NOT NULL, project TEXT NOT NULL, run TEXT NOT NULL, "
                               "number INTEGER NOT NULL, timestamp TEXT NOT NULL, level TEXT NOT NULL, text TEXT NOT "
                               "NULL, PRIMARY KEY(entity, project, run, number)) WITHOUT ROWID"),
            }},
        {"histories",
            {
                QStringLiteral("CREATE TABLE histories(id INTEGER PRIMARY KEY, entity TEXT NOT NULL, project TEXT NOT "
                               "NULL, run TEXT NOT NULL, stream INTEGER NOT NULL, row_count INTEGER NOT NULL, "
                               "server_rows INTEGER NOT NULL, next_step INTEGER NOT NULL, scanned_to INTEGER NOT NULL, "
                               "lacking INTEGER NOT NULL, is_whole INTEGER NOT NULL, is_sampled INTEGER NOT NULL, keys "
                               "TEXT NOT NULL, "
                               "fetched_at INTEGER NOT NULL, UNIQUE(entity, project, run, stream))"),
                // A metric's points in stretches; all but the last of a metric are full.
                QStringLiteral("CREATE TABLE chunks(history INTEGER NOT NULL REFERENCES histories(id) ON DELETE "
                               "CASCADE, key TEXT NOT NULL, place INTEGER NOT NULL, point_count INTEGER NOT NULL, "
                               "bytes BLOB NOT NULL, PRIMARY KEY(history, key, place))"),
            }},
    };
    return steps;
}

std::span<const sqlite::Migration> personalSchema()
{
    static const sqlite::Migration steps[] = {
        {"local state",
            {QStringLiteral("CREATE TABLE local_state(scope TEXT PRIMARY KEY, state TEXT NOT NULL, changed_at INTEGER "
                            "NOT NULL)")}},
    };
    return steps;
}

} // namespace cache
