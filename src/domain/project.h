#pragma once

#include "domain/ids.h"
#include "domain/roles.h"

#include <QDateTime>
#include <QString>

namespace domain {

struct Project
{
    GlobalProjectId id;
    ProjectPath path;
    QString description;
    Visibility visibility = Visibility::Unknown;
    QString visibilityText; ///< the word of the wire where it is unknown
    UserId owner;
    QString ownerName;
    QDateTime createdAt;
    QDateTime lastActive;
    int runCount = -1; ///< -1: not known
    int activeRunCount = -1;
    TeamRole myProjectRole; ///< None: inherits the team role
    bool amListed = false;

    bool operator==(const Project &) const = default;
};

} // namespace domain
