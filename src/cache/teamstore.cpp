#include "cache/teamstore.h"

#include "cache/ages.h"
#include "cache/documents.h"
#include "sqlite/worker.h"

namespace cache {

namespace {

const QString teamsPiece = QStringLiteral("teams");
const QString accountPiece = QStringLiteral("account");

QString teamPiece(const QString &entity)
{
    return QStringLiteral("team/") + entity;
}

base::Result<Aged<domain::Account>> readAccount(sqlite::Database &database)
{
    auto at = fetchedAt(database, accountPiece);
    if (!at)
        return at.error();
    auto rows = database.prepare(QStringLiteral("SELECT document FROM account"));
    if (!rows)
        return rows.error();
    const auto row = rows->step();
    if (!row)
        return row.error();
    if (!*row)
        return Aged<domain::Account>{};
    return Aged<domain::Account>{accountFromDocument(rows->text(0)), *at};
}

base::Result<Aged<QList<domain::Team>>> readTeams(sqlite::Database &database)
{
    auto at = fetchedAt(database, teamsPiece);
    if (!at)
        return at.error();
    auto rows = database.prepare(QStringLiteral("SELECT document FROM teams WHERE listed = 1 ORDER BY place, name"));
    if (!rows)
        return rows.error();
    Aged<QList<domain::Team>> teams{{}, *at};
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return teams;
        teams.value.append(teamFromDocument(rows->text(0)));
    }
}

base::Result<std::optional<domain::Team>> readTeam(sqlite::Database &database, const QString &name)
{
    auto rows = database.prepare(QStringLiteral("SELECT document FROM teams WHERE name = ?"));
    if (!rows)
        return rows.error();
    const auto row = rows->bind(1, name).step();
    if (!row)
        return row.error();
    return *row ? std::optional(teamFromDocument(rows->text(0))) : std::nullopt;
}

base::Result<QList<domain::Member>> readMembers(sqlite::Database &database, const QString &team)
{
    auto rows = database.prepare(QStringLiteral("SELECT document FROM members WHERE team = ? ORDER BY place"));
    if (!rows)
        return rows.error();
    rows->bind(1, team);
    QList<domain::Member> members;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return members;
        members.append(memberFromDocument(rows->text(0)));
    }
}

base::Status writeListedTeam(sqlite::Database &database, domain::Team team, int place)
{
    const auto known = readTeam(database, team.name);
    if (!known)
        return known.error();
    if (known->has_value()) { // the list tells less than the page
        const domain::Team &before = **known;
        if (team.introduction.isEmpty())
            team.introduction = before.introduction;
        if (team.organization.isEmpty())
            team.organization = before.organization;
        if (team.mySeat == domain::Seat::Unknown)
            team.mySeat = before.mySeat;
        if (team.myOrgRole == domain::OrgRole::None || team.myOrgRole == domain::OrgRole::Unknown)
            team.myOrgRole = before.myOrgRole;
    }
    return database.execute(
        QStringLiteral("INSERT OR REPLACE INTO teams VALUES(?, ?, 1, ?)"), team.name, place, teamDocument(team));
}

base::Status writeTeam(sqlite::Database &database, const TeamRecord &record)
{
    // Keeps the place in the list, and whether the team is one of the person's.
    auto done = database.execute(
        QStringLiteral("INSERT INTO teams VALUES(?1, 0, 0, ?2) ON CONFLICT(name) DO UPDATE SET document = ?2"),
        record.team.name, teamDocument(record.team));
    if (done)
        done = database.execute(QStringLiteral("DELETE FROM members WHERE team = ?"), record.team.name);
    int place = 0;
    for (auto it = record.members.begin(); it != record.members.end() && done; ++it)
        done = database.execute(
            QStringLiteral("INSERT INTO members VALUES(?, ?, ?)"), record.team.name, place++, memberDocument(*it));
    return done;
}

base::Result<QStringList> visitedNames(sqlite::Database &database)
{
    auto rows = database.prepare(QStringLiteral("SELECT DISTINCT team FROM members"));
    if (!rows)
        return rows.error();
    QStringList names;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return names;
        names.append(rows->text(0));
    }
}

base::Result<TeamRecord> readRecord(sqlite::Database &database, const QString &name)
{
    auto team = readTeam(database, name);
    if (!team)
        return team.error();
    auto members = readMembers(database, name);
    if (!members)
        return members.error();
    return TeamRecord{team->value_or(domain::Team{}), *members};
}

} // namespace

QFuture<base::Result<Aged<domain::Account>>> TeamStore::account()
{
    return m_worker.run(readAccount);
}

QFuture<base::Status> TeamStore::setAccount(const domain::Account &account, const QDateTime &at)
{
    return m_worker.write([account, at](sqlite::Database &database) {
        auto done =
            database.execute(QStringLiteral("INSERT OR REPLACE INTO account VALUES(1, ?)"), accountDocument(account));
        return done ? setFetchedAt(database, accountPiece, at) : done;
    });
}

QFuture<base::Result<Aged<QList<domain::Team>>>> TeamStore::teams()
{
    return m_worker.run(readTeams);
}

QFuture<base::Status> TeamStore::setTeams(const QList<domain::Team> &teams, const QDateTime &at)
{
    return m_worker.write([teams, at](sqlite::Database &database) {
        auto done = database.execute(QStringLiteral("UPDATE teams SET listed = 0"));
        int place = 0;
        for (auto it = teams.begin(); it != teams.end() && done; ++it)
            done = writeListedTeam(database, *it, place++);
        return done ? setFetchedAt(database, teamsPiece, at) : done;
    });
}

QFuture<base::Result<Aged<TeamRecord>>> TeamStore::team(const QString &entity)
{
    return m_worker.run([entity](sqlite::Database &database) -> base::Result<Aged<TeamRecord>> {
        auto at = fetchedAt(database, teamPiece(entity));
        if (!at)
            return at.error();
        auto record = readRecord(database, entity);
        if (!record)
            return record.error();
        return Aged<TeamRecord>{*record, *at};
    });
}

QFuture<base::Status> TeamStore::setTeam(const TeamRecord &record, const QDateTime &at)
{
    return m_worker.write([record, at](sqlite::Database &database) {
        auto done = writeTeam(database, record);
        return done ? setFetchedAt(database, teamPiece(record.team.name), at) : done;
    });
}

QFuture<base::Result<QList<TeamRecord>>> TeamStore::visitedTeams()
{
    return m_worker.run([](sqlite::Database &database) -> base::Result<QList<TeamRecord>> {
        const auto names = visitedNames(database);
        if (!names)
            return names.error();
        QList<TeamRecord> records;
        for (const QString &name : *names) {
            auto record = readRecord(database, name);
            if (!record)
                return record.error();
            records.append(*record);
        }
        return records;
    });
}

} // namespace cache
