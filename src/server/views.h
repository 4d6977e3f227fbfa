#pragma once

#include "graphql/value.h"
#include "server/records.h"

#include <memory>

/// What objects of the answer are made from; resolvers of their fields get these back.
namespace server {

struct EntityView
{
    enum class Sight {
        Missing, ///< not there, or not to be known: the two are told alike
        Limited, ///< a stranger: name and visible projects
        Full,
    };
    EntityRecord record;
    Sight sight = Sight::Full;
};

struct ProjectView
{
    ProjectRecord record;
    EntityRecord entity;
    bool isNameOnly = false; ///< the caller does not see into it (see isKnownByName)
};

struct RunView
{
    RunRecord record; ///< with its texts only where `hasTexts`
    std::shared_ptr<const ProjectView> project;
    bool hasTexts = true;
};

struct OrganizationView
{
    QString name;
};

inline graphql::Value userValue(std::shared_ptr<const UserRecord> user)
{
    return user ? graphql::Value::object(QStringLiteral("User"), std::move(user)) : graphql::Value();
}

inline graphql::Value timeValue(const QDateTime &time)
{
    return time.isValid() ? graphql::Value(time.toUTC().toString(Qt::ISODateWithMs)) : graphql::Value();
}

inline graphql::Value timeValue(qint64 milliseconds)
{
    return milliseconds == 0 ? graphql::Value() : timeValue(QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC));
}

} // namespace server
