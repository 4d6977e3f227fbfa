#pragma once

#include "scenepart.h"

namespace test {

/// People of the team for the requests that are about them: a member, a service account, an invitation, and what
/// belongs to the organisation.
class PeopleScene : public ScenePart
{
public:
    /// `team`: a number.
    PeopleScene(SceneDesk &desk, qint64 team)
        : ScenePart(desk)
        , m_team(team)
    { }

    void makePeople();

private:
    qint64 makeUser(const char *kind, bool isService, bool isOfOrganization = false);
    void makeForOrganization();

    const qint64 m_team;
};

} // namespace test
