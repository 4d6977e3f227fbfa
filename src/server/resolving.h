#pragma once

#include "graphql/resolvers.h"
#include "server/lookup.h"

/// The functions behind the fields of resources/graphql/schema.graphql, by area. Each adds its own.
namespace server {

void addRootResolvers(graphql::Resolvers &resolvers);
void addUserResolvers(graphql::Resolvers &resolvers);
void addEntityResolvers(graphql::Resolvers &resolvers);
void addOrganizationResolvers(graphql::Resolvers &resolvers);
void addProjectResolvers(graphql::Resolvers &resolvers);
void addRunResolvers(graphql::Resolvers &resolvers);
void addRunContentResolvers(graphql::Resolvers &resolvers);
void addHistoryResolvers(graphql::Resolvers &resolvers);
void addFileResolvers(graphql::Resolvers &resolvers);
void addArtifactResolvers(graphql::Resolvers &resolvers);
void addArtifactFileResolvers(graphql::Resolvers &resolvers);
void addCollectionResolvers(graphql::Resolvers &resolvers);
void addLineageResolvers(graphql::Resolvers &resolvers);
void addRegistryResolvers(graphql::Resolvers &resolvers);

void addUpsertBucket(graphql::Resolvers &resolvers);
void addRunMutations(graphql::Resolvers &resolvers);
void addProjectMutations(graphql::Resolvers &resolvers);
void addProjectMemberMutations(graphql::Resolvers &resolvers);
void addMemberMutations(graphql::Resolvers &resolvers);
void addAccountMutations(graphql::Resolvers &resolvers);
void addTeamMutations(graphql::Resolvers &resolvers);
void addOrganizationMutations(graphql::Resolvers &resolvers);
void addRoleMutations(graphql::Resolvers &resolvers);
void addMoveMutations(graphql::Resolvers &resolvers);
void addFileMutations(graphql::Resolvers &resolvers);
void addViewResolvers(graphql::Resolvers &resolvers);
void addViewMutations(graphql::Resolvers &resolvers);
void addViewSharing(graphql::Resolvers &resolvers);
void addViewComments(graphql::Resolvers &resolvers);
void addArtifactMutations(graphql::Resolvers &resolvers);
void addArtifactFileMutations(graphql::Resolvers &resolvers);
void addArtifactEditMutations(graphql::Resolvers &resolvers);
void addArtifactLinkMutations(graphql::Resolvers &resolvers);
void addCollectionMutations(graphql::Resolvers &resolvers);
void addRegistryMutations(graphql::Resolvers &resolvers);
void addSweepResolvers(graphql::Resolvers &resolvers);
void addSweepMutations(graphql::Resolvers &resolvers);
void addSweepAgents(graphql::Resolvers &resolvers);
void addRunAlerts(graphql::Resolvers &resolvers);
void addRunRewind(graphql::Resolvers &resolvers);
void addRunFacets(graphql::Resolvers &resolvers);
void addBucketHistory(graphql::Resolvers &resolvers);
void addAutomationResolvers(graphql::Resolvers &resolvers);
void addAutomationMutations(graphql::Resolvers &resolvers);
void addCustomCharts(graphql::Resolvers &resolvers);

/// All of them.
graphql::Resolvers allResolvers();

/// A field of the payload T that needs the session: `read(Session &, const T &, const Value &arguments)` answers a
/// base::Result of something that a Value is made from.
template <typename T, typename Read>
void addField(graphql::Resolvers &resolvers, const QString &field, Read read)
{
    resolvers.add(
        field, [read = std::move(read)](const graphql::FieldContext &context) -> base::Result<graphql::Value> {
            const T *parent = context.parentAs<T>();
            if (parent == nullptr)
                return base::Error{base::Error::Kind::BadReply, QStringLiteral("parent of another type")};
            auto result = read(context.context<Session>(), *parent, context.arguments);
            if (!result)
                return result.error();
            return graphql::Value(std::move(*result));
        });
}

/// As addField, where the payload itself is passed on to children.
template <typename T, typename Read>
void addSharedField(graphql::Resolvers &resolvers, const QString &field, Read read)
{
    resolvers.add(
        field, [read = std::move(read)](const graphql::FieldContext &context) -> base::Result<graphql::Value> {
            auto parent = context.parent.shared<T>();
            if (!parent)
                return base::Error{base::Error::Kind::BadReply, QStringLiteral("parent of another type")};
            return read(context.context<Session>(), parent, context.arguments);
        });
}

/// Null for an empty text: the SDK's models know no empty descriptions.
[[nodiscard]] inline graphql::Value textOrNull(const QString &text)
{
    return text.isEmpty() ? graphql::Value() : graphql::Value(text);
}

} // namespace server
