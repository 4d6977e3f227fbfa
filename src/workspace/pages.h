#pragma once

#include "domain/project.h"
#include "domain/run.h"
#include "domain/team.h"

#include <QList>

namespace workspace {

/// What the Home page shows.
struct HomePage
{
    QList<domain::Project> projects; ///< those with activity first
    QList<domain::Run> activeRuns;
    QList<domain::Run> finishedSinceLastVisit;
    QDateTime lastVisit;

    bool operator==(const HomePage &) const = default;
};

/// What the Members page shows.
struct TeamPage
{
    domain::Team team;
    QList<domain::Member> members; ///< people, service accounts, invitations
    QStringList adminNames; ///< for "who can help"

    bool operator==(const TeamPage &) const = default;
};

/// A project with the team that holds it.
struct ProjectPage
{
    domain::Project project;
    domain::Team team;

    bool operator==(const ProjectPage &) const = default;
};

} // namespace workspace
