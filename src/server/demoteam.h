#pragma once

#include "base/result.h"
#include "server/teamserver.h"

#include <QList>
#include <QString>

namespace server {

/// Fills a server that was made for it with the demo team: real training runs, owned by made-up people. Reads the
/// resources `:/demo/team.json` and `:/demo/<project>.jsonl.z`; the program has to link them.
class DemoTeam
{
public:
    /// Blocking, a few seconds the first time. May be called again, also after it was cut short: what is there stays as
    /// it is; a run is there whole or not at all.
    static base::Status load(TeamServer &server);

    struct Account
    {
        QString username;
        QString role; ///< admin, member, viewer
    };
    /// The accounts that people are offered to look at the team with.
    static base::Result<QList<Account>> accounts();
};

} // namespace server
