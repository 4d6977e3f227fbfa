#pragma once

#include "api/accountapi.h"
#include "api/projectsapi.h"
#include "api/teamsapi.h"

/// JSON of the protocol's sections 5, 6 and 19 to 21 to values. Tolerant (see decode.h); any thread.
namespace api {

/// Unauthorized where the server says that nobody is signed in.
base::Result<SignedInAccount> decodeAccount(const Reply &reply, const QUrl &server);
ServerInfo decodeServerInfo(const Reply &reply);

/// The role of one entry of a team's members. Unknown words give BaseRole::Unknown, names of custom roles a custom role
/// upon View-Only: the wire does not tell its base, and less is safe.
domain::TeamRole decodeRole(const QJsonObject &member);
/// `viewer`: the root of the same name, to find the own role with.
domain::Team decodeTeam(const QJsonObject &entity, const QJsonObject &viewer);
domain::Member decodeMember(const QJsonObject &node);
domain::Member decodeInvitation(const QJsonObject &node);

base::Result<QList<domain::Team>> decodeTeams(const Reply &reply);
base::Result<TeamReply> decodeTeamReply(const Reply &reply);
/// Adds the invitations of a TeamInvites reply; pending members that they repeat are dropped.
void addInvitations(TeamReply &team, const Reply &invitations);
/// Adds organisation, own organisation role and everybody's seat of a TeamOrganization reply.
void addOrganization(TeamReply &team, const Reply &organization, const QString &username);

domain::Project decodeProject(const QJsonObject &node);
base::Result<Page<domain::Project>> decodeProjectPage(const Reply &reply);
base::Result<domain::Project> decodeOneProject(const Reply &reply);
base::Result<QList<ProjectMember>> decodeProjectMembers(const Reply &reply);
base::Result<HomeReply> decodeHome(const Reply &reply);

} // namespace api
