#pragma once

#include "server/lookup.h"

namespace server {

/// The values of Member and Invite objects.
graphql::Value memberValue(const MemberRecord &member);
base::Result<graphql::Value> inviteValue(Session &session, const InviteRecord &invite, const EntityRecord &entity);

/// Everybody in a team, and those who are invited (pending). Only for people who see the team in full.
base::Result<graphql::Value> memberValues(Session &session, const EntityRecord &entity);
base::Result<graphql::Value> inviteConnection(
    Session &session, const EntityRecord &entity, const graphql::Value &arguments);

} // namespace server
