#pragma once

#include "server/lookup.h"

namespace server {

/// The values of Member and Invite objects.
graphql::Value memberValue(const MemberRecord &member);
/// `entity`: as much of the team as the reader may see.
base::Result<graphql::Value> inviteValue(Session &session, const InviteRecord &invite, const EntityView &entity);

/// The people of a team, those who are invited (pending), and its service accounts, the newest of them last: the SDK
/// takes the last one for the one it made. Only for people who see the team in full.
base::Result<graphql::Value> memberValues(Session &session, const EntityRecord &entity);
base::Result<graphql::Value> inviteConnection(
    Session &session, const EntityRecord &entity, const graphql::Value &arguments);

} // namespace server
