#pragma once

#include "graphql/value.h"
#include "server/artifactrecords.h"
#include "server/views.h"

/// What artifacts and collections of an answer are made from.
namespace server {

struct ArtifactTypeView
{
    ArtifactTypeRecord record;
    std::shared_ptr<const ProjectView> project;
    bool isProjectVisible = true; ///< else: known by name only, through a link
};

struct CollectionView
{
    CollectionRecord record;
    std::shared_ptr<const ProjectView> project;
    bool isProjectVisible = true; ///< else: known by name only, through a link
};

struct ArtifactView
{
    ArtifactRecord record;
    std::shared_ptr<const ProjectView> project; ///< of its sequence
    bool isSourceVisible = true; ///< else: seen through a link only
};

struct MembershipView
{
    MembershipRecord record;
    std::shared_ptr<const CollectionView> collection;
    std::shared_ptr<const ArtifactView> artifact;
};

inline graphql::Value collectionValue(std::shared_ptr<const CollectionView> collection)
{
    const bool isPortfolio = collection->record.isPortfolio;
    return graphql::Value::object(
        isPortfolio ? QStringLiteral("ArtifactPortfolio") : QStringLiteral("ArtifactSequence"), std::move(collection));
}

inline graphql::Value artifactValue(std::shared_ptr<const ArtifactView> artifact)
{
    return artifact ? graphql::Value::object(QStringLiteral("Artifact"), std::move(artifact)) : graphql::Value();
}

inline graphql::Value membershipValue(std::shared_ptr<const MembershipView> membership)
{
    return membership ? graphql::Value::object(QStringLiteral("ArtifactCollectionMembership"), std::move(membership))
                      : graphql::Value();
}

/// A tag of something; `owner` makes its id unique.
inline graphql::Value tagValue(const QString &owner, const QString &tag)
{
    const QString id =
        QString::fromLatin1((QStringLiteral("Tag:") + owner + QLatin1Char(':') + tag).toUtf8().toBase64());
    return graphql::Value::Fields{{QStringLiteral("id"), id}, {QStringLiteral("name"), tag},
        {QStringLiteral("attributes"), QStringLiteral("{}")}, {QStringLiteral("tagCategoryName"), QString()}};
}

} // namespace server
