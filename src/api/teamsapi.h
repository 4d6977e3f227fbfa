#pragma once

#include "api/transport.h"
#include "domain/team.h"

namespace api {

/// A team with everybody in it.
struct TeamReply
{
    domain::Team team;
    QList<domain::Member> members; ///< people, service accounts, invitations
    /// The invitations or the organisation's seats could not be read: the server refuses or does not know them.
    bool isPartial = false;

    bool operator==(const TeamReply &) const = default;
};

/// Teams, members, invitations, roles (protocol, sections 20 and 21).
class TeamsApi
{
public:
    /// `transport` outlives this object.
    explicit TeamsApi(Transport &transport);

    /// The entities of the person with the own role in each.
    QFuture<base::Result<QList<domain::Team>>> list(const CallOptions &options = {});
    /// NotFound where there is none, or none that the person may see.
    QFuture<base::Result<TeamReply>> team(const QString &entity, const CallOptions &options = {});

    /// `who`: a mail address or a user name. Answers the invitation, or the member where the server adds at once.
    QFuture<base::Result<domain::Member>> invite(
        const QString &entity, const QString &who, domain::BaseRole role, const CallOptions &options = {});
    /// Sends an open invitation again, with the role it has. One call: the server renews what is open, so that whoever
    /// may invite may do it, and nothing is lost where it is refused.
    QFuture<base::Result<domain::Member>> inviteAgain(
        const QString &entity, const domain::Member &invitation, const CallOptions &options = {});
    /// Withdraws an invitation or removes a member.
    QFuture<base::Status> remove(
        const QString &entity, const domain::MemberId &member, const CallOptions &options = {});
    QFuture<base::Status> setRole(
        const QString &entity, const domain::MemberId &member, domain::BaseRole role, const CallOptions &options = {});

private:
    /// `role`: the word of the wire, or the name of a custom role.
    QFuture<base::Result<domain::Member>> sendInvitation(
        const QString &entity, const QString &who, const QString &role, const CallOptions &options);

    Transport &m_transport;
};

} // namespace api
