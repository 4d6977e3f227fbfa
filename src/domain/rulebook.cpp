#include "domain/rulebook.h"

#include "domain/rulecells.h"
#include "domain/rulestates.h"

namespace domain {

namespace {

Helper lowestHelperInTeam(const Row &row, const Object &object)
{
    using Kind = Helper::Kind;
    if (row.cells[ViewOnlyColumn] != Cell::No)
        return {Kind::Everybody, {}};
    if (row.cells[MemberColumn] != Cell::No)
        return {Kind::TeamMember, {}};
    const bool isDedicated = object.policy.deployment == Deployment::Dedicated;
    if (row.gate == Gate::DedicatedDeployment && isDedicated)
        return {Kind::OrgAdmin, {}};
    if (row.cells[AdminColumn] != Cell::No) {
        const bool countsProjectRole = isProjectBound(row.scope) && row.action != Action::ProjectJoin
            && (object.visibility == Visibility::Team || object.visibility == Visibility::Restricted);
        return {countsProjectRole ? Kind::ProjectAdmin : Kind::TeamAdmin, {}};
    }
    return {row.cells[OrgAdminColumn] != Cell::No ? Kind::OrgAdmin : Kind::Nobody, {}};
}

Helper lowestHelperInModelRegistry(const Row &row)
{
    if (row.cells[MrViewOnlyColumn] != Cell::No)
        return {Helper::Kind::Everybody, {}};
    return {row.cells[MrMemberColumn] != Cell::No ? Helper::Kind::TeamMember : Helper::Kind::ModelRegistryAdmin, {}};
}

Helper lowestHelperInRegistry(const Row &row)
{
    if (row.action == Action::RegistryCreate)
        return {Helper::Kind::TeamMember, {}};
    const bool memberMay = row.cells[RegistryMemberColumn] != Cell::No;
    return {memberMay ? Helper::Kind::RegistryMember : Helper::Kind::RegistryAdmin, {}};
}

Helper lowestHelperInOrganisation(const Row &row, const Object &object)
{
    const bool isElsewhere =
        (row.gate == Gate::DedicatedDeployment && object.policy.deployment != Deployment::Dedicated)
        || (row.gate == Gate::HostedDeployment && object.policy.deployment != Deployment::Hosted);
    return {isElsewhere ? Helper::Kind::Nobody : Helper::Kind::OrgAdmin, {}};
}

Helper lowestHelper(const Row &row, const Object &object)
{
    switch (row.scope) {
    case Scope::Registry:
        return lowestHelperInRegistry(row);
    case Scope::ModelRegistry:
        return lowestHelperInModelRegistry(row);
    case Scope::Org:
        return lowestHelperInOrganisation(row, object);
    default:
        return lowestHelperInTeam(row, object);
    }
}

/// One question, taken through the steps of section 2; each step says why not, or nothing.
class Deciding
{
public:
    Deciding(const Person &person, Action action, const Object &object, const Circumstances &circumstances)
        : m_person(person)
        , m_row(ruleOf(action))
        , m_object(object)
        , m_circumstances(circumstances)
        , m_standing(standingOf(person, m_row, object))
    { }

    [[nodiscard]] Decision decide() const
    {
        for (const auto step :
            {&Deciding::seatAtAll, &Deciding::role, &Deciding::seat, &Deciding::state, &Deciding::connection}) {
            Decision decision = (this->*step)();
            if (!decision.allowed())
                return decision;
        }
        return answer(Reason::None);
    }

private:
    [[nodiscard]] Decision answer(Reason reason) const
    {
        Decision decision;
        decision.reason = reason;
        decision.effectiveRole = m_standing.kind == Standing::Kind::Unknown ? BaseRole::Unknown : m_standing.role.base;
        return decision;
    }

    [[nodiscard]] Decision answer(Reason reason, Helper helper) const
    {
        Decision decision = answer(reason);
        decision.helper = std::move(helper);
        return decision;
    }

    [[nodiscard]] Decision answer(WrongState state) const
    {
        Decision decision = answer(Reason::WrongState);
        decision.state = state;
        decision.detail = stateDetail(state, m_object);
        return decision;
    }

    [[nodiscard]] bool needsSeat() const { return m_person.isSignedIn() && !m_person.isServiceAccount; }

    /// Step 2.
    [[nodiscard]] Decision seatAtAll() const
    {
        if (needsSeat() && m_person.seat == Seat::None)
            return answer(Reason::SeatNone, {Helper::Kind::OrgAdmin, {}});
        return answer(Reason::None);
    }

    /// Steps 3 to 5.
    [[nodiscard]] Decision role() const
    {
        if (isAllowedByShare(m_person, m_row, m_object))
            return answer(Reason::None);
        const Cell cell = cellOf(m_person, m_row, m_object, m_standing);
        const GatedCell allowed = gated(cell, m_person, m_row, m_object, m_standing);
        if (allowed.shut != Reason::None)
            return shutBySetting(allowed.shut);
        if (allowed.cell == Cell::No)
            return m_standing.kind == Standing::Kind::InScope ? roleLacks() : outside();
        if (allowed.cell == Cell::Own && !isOwner())
            return notOwner();
        return givesTooMuch() ? roleLacks() : answer(Reason::None);
    }

    /// Why not, where no column of the table speaks for the person.
    [[nodiscard]] Decision outside() const
    {
        switch (m_standing.kind) {
        case Standing::Kind::Unknown: {
            const bool isPlainLook = m_row.cells[0] == Cell::Yes && m_row.needs == Needs(NoNeed);
            return answer(isPlainLook ? Reason::None : Reason::RoleUnknown);
        }
        case Standing::Kind::NotJoined:
            return answer(WrongState::NotJoined);
        case Standing::Kind::NotVisible:
            return isShownByShare(m_person, m_row, m_object) ? roleLacks() : answer(Reason::NotVisible);
        case Standing::Kind::Visitor:
        case Standing::Kind::InScope:
            break;
        }
        // Organisation admins know what there is, they only do not see into it (R8).
        const bool knowsOfIt = m_person.isSignedIn() && m_person.orgRole == OrgRole::Admin;
        const bool isHiddenTeam = m_row.scope == Scope::Team && m_object.policy.hideTeam;
        const bool isForeignRobot =
            m_person.isSignedIn() && m_person.isServiceAccount && m_object.visibility != Visibility::Open;
        const bool isHiddenProject = isProjectBound(m_row.scope) && (!isWorldReadable(m_object) || isForeignRobot)
            && m_row.action != Action::ProjectCreate && !isShownByShare(m_person, m_row, m_object);
        if (!knowsOfIt && (isHiddenTeam || isHiddenProject))
            return answer(Reason::NotVisible);
        return m_person.isSignedIn() ? roleLacks() : answer(Reason::NotSignedIn);
    }

    [[nodiscard]] Decision shutBySetting(Reason reason) const
    {
        const bool isLocked = reason == Reason::SettingLocked;
        Decision decision = answer(reason, {isLocked ? Helper::Kind::OrgAdmin : Helper::Kind::TeamAdmin, {}});
        decision.gate = m_row.gate;
        return decision;
    }

    [[nodiscard]] Decision roleLacks() const
    {
        Decision decision = answer(Reason::RoleLacks, lowestHelper(m_row, m_object));
        if (m_row.action == Action::TeamMemberLeave) {
            decision.helper = {Helper::Kind::TeamAdmin, {}};
            decision.state = WrongState::AdminMustRemove;
        }
        return decision;
    }

    [[nodiscard]] bool isOwner() const { return !m_person.id.isEmpty() && m_object.owner == m_person.id; }

    [[nodiscard]] Decision notOwner() const
    {
        const bool ownerCanHelp = !m_object.owner.isEmpty() && !m_object.ownerLeftTeam;
        Decision decision = answer(Reason::NotOwner,
            ownerCanHelp ? Helper{Helper::Kind::Owner, m_object.ownerName} : Helper{Helper::Kind::TeamAdmin, {}});
        decision.detail = m_object.ownerName;
        return decision;
    }

    /// Section 10, mark 1: who invites without being an admin gives at most the role Member.
    [[nodiscard]] bool givesTooMuch() const
    {
        if (m_row.action != Action::TeamMemberInvite && m_row.action != Action::TeamInviteResend)
            return false;
        const bool isAdmin = m_standing.isInColumn(AdminColumn) || m_standing.alsoColumn == OrgAdminColumn;
        return !isAdmin && (m_object.givenRole == BaseRole::Admin || m_object.isTargetCustomRole);
    }

    /// Step 6.
    [[nodiscard]] Decision seat() const
    {
        const bool counts = m_row.needs.testAnyFlags(Needs(Writes) | Downloads | FullSeat);
        if (!counts || !needsSeat() || m_person.seat == Seat::Full)
            return answer(Reason::None);
        if (m_person.seat == Seat::Unknown)
            return answer(Reason::RoleUnknown);
        return answer(Reason::SeatViewer, {Helper::Kind::OrgAdmin, {}});
    }

    /// Step 7.
    [[nodiscard]] Decision state() const
    {
        const WrongState state = blockingState(m_row.action, m_object, m_standing, m_circumstances);
        return state == WrongState::None ? answer(Reason::None) : answer(state);
    }

    /// Step 8.
    [[nodiscard]] Decision connection() const
    {
        const bool isCut = m_circumstances.isOffline && m_row.needs.testFlag(Server);
        return answer(isCut ? Reason::Offline : Reason::None);
    }

    const Person &m_person;
    const Row &m_row;
    const Object &m_object;
    const Circumstances &m_circumstances;
    const Standing m_standing;
};

} // namespace

Decision decide(const Person &person, Action action, const Object &object, const Circumstances &circumstances)
{
    return Deciding(person, action, object, circumstances).decide();
}

Decision decideRunMove(const Person &inSource, const Object &run, const Person &inDestination,
    const Object &destination, const Circumstances &circumstances)
{
    Decision decision = decide(inSource, Action::RunMove, run, circumstances);
    return decision.allowed() ? decide(inDestination, Action::RunLog, destination, circumstances) : decision;
}

QStringList grantablePermissions()
{
    QStringList names;
    for (const Row &row : rules()) {
        if (row.permission && !names.contains(QLatin1String(row.permission)))
            names.append(QString::fromLatin1(row.permission));
    }
    return names;
}

} // namespace domain
