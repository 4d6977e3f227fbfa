#pragma once

#include "base/result.h"
#include "cache/aged.h"
#include "domain/team.h"

#include <QFuture>
#include <QList>

namespace sqlite {
class Worker;
}

namespace cache {

/// A team with everybody in it, as far as it was told.
struct TeamRecord
{
    domain::Team team;
    QList<domain::Member> members;

    bool operator==(const TeamRecord &) const = default;
};

/// The account itself, its teams and their members. Any thread; the work is done in the cache's thread.
class TeamStore
{
public:
    /// `worker` outlives this object.
    explicit TeamStore(sqlite::Worker &worker)
        : m_worker(worker)
    { }

    QFuture<base::Result<Aged<domain::Account>>> account();
    QFuture<base::Status> setAccount(const domain::Account &account, const QDateTime &fetchedAt);

    /// The teams of the person, in the server's order.
    QFuture<base::Result<Aged<QList<domain::Team>>>> teams();
    /// Replaces the list. What a team's own page told before (its introduction, say) stays.
    QFuture<base::Status> setTeams(const QList<domain::Team> &teams, const QDateTime &fetchedAt);

    QFuture<base::Result<Aged<TeamRecord>>> team(const QString &entity);
    QFuture<base::Status> setTeam(const TeamRecord &record, const QDateTime &fetchedAt);
    /// Everybody's names of all teams that were visited, for "who can help".
    QFuture<base::Result<QList<TeamRecord>>> visitedTeams();

private:
    sqlite::Worker &m_worker;
};

} // namespace cache
