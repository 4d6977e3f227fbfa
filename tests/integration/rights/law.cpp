#include "law.h"

namespace test {

namespace {

domain::Person asPerson(const Inhabitant &inhabitant, const Standpoint &standpoint)
{
    domain::Person person;
    person.id.value = inhabitant.name;
    person.username = inhabitant.name;
    person.isServiceAccount = inhabitant.isServiceAccount;
    person.isOfThisTeam = inhabitant.isServiceAccount && inhabitant.role != domain::BaseRole::None;
    person.seat = inhabitant.seat;
    person.orgRole = inhabitant.orgRole;
    person.teamRole.base = inhabitant.role;
    person.projectRole.base = inhabitant.projectRole;
    person.isListedInProject = standpoint.isListed;
    return person;
}

domain::Object asObject(const Request &request, const Inhabitant &person, const Standpoint &standpoint)
{
    domain::Object object;
    if (!request.isAboutTeam())
        object.visibility = standpoint.visibility;
    if (!request.isOnNew)
        object.owner.value = standpoint.isOwner ? person.name : QStringLiteral("somebody else");
    return object;
}

} // namespace

domain::Decision lawOn(const Request &request, const Inhabitant &inhabitant, const Standpoint &standpoint)
{
    const domain::Person person = asPerson(inhabitant, standpoint);
    const domain::Object object = asObject(request, inhabitant, standpoint);
    const domain::Decision decision = domain::decide(person, request.action, object);
    if (decision.allowed() || !request.alternative)
        return decision;
    return domain::decide(person, *request.alternative, object);
}

} // namespace test
