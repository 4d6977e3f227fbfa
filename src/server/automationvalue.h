#pragma once

#include "server/automationstore.h"
#include "server/lookup.h"

/// Automations and integrations as the answer tells them, and where automations belong.
namespace server {

/// What an automation belongs to: a project, or without one a whole entity.
struct AutomationPlace
{
    EntityRecord entity;
    std::shared_ptr<const ProjectView> project; ///< null: the entity
};
Access::Target targetOf(const AutomationPlace &place);

/// NotFound: it is gone, or the caller does not see it.
base::Result<AutomationPlace> placeOf(Session &session, qint64 entity, qint64 project);
base::Result<graphql::Value> automationValue(
    Session &session, const AutomationRecord &automation, const AutomationPlace &place);
/// The path of a webhook's address can be a secret in itself: who may not edit integrations is told the host.
graphql::Value webhookValue(Session &session, const WebhookRecord &webhook, const EntityRecord &entity);

} // namespace server
