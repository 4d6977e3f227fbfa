#pragma once

#include "domain/rulebook.h"
#include "server/session.h"

#include <optional>

namespace server {

/// Asks the rule book on behalf of the caller. The only place of the server that turns its rows into the rule book's
/// terms; nothing else asks for roles.
class Access
{
public:
    explicit Access(Session &session)
        : m_session(session)
    { }

    /// What an action is done to. Only what belongs to the action's scope has to be given.
    struct Target
    {
        const EntityRecord *entity = nullptr;
        const ProjectRecord *project = nullptr;
        const RunRecord *run = nullptr;
        std::optional<qint64> creator = std::nullopt; ///< of a report, a view or a sweep; 0: nobody any more
        qint64 view = 0; ///< the report or view; 0: none, or one that is to be made
        domain::TeamRole givenRole = {}; ///< that is to be given to somebody
        bool isLastAdmin = false; ///< the person acted upon is the last admin of the team or the organisation
        bool isTargetViewOnly = false;
        bool isTargetSelf = false;
        QString protectedAlias = {}; ///< that is upon the artifact, in the collection or in the project
        bool isLinkedOrGenerated = false; ///< of an artifact's retention, and of what a project or team holds
        bool isTypeRefused = false; ///< the registry does not accept the artifact's type
        QString acceptedTypes = {}; ///< what it accepts
        bool isInPersonalEntity = false; ///< the artifact that is to be linked
        bool isTypeRemoval = false;
        bool isTargetMember = false; ///< the person to be invited is in the team already
        bool isTargetServiceAccount = false;
        PrivacySwitches givenSwitches = {}; ///< that are to be set (team.privacy.edit)
        std::optional<domain::Visibility> givenVisibility = {};
    };

    base::Result<domain::Decision> decide(domain::Action action, const Target &target);
    /// Done: allowed. NotFound: the caller may not know that it exists. Forbidden: refused, with the reason.
    base::Status require(domain::Action action, const Target &target);
    /// As require(), as a plain answer; errors of the store count as no.
    bool allows(domain::Action action, const Target &target);

    /// The one error for what is not there and for what is not visible.
    static base::Error notFound();

private:
    base::Result<domain::Person> person(const Target &target);
    base::Result<domain::TeamRole> teamRole(qint64 entity);
    base::Result<domain::Object> object(domain::Action action, const Target &target);
    base::Status addRegistryRoles(const Target &target, domain::Person &person);
    base::Status addShares(domain::Action action, const Target &target, domain::Object &object);
    base::Result<bool> hasOwnerLeft(const Target &target);
    base::Error refusal(domain::Action action, const domain::Decision &decision, const Target &target);

    Session &m_session;
};

} // namespace server
