#pragma once

#include "server/artifactviews.h"
#include "server/automationstore.h"
#include "server/lookup.h"

/// Automations and integrations as the answer tells them, and where automations belong.
namespace server {

/// What an automation belongs to: a collection, or without one a project, or without one a whole entity.
struct AutomationPlace
{
    EntityRecord entity;
    std::shared_ptr<const ProjectView> project; ///< null: the entity
    std::shared_ptr<const CollectionView> collection = nullptr; ///< in the project
};
Access::Target targetOf(const AutomationPlace &place);

enum class AutomationDeed { View, Edit, Delete };
/// The rule book's action for doing that: registries have rows of their own.
domain::Action actionFor(AutomationDeed deed, const AutomationPlace &place);

/// NotFound: it is gone, or the caller does not see it.
base::Result<AutomationPlace> placeOf(Session &session, qint64 entity, qint64 project, qint64 collection = 0);
base::Result<graphql::Value> automationValue(
    Session &session, const AutomationRecord &automation, const AutomationPlace &place);
/// The path of a webhook's address can be a secret in itself: who may not edit integrations is told the host.
graphql::Value webhookValue(Session &session, const WebhookRecord &webhook, const EntityRecord &entity);

} // namespace server
