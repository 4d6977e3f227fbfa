#pragma once

#include "domain/person.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <optional>
#include <span>

/// Who may do what, and why not (permissions, sections 2 to 8, 10 and 11). Data in one table (rules.cpp), one function.
/// No I/O, no text for people: the interface has the words (ui/kit/denialtext.h), the server its own log lines.
/// Any thread; everything here is a pure function.
namespace domain {

enum class Scope : quint8 { Org, Team, Project, Run, View, Report, Artifact, Registry, ModelRegistry };

/// Every action of sections 4 to 7, in their order. The stable text of one is `actionName()`, e.g. "run.delete".
enum class Action : quint8 {
#define COHORT_ACTION(enumerator, name) enumerator,
#include "domain/actions.inc"
#undef COHORT_ACTION
};

QString actionName(Action action);
std::optional<Action> actionFromName(QStringView name);
std::span<const Action> allActions();

enum class Cell : quint8 { No, Own, Yes };

/// A setting that opens or closes cells (section 10).
enum class Gate : quint8 {
    None,
    MembersMayInvite,
    EnforcedPrivacy,
    DedicatedDeployment,
    ReportShareGrant,
    PublicReportSharing,
    MembersMaySetTtl,
    FutureProjectsPrivate, ///< `open` and `public` are not offered
    HostedDeployment, ///< only where the service is hosted for many organisations
};

enum Need : quint8 { NoNeed = 0, Writes = 1, Downloads = 2, Server = 4, FullSeat = 8 };
Q_DECLARE_FLAGS(Needs, Need)
Q_DECLARE_OPERATORS_FOR_FLAGS(Needs)

/// The columns of the scopes. Team, Project, Run, View, Report, Artifact: V M A OA SA. Org: Member, Admin, BillingOnly.
/// Registry: RV V M A. ModelRegistry: V M RA A.
inline constexpr int maxColumns = 5;

struct Row
{
    Action action;
    Scope scope;
    Cell cells[maxColumns];
    Gate gate;
    Needs needs;
    const char *permission; ///< "run:delete": for custom roles; or null
};

/// The table, one row an action.
std::span<const Row> rules();
const Row &ruleOf(Action action);

/// The settings of the team and the organisation that gates look at.
struct TeamPolicy
{
    bool membersMayInvite = false;
    bool membersMaySetTtl = false;
    bool publicReportSharing = true;
    bool hideTeam = false;
    bool futureProjectsPrivate = false;
    bool joinByDomain = false;
    bool saveCodeByDefault = false;
    /// The same switches as the organisation enforces them: the team's switch is read only then.
    bool isEnforced = false;
    Deployment deployment = Deployment::Hosted;
    bool hasCustomRolesLicence = true;

    bool operator==(const TeamPolicy &) const = default;
};

/// What an action is done to, as far as a decision needs it. Only the fields of the action's scope count.
struct Object
{
    QString name; ///< for the text of a refusal
    std::optional<Visibility> visibility; ///< of the project; empty for scopes without a project
    UserId owner; ///< creator of a run, report, sweep, view, registry; owner of a project
    QString ownerName;
    bool ownerLeftTeam = false;
    bool hasShareGrant = false; ///< `can_edit` for this person on this report
    bool hasViewGrant = false; ///< `can_view` for this person on this report
    bool isOpenedByLink = false; ///< whoever asks holds a link to this report that was not taken back
    bool isShownWithReport = false; ///< a project, or a run of one, whose runs a report shows that the person may open
    TeamPolicy policy;

    // Section 11: states that block an action.
    bool isRunActive = true; ///< running or pending
    bool isDeletedWithArtifacts = false;
    std::optional<QDateTime> deletedAt;
    bool isLastAdmin = false; ///< the person acted upon is the last admin of the team or the organisation
    bool isTargetViewOnly = false; ///< the person acted upon is View-Only in the team
    bool isTargetSelf = false;
    bool isTargetMember = false; ///< the person to be invited is in the team, or invited, already
    bool isTargetServiceAccount = false; ///< the member acted upon is a service account
    bool isTargetInvitation = false; ///< the member acted upon has not accepted yet
    bool isTargetCustomRole = false; ///< the role that is to be given is a custom one
    QString protectedAlias; ///< a protected alias that is on the version or collection, or on what lies in the project
    bool isLinkedOrGenerated = false; ///< the version; or something in the project or team is linked into a registry
    bool isTypeRefused = false; ///< registry.link: the registry does not accept the artifact's type
    QString acceptedTypes; ///< registry.link: what the registry accepts, for the text
    bool isInPersonalEntity = false; ///< registry.link: the artifact lives in a personal entity
    bool changedMeanwhile = false;
    bool isTypeRemoval = false; ///< registry.types.edit would take types away
    /// The role that is to be given (team.member.invite, set_role): a member may give at most Member.
    BaseRole givenRole = BaseRole::None;
    /// The level that is to be set (project.create, project.set_visibility); empty: any.
    std::optional<Visibility> givenVisibility;
};

/// What of the surroundings counts: being offline and the time.
struct Circumstances
{
    bool isOffline = false;
    QDateTime dataFrom; ///< the age of what is shown, for the text
    QDateTime now; ///< UTC; needed for the seven days of undelete
};

enum class Reason : quint8 {
    None, ///< allowed
    SeatNone,
    NotVisible,
    SettingOff,
    SettingLocked,
    RoleLacks,
    NotOwner,
    SeatViewer,
    WrongState,
    Offline,
    RoleUnknown,
    NotSignedIn,
};

/// Which sentence of section 11 (or a note of 4 to 6) a WrongState stands for.
enum class WrongState : quint8 {
    None,
    RunEnded,
    TooLateToRestore,
    RunInRestrictedProject,
    ProtectedAlias,
    KeptWhileLinked,
    TypeNotAccepted,
    TypesOnlyGrow,
    LastAdmin,
    ChangedMeanwhile,
    ViewOnlyInTeam,
    NotJoined, ///< a restricted project that a team admin may enter, but has not entered
    AlreadyInTeam, ///< inviting oneself, a member, or somebody who is invited already
    ServiceAccount, ///< a service account has no role that could be changed
    StillInvited, ///< the role of an invitation is settled when it is sent
    VisibilityNotReachable, ///< section 8.2
    NotInLicence, ///< custom roles
    AdminMustRemove, ///< nobody leaves a team by themselves
};

/// Who could do what this person may not.
struct Helper
{
    enum class Kind : quint8 {
        Nobody,
        OrgAdmin,
        TeamAdmin,
        TeamMember,
        Owner,
        RegistryAdmin,
        RegistryMember,
        ModelRegistryAdmin,
        ProjectAdmin,
        Everybody
    };
    Kind kind = Kind::Nobody;
    QString name; ///< the owner's name where kind is Owner

    bool operator==(const Helper &) const = default;
};

struct Decision
{
    Reason reason = Reason::None;
    WrongState state = WrongState::None;
    Gate gate = Gate::None; ///< for SettingOff and SettingLocked
    Helper helper; ///< the lowest that could
    QString detail; ///< owner's name, alias, or time, for the text
    /// The person's effective role in the scope, for "You are View-Only".
    BaseRole effectiveRole = BaseRole::None;

    [[nodiscard]] bool allowed() const { return reason == Reason::None; }
    /// Hidden, not greyed: the person may not even know that it exists.
    [[nodiscard]] bool hidden() const { return reason == Reason::NotVisible || reason == Reason::SeatNone; }
    bool operator==(const Decision &) const = default;
};

/// Section 2, in its order: the first permanent reason comes before the temporary ones.
Decision decide(const Person &person, Action action, const Object &object, const Circumstances &circumstances = {});

/// Section 9, moving a run: what decides at both ends. The source's reason comes first; `destination` is the project
/// that receives the run, as an object without a creator.
Decision decideRunMove(const Person &inSource, const Object &run, const Person &inDestination,
    const Object &destination, const Circumstances &circumstances = {});

/// Section 13: the names of all permissions that a custom role may add, in the order of the table, each once.
QStringList grantablePermissions();

/// Whether links for people without an account may be made to a report, and work (section 10, mark 5).
bool mayHaveLinks(const Object &report);

/// Section 3. None: a visitor. The custom role's additions come along.
TeamRole effectiveProjectRole(const Person &person, Visibility visibility);
/// Section 3, last part: the highest of what was given to the person, to their teams, as org admin, by the own team.
RegistryRole effectiveRegistryRole(RegistryRole given, std::span<const RegistryRole> ofTeams, OrgRole orgRole,
    std::optional<BaseRole> roleInOwningTeam);

/// Section 8.2: which levels a project's visibility may change to. Empty where nothing may change.
QList<Visibility> reachableVisibilities(Visibility from, const TeamPolicy &policy);

} // namespace domain
