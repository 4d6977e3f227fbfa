#include "server/access.h"

#include "server/globalid.h"
#include "server/log.h"
#include "server/organizationstore.h"
#include "server/projectstore.h"
#include "server/refusaltext.h"
#include "server/registryrole.h"
#include "server/registrystore.h"
#include "server/runstore.h"
#include "server/shares.h"
#include "server/teamstore.h"

namespace server {

namespace {

bool fixesAnyOf(const PrivacySwitches &enforced, const PrivacySwitches &given)
{
    return (given.hideTeam && enforced.hideTeam) || (given.futureProjectsPrivate && enforced.futureProjectsPrivate)
        || (given.membersMayInvite && enforced.membersMayInvite)
        || (given.publicReportSharing && enforced.publicReportSharing) || (given.joinByDomain && enforced.joinByDomain)
        || (given.saveCodeByDefault && enforced.saveCodeByDefault);
}

/// Does the organisation fix the switch that this action depends on?
bool isFixedByOrganization(domain::Action action, const Access::Target &target)
{
    const PrivacySwitches &enforced = target.entity->enforced;
    switch (action) {
    case domain::Action::TeamPrivacyEdit:
        return fixesAnyOf(enforced, target.givenSwitches);
    case domain::Action::TeamMemberInvite:
    case domain::Action::TeamInviteResend:
        return enforced.membersMayInvite.has_value();
    case domain::Action::ReportShareLink:
        return enforced.publicReportSharing.has_value();
    case domain::Action::ProjectCreate:
    case domain::Action::ProjectSetVisibility:
        return enforced.futureProjectsPrivate.has_value();
    default:
        return false;
    }
}

/// Refusals that are no matter of rights: the request comes too late, or twice.
base::Error::Kind kindOfRefusal(const domain::Decision &decision)
{
    switch (decision.state) {
    case domain::WrongState::AlreadyInTeam:
    case domain::WrongState::ChangedMeanwhile:
    case domain::WrongState::VisibilityNotReachable:
        return base::Error::Kind::Conflict;
    default:
        return base::Error::Kind::Forbidden;
    }
}

} // namespace

base::Error Access::notFound()
{
    return {base::Error::Kind::NotFound, QStringLiteral("not found")};
}

base::Result<domain::TeamRole> Access::teamRole(qint64 entity)
{
    const auto known = m_session.roles.constFind(entity);
    if (known != m_session.roles.constEnd())
        return *known;
    const auto role = TeamStore(m_session.database).teamRoleOf(entity, m_session.who.user.id);
    if (role)
        m_session.roles.insert(entity, *role);
    return role;
}

/// The role in the registry, or in a team's model registry; for a registry that is to be made, the highest team role.
base::Status Access::addRegistryRoles(const Target &target, domain::Person &person)
{
    const UserRecord &user = m_session.who.user;
    if (!target.entity->isOrganization) {
        const auto isAdmin = RegistryStore(m_session.database).isModelRegistryAdmin(target.entity->id, user.id);
        person.isModelRegistryAdmin = isAdmin.valueOr(false);
        return isAdmin ? base::Status(base::Done{}) : base::Status(isAdmin.error());
    }
    if (target.project == nullptr || target.project->id == 0) {
        const auto highest = RegistryStore(m_session.database).highestTeamRole(user.id);
        person.teamRole.base = highest.valueOr(domain::BaseRole::None);
        return highest ? base::Status(base::Done{}) : base::Status(highest.error());
    }
    const auto role = registryRoleOf(m_session.database, *target.project, user);
    person.registryRole = role.valueOr(domain::RegistryRole::Unknown);
    return role ? base::Status(base::Done{}) : base::Status(role.error());
}

base::Result<domain::Person> Access::person(const Target &target)
{
    const UserRecord &user = m_session.who.user;
    domain::Person person;
    if (m_session.who.isVisitor())
        return person;
    person.id.value = numberId("User", user.id);
    person.username = user.username;
    person.isServiceAccount = user.isService;
    person.isDeactivated = user.isDeactivated;
    person.seat = user.seat;
    person.orgRole = user.orgRole;
    person.isBillingAdmin = user.isBillingAdmin;
    if (target.entity == nullptr)
        return person;
    const auto role = teamRole(target.entity->id);
    if (!role)
        return role.error();
    person.teamRole = *role;
    if (auto added = addRegistryRoles(target, person); !added)
        return added.error();
    person.isOfThisTeam = isServiceAccountOf(user, *target.entity);
    if (target.project == nullptr || target.project->id == 0)
        return person;
    const auto listing = ProjectStore(m_session.database).listing(target.project->id, user.id);
    if (!listing)
        return listing.error();
    person.isListedInProject = listing->isListed;
    person.projectRole = listing->role;
    return person;
}

base::Status Access::addShares(domain::Action action, const Target &target, domain::Object &object)
{
    const domain::Scope scope = domain::ruleOf(action).scope;
    const bool isOfReport = scope == domain::Scope::Report;
    const bool isOfProject = scope == domain::Scope::Project || scope == domain::Scope::Run;
    if ((!isOfReport || target.view == 0) && (!isOfProject || target.project == nullptr))
        return base::Done{};
    const auto shares = sharesOf(m_session);
    if (!shares)
        return shares.error();
    if (isOfProject) {
        object.isShownWithReport = (*shares)->projects.contains(target.project->id);
        return base::Done{};
    }
    object.hasViewGrant = (*shares)->reports.contains(target.view);
    object.hasShareGrant = (*shares)->reports.value(target.view, false);
    object.isOpenedByLink = (*shares)->linked == target.view;
    return base::Done{};
}

base::Result<domain::Object> Access::object(domain::Action action, const Target &target)
{
    domain::Object object;
    object.policy.deployment = domain::Deployment::Dedicated;
    qint64 owner = 0; // of what the action is done to: what is still to be made has none, whoever owns the place for it
    const domain::Scope scope = domain::ruleOf(action).scope;
    if (target.entity != nullptr) {
        object.name = target.entity->name;
        object.policy = target.entity->policy;
        object.policy.isEnforced = isFixedByOrganization(action, target);
        owner = scope == domain::Scope::Team ? target.entity->owner : 0;
    }
    if (target.project != nullptr) {
        object.name = target.project->name;
        object.visibility = target.project->visibility;
        const bool isOwned = scope == domain::Scope::Project || scope == domain::Scope::Registry;
        owner = isOwned ? target.project->owner : 0;
    }
    if (target.run != nullptr) {
        object.name = target.run->displayName;
        owner = target.run->creator;
        const QString state = effectiveState(*target.run, m_session.now, m_session.facts.crashAfter);
        object.isRunActive = domain::isActive(domain::runStateFromWire(state));
        object.isDeletedWithArtifacts = target.run->isDeletedWithArtifacts;
        if (target.run->deletedAt != 0)
            object.deletedAt = QDateTime::fromMSecsSinceEpoch(target.run->deletedAt, Qt::UTC);
    }
    owner = target.creator.value_or(owner);
    const auto user = userOf(m_session, owner);
    if (!user)
        return user.error();
    if (*user) {
        object.owner.value = numberId("User", owner);
        object.ownerName = (*user)->username;
    }
    object.givenRole = target.givenRole.base;
    object.isTargetCustomRole = target.givenRole.isCustom();
    object.isTargetMember = target.isTargetMember;
    object.isTargetServiceAccount = target.isTargetServiceAccount;
    object.givenVisibility = target.givenVisibility;
    object.isLastAdmin = target.isLastAdmin;
    object.isTargetViewOnly = target.isTargetViewOnly;
    object.isTargetSelf = target.isTargetSelf;
    object.protectedAlias = target.protectedAlias;
    object.isLinkedOrGenerated = target.isLinkedOrGenerated;
    object.isTypeRefused = target.isTypeRefused;
    object.acceptedTypes = target.acceptedTypes;
    object.isInPersonalEntity = target.isInPersonalEntity;
    object.isTypeRemoval = target.isTypeRemoval;
    if (auto added = addShares(action, target, object); !added)
        return added.error();
    return object;
}

base::Result<domain::Decision> Access::decide(domain::Action action, const Target &target)
{
    const auto asking = person(target);
    if (!asking)
        return asking.error();
    auto asked = object(action, target);
    if (!asked)
        return asked.error();
    domain::Circumstances circumstances;
    circumstances.now = QDateTime::fromMSecsSinceEpoch(m_session.now, Qt::UTC);
    domain::Decision decision = domain::decide(*asking, action, *asked, circumstances);
    if (decision.reason == domain::Reason::NotOwner) { // who could help depends on whether the owner is still there
        const auto left = hasOwnerLeft(target);
        if (!left)
            return left.error();
        asked->ownerLeftTeam = *left;
        decision = domain::decide(*asking, action, *asked, circumstances);
    }
    // A token of somebody who is View-Only only reads, in their personal place too. What an organisation admin may is
    // no matter of their role in a team.
    const bool onlyReads = m_session.who.isViewOnly && asking->orgRole != domain::OrgRole::Admin;
    if (decision.allowed() && onlyReads && (domain::ruleOf(action).needs & domain::Needs(domain::Need::Writes)))
        decision.reason = domain::Reason::RoleLacks;
    return decision;
}

base::Result<bool> Access::hasOwnerLeft(const Target &target)
{
    const qint64 inProject = target.project != nullptr ? target.project->owner : 0;
    const qint64 ofRun = target.run != nullptr ? target.run->creator : inProject;
    const qint64 owner = target.creator.value_or(ofRun);
    if (owner == 0 || target.entity == nullptr)
        return false;
    return TeamStore(m_session.database).roleOf(target.entity->id, owner).map([](domain::BaseRole role) {
        return role == domain::BaseRole::None;
    });
}

base::Status Access::require(domain::Action action, const Target &target)
{
    const auto decision = decide(action, target);
    if (!decision)
        return decision.error();
    if (decision->allowed())
        return base::Done{};
    return refusal(action, *decision, target);
}

bool Access::allows(domain::Action action, const Target &target)
{
    const auto decision = decide(action, target);
    return decision && decision->allowed();
}

base::Error Access::refusal(domain::Action action, const domain::Decision &decision, const Target &target)
{
    const QString entity = target.entity != nullptr ? target.entity->name : QString();
    qCInfo(log).noquote() << "refused" << domain::actionName(action) << "to user" << m_session.who.user.id
                          << "in entity" << (target.entity != nullptr ? target.entity->id : 0)
                          << reasonName(decision.reason);
    if (decision.reason == domain::Reason::NotVisible)
        return notFound();
    QStringList admins; // for those who may know them
    if (target.entity != nullptr && allows(domain::Action::TeamSettingsView, {target.entity}))
        admins = TeamStore(m_session.database).adminNames(target.entity->id).valueOr({});
    const bool isOrganizations = domain::ruleOf(action).scope == domain::Scope::Org;
    if (isOrganizations && allows(domain::Action::OrgUsersView, {}))
        admins = OrganizationStore(m_session.database).adminNames().valueOr({});
    Refusal refusal{
        refusalText(action, decision, isOrganizations ? QStringLiteral("the organization") : entity, admins),
        domain::actionName(action), reasonName(decision.reason), helperName(decision.helper.kind)};
    m_session.refusals.append(refusal);
    return {kindOfRefusal(decision), refusal.text};
}

} // namespace server
