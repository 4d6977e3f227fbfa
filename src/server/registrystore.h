#pragma once

#include "server/records.h"
#include "sqlite/database.h"

#include <utility>

namespace server {

/// Registries of the organisation (projects `wandb-registry-...` of its entity): accepted types and roles; protected
/// aliases; the admins of a team's model registry.
class RegistryStore
{
public:
    explicit RegistryStore(sqlite::Database &database)
        : m_database(database)
    { }

    /// Whose list of protected aliases: that of a registry, or of a team's model registry.
    struct AliasPlace
    {
        qint64 registry = 0; ///< project; 0: the model registry of `team`
        qint64 team = 0; ///< entity
    };

    base::Result<std::optional<EntityRecord>> organizationEntity();
    /// The highest role that the person has in any team.
    base::Result<domain::BaseRole> highestTeamRole(qint64 user);
    base::Result<bool> allowsAllTypes(qint64 project);
    base::Status setAllowsAllTypes(qint64 project, bool allows);

    base::Result<domain::RegistryRole> userRole(qint64 project, qint64 user); ///< None: not given
    /// The roles of the teams that the person is in.
    base::Result<QList<domain::RegistryRole>> rolesOfTeams(qint64 project, qint64 user);
    struct UserRole
    {
        UserRecord user;
        domain::RegistryRole role = domain::RegistryRole::None;
    };
    struct TeamRole
    {
        qint64 entity = 0;
        domain::RegistryRole role = domain::RegistryRole::None;
    };
    /// Of the registries that gave the person a role, by the project's name.
    base::Result<QList<std::pair<QString, domain::RegistryRole>>> rolesOfUser(qint64 user);
    base::Result<QList<UserRole>> users(qint64 project);
    base::Result<QList<TeamRole>> teams(qint64 project);
    base::Result<domain::RegistryRole> teamRole(qint64 project, qint64 entity); ///< None: not given
    base::Status setUserRole(qint64 project, qint64 user, domain::RegistryRole role);
    base::Status setTeamRole(qint64 project, qint64 entity, domain::RegistryRole role);
    base::Status removeUser(qint64 project, qint64 user);
    base::Status removeTeam(qint64 project, qint64 entity);

    base::Result<QStringList> protectedAliases(const AliasPlace &place);
    base::Status protectAlias(const AliasPlace &place, const QString &alias);
    base::Status unprotectAlias(const AliasPlace &place, const QString &alias);
    /// The first protected alias that is upon the version in any registry, or in the collection; empty: none.
    base::Result<QString> protectedAliasOfArtifact(qint64 artifact);
    base::Result<QString> protectedAliasInCollection(qint64 collection);
    base::Result<QString> protectedAliasOfMember(qint64 member);

    /// What would go from registries together with the place that it was logged to.
    struct Holding
    {
        QString protectedAlias; ///< the first that is upon a version; empty: none
        bool isLinked = false;
    };
    /// Of a project's versions. Of a registry itself only what is protected in it counts: its links go with it.
    base::Result<Holding> holdingOfProject(qint64 project);
    /// Of the versions of all its projects, in registries that are not the team's own.
    base::Result<Holding> holdingOfTeam(qint64 entity);

    base::Result<bool> isModelRegistryAdmin(qint64 entity, qint64 user);
    base::Result<QList<UserRecord>> modelRegistryAdmins(qint64 entity);
    base::Status setModelRegistryAdmin(qint64 entity, qint64 user, bool isAdmin);

private:
    base::Result<Holding> holding(qint64 project, qint64 entity);

    sqlite::Database &m_database;
};

/// The words of the wire: admin, member, viewer, restricted_viewer; others give Unknown.
domain::RegistryRole registryRoleFromWire(const QString &word);
QString wireName(domain::RegistryRole role);

} // namespace server
