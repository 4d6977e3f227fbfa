#pragma once

#include "server/artifactlookup.h"
#include "server/runfilter.h"

/// Lists of collections and versions, filtered and ordered in the language of runs (protocol, sections 16, 17 and 23).
namespace server {

/// The collections of these projects that the caller may see; of one type where `type` is not empty. Arguments:
/// filters, order, collectionTypes, paging.
base::Result<graphql::Value> collectionConnection(Session &session,
    const QList<std::shared_ptr<const ProjectView>> &projects, const QString &type, const graphql::Value &arguments);

/// The versions in a collection, newest first. Arguments: filters, order, paging.
base::Result<graphql::Value> versionConnection(
    Session &session, const SharedCollection &collection, const graphql::Value &arguments);
base::Result<graphql::Value> membershipConnection(
    Session &session, const SharedCollection &collection, const graphql::Value &arguments);

/// As collectionConnection, but the versions in the portfolios among them. Arguments: collectionFilters, filters,
/// order, paging.
base::Result<graphql::Value> membershipConnection(
    Session &session, const QList<std::shared_ptr<const ProjectView>> &projects, const graphql::Value &arguments);

/// What filters know of a project; of one that is known by name only, that and its number.
[[nodiscard]] QJsonValue projectField(const ProjectView &view, const QString &path);

} // namespace server
