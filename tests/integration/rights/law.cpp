#include "law.h"

#include <algorithm>

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
    if (standpoint.place != Place::Team) // a project that is still to be made has given nobody a role
        person.projectRole.base = inhabitant.projectRole;
    standAt(standpoint, person);
    return person;
}

} // namespace

void standAt(const Standpoint &standpoint, domain::Person &person)
{
    using domain::RegistryRole;
    person.isListedInProject = standpoint.isListed;
    person.isModelRegistryAdmin = standpoint.isModelRegistryAdmin;
    if (standpoint.place != Place::Registry)
        return;
    const bool isInTeam = person.teamRole.base != domain::BaseRole::None;
    const RegistryRole ofTeam = isInTeam ? standpoint.teamsRegistryRole : RegistryRole::None;
    // Registries that are not restricted are there for everybody in the organisation (R24).
    const bool isForEverybody = standpoint.visibility != domain::Visibility::Restricted && !person.isServiceAccount
        && (person.orgRole == domain::OrgRole::Member || person.orgRole == domain::OrgRole::Admin);
    const RegistryRole least = isForEverybody ? RegistryRole::RestrictedViewer : RegistryRole::None;
    person.registryRole = domain::effectiveRegistryRole(std::max(standpoint.registryRole, least), {&ofTeam, 1},
        person.isServiceAccount ? domain::OrgRole::None : person.orgRole, std::nullopt);
}

domain::Object objectOf(domain::Action action, const Request &request, const Scene &scene, const Standpoint &standpoint,
    const domain::UserId &self)
{
    const domain::Scope scope = domain::ruleOf(action).scope;
    const bool isInProject = scope != domain::Scope::Team && scope != domain::Scope::Org
        && scope != domain::Scope::ModelRegistry && action != domain::Action::ProjectCreate;
    domain::Object object;
    // A team that is still to be made has set nothing.
    object.policy = policyOf(action == domain::Action::TeamCreate ? Settings::Usual : standpoint.settings);
    if (isInProject) {
        // Beside a registry lies a project of the team.
        object.visibility = standpoint.place == Place::Project ? standpoint.visibility : domain::Visibility::Team;
        object.owner = request.isOnNew ? domain::UserId()
            : standpoint.isOwner       ? self
                                       : domain::UserId{QStringLiteral("somebody else")};
    }
    const bool doesLinkWork = domain::mayHaveLinks(object);
    object.isOpenedByLink = standpoint.share == Share::ByLink;
    object.hasViewGrant = standpoint.share == Share::ToView;
    object.hasShareGrant = standpoint.share == Share::ToEdit;
    object.isShownWithReport =
        isInProject && (object.hasViewGrant || object.hasShareGrant || (object.isOpenedByLink && doesLinkWork));
    if (request.isGuarded)
        object.protectedAlias = scene.words.value(QStringLiteral("guard"));
    if (action == domain::Action::ProjectSetVisibility)
        object.givenVisibility = scene.otherVisibility;
    if (action == domain::Action::TeamMemberInvite)
        object.givenRole = domain::BaseRole::Member;
    return object;
}

Verdict::Verdict(const Request &request, const Decide &decide)
{
    m_decisions.append(decide(request.action));
    if (!m_decisions.first().allowed() && request.alternative) {
        const domain::Decision other = decide(*request.alternative);
        if (other.allowed())
            m_decisions.clear();
        m_decisions.append(other);
    }
    for (const std::optional<domain::Action> &action : request.also) {
        if (action)
            m_decisions.append(decide(*action));
    }
}

bool Verdict::allowed() const
{
    return !isRefusedFor([](const domain::Decision &) { return true; });
}

bool Verdict::isRefusedFor(const std::function<bool(const domain::Decision &)> &fits) const
{
    return std::any_of(m_decisions.begin(), m_decisions.end(),
        [&fits](const domain::Decision &decision) { return !decision.allowed() && fits(decision); });
}

const domain::Decision &Verdict::decisive() const
{
    const auto refusal = std::find_if(
        m_decisions.begin(), m_decisions.end(), [](const domain::Decision &decision) { return !decision.allowed(); });
    return refusal == m_decisions.end() ? m_decisions.first() : *refusal;
}

Verdict lawOn(const Request &request, const Inhabitant &inhabitant, const Scene &scene, const Standpoint &standpoint)
{
    const domain::Person person = asPerson(inhabitant, standpoint);
    return {request, [&](domain::Action action) {
                return domain::decide(person, action, objectOf(action, request, scene, standpoint, person.id));
            }};
}

} // namespace test
