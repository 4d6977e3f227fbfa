#include "server/registrymutations.h"

#include "server/artifactnames.h"
#include "server/collectionstore.h"
#include "server/globalid.h"
#include "server/names.h"
#include "server/projectstore.h"
#include "server/registryrole.h"
#include "server/registrystore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using domain::Action;
using domain::RegistryRole;
using domain::Visibility;
using graphql::Value;

namespace {

constexpr qsizetype longestRegistryText = 64 * 1024;

bool isBuiltIn(const ProjectRecord &registry)
{
    return registry.owner == 0;
}

base::Error badRegistry(const char *what)
{
    return {base::Error::Kind::Invalid, QLatin1String("registry: ") + QLatin1String(what)};
}

/// On the wire there are two levels; what is none of them means the organisation.
Visibility registryVisibility(const QString &access)
{
    return access == QLatin1String("RESTRICTED") ? Visibility::Restricted : Visibility::Team;
}

QStringList typeNames(const Value &input)
{
    QStringList names;
    for (const Value &type : input[QStringLiteral("artifactTypes")].toList())
        names.append(type[QStringLiteral("name")].toString());
    return names;
}

base::Status addTypes(Session &session, qint64 registry, const QStringList &names)
{
    for (const QString &name : names) {
        if (!isSoundArtifactType(name))
            return badRegistry("artifactTypes: use at most 128 characters without / and :");
        if (const auto added = CollectionStore(session.database).ensureType(registry, name, session.now); !added)
            return added.error();
    }
    return base::Done{};
}

base::Result<SharedRegistry> reread(Session &session, qint64 registry)
{
    const auto project = ProjectStore(session.database).byId(registry);
    if (!project)
        return project.error();
    const auto entity = TeamStore(session.database).byId(*project ? (*project)->entity : 0);
    if (!entity)
        return entity.error();
    if (!*project || !*entity)
        return Access::notFound();
    return std::make_shared<const ProjectView>(ProjectView{**project, **entity, false});
}

base::Status require(Session &session, Action action, const ProjectView &registry)
{
    return Access(session).require(action, targetOf(registry));
}

base::Status changeTypes(Session &session, const ProjectView &registry, const Value &input)
{
    RegistryStore store(session.database);
    const auto allowsAll = store.allowsAllTypes(registry.record.id);
    const auto existing = CollectionStore(session.database).types(registry.record.id);
    if (!allowsAll || !existing)
        return allowsAll ? existing.error() : allowsAll.error();
    QStringList added = typeNames(input); // those that are there already stay, named or not
    for (const ArtifactTypeRecord &type : *existing)
        added.removeAll(type.name);
    const Value &wanted = input[QStringLiteral("allowAllArtifactTypesInRegistry")];
    const bool allows = wanted.isNull() ? *allowsAll : wanted.toBool();
    if (added.isEmpty() && allows == *allowsAll)
        return base::Done{};
    if (auto allowed = require(session, Action::RegistryTypesEdit, registry); !allowed)
        return allowed;
    if (auto done = addTypes(session, registry.record.id, added); !done)
        return done;
    return store.setAllowsAllTypes(registry.record.id, allows);
}

base::Status changeVisibility(Session &session, const ProjectView &registry, const Value &input, ProjectRecord &into)
{
    const auto access = input[QStringLiteral("access")].text();
    const Visibility wanted = access ? registryVisibility(*access) : into.visibility;
    if (wanted == into.visibility)
        return base::Done{};
    if (auto allowed = require(session, Action::RegistryVisibilityEdit, registry); !allowed)
        return allowed;
    if (wanted != Visibility::Restricted || isBuiltIn(into))
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("the visibility of this registry cannot be changed: make a new registry")};
    into.visibility = wanted;
    return RegistryStore(session.database).setUserRole(into.id, session.who.user.id, RegistryRole::Admin);
}

base::Status changeName(Session &session, const ProjectView &registry, const Value &input, ProjectRecord &into)
{
    into.description = input[QStringLiteral("description")].text().value_or(into.description);
    into.name = input[QStringLiteral("name")].text().value_or(into.name);
    if (into.description == registry.record.description && into.name == registry.record.name)
        return base::Done{};
    if (auto allowed = require(session, Action::RegistryRename, registry); !allowed)
        return allowed;
    if (into.description.size() > longestRegistryText || !isSoundProjectName(into.name)
        || !isRegistryName(registry.entity, into.name))
        return badRegistry("name or description");
    if (into.name == registry.record.name)
        return base::Done{};
    const auto taken = ProjectStore(session.database).find(into.entity, into.name);
    if (!taken)
        return taken.error();
    if (*taken)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the name is taken: choose another one")};
    return base::Done{};
}

} // namespace

bool isRegistryName(const EntityRecord &entity, const QString &name)
{
    const QLatin1String prefix(registryPrefix);
    return entity.isOrganization && name.startsWith(prefix) && name.size() > prefix.size();
}

base::Result<SharedRegistry> createRegistry(Session &session, const EntityRecord &entity, const Value &input)
{
    ProjectRecord record;
    record.name = input[QStringLiteral("name")].toString();
    record.entity = entity.id;
    record.entityName = entity.name;
    record.description = input[QStringLiteral("description")].toString();
    record.visibility = registryVisibility(input[QStringLiteral("access")].toString());
    record.owner = session.who.user.id;
    if (auto allowed = Access(session).require(Action::RegistryCreate, {&entity}); !allowed)
        return allowed.error();
    if (!isSoundProjectName(record.name) || record.description.size() > longestRegistryText)
        return badRegistry("name or description");
    // Also one that the caller may not see has its name.
    const auto existing = ProjectStore(session.database).find(entity.id, record.name);
    if (!existing)
        return existing.error();
    if (*existing)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the name is taken: choose another one")};
    const auto id = ProjectStore(session.database).insert(record, session.now);
    if (!id)
        return id.error();
    RegistryStore store(session.database);
    if (auto set = store.setUserRole(*id, record.owner, RegistryRole::Admin); !set)
        return set.error();
    const QStringList types = typeNames(input);
    const Value &allows = input[QStringLiteral("allowAllArtifactTypesInRegistry")];
    if (auto set = store.setAllowsAllTypes(*id, allows.isNull() ? types.isEmpty() : allows.toBool()); !set)
        return set.error();
    if (auto added = addTypes(session, *id, types); !added)
        return added.error();
    return reread(session, *id);
}

base::Result<SharedRegistry> changeRegistry(Session &session, const SharedRegistry &registry, const Value &input)
{
    ProjectRecord record = registry->record;
    if (auto changed = changeVisibility(session, *registry, input, record); !changed)
        return changed.error();
    if (auto changed = changeName(session, *registry, input, record); !changed)
        return changed.error();
    if (auto changed = changeTypes(session, *registry, input); !changed)
        return changed.error();
    if (const auto owner = input[QStringLiteral("owner")].text()) {
        if (auto allowed = require(session, Action::RegistryOwnerSet, *registry); !allowed)
            return allowed.error();
        if (isBuiltIn(record)) // what has an owner was made by people, and could be restricted
            return base::Error{base::Error::Kind::Conflict, QStringLiteral("a built-in registry has no owner")};
        const auto user = UserStore(session.database).byId(numberFromId("User", *owner).value_or(0));
        if (!user)
            return user.error();
        if (!*user)
            return badRegistry("owner");
        record.owner = (*user)->id;
    }
    if (auto updated = ProjectStore(session.database).update(record, session.now); !updated)
        return updated.error();
    return reread(session, record.id);
}

base::Status deleteRegistry(Session &session, const ProjectView &registry)
{
    Access access(session);
    const base::Status asOwner = access.require(Action::RegistryDelete, targetOf(registry));
    bool isAllowed = asOwner.ok() || access.allows(Action::TeamRegistryDelete, {&registry.entity});
    const auto teams = TeamStore(session.database).ofUser(session.who.user.id);
    if (!teams)
        return teams.error();
    for (const EntityRecord &team : *teams) // any team's admin may (R4)
        isAllowed = isAllowed || (team.isTeam && access.allows(Action::TeamRegistryDelete, {&team}));
    if (!isAllowed)
        return asOwner;
    return ProjectStore(session.database).remove(registry.record.id);
}

namespace {

base::Result<UserRecord> registryUser(Session &session, const QString &id)
{
    const auto user = UserStore(session.database).byId(numberFromId("User", id).value_or(0));
    if (!user)
        return user.error();
    return *user && !(*user)->isDeactivated ? base::Result<UserRecord>(**user)
                                            : base::Result<UserRecord>(badRegistry("no such user"));
}

base::Result<EntityRecord> registryTeam(Session &session, const QString &id)
{
    const auto team = TeamStore(session.database).byId(numberFromId("Entity", id).value_or(0));
    if (!team)
        return team.error();
    return *team && (*team)->isTeam ? base::Result<EntityRecord>(**team)
                                    : base::Result<EntityRecord>(badRegistry("no such team"));
}

} // namespace

base::Status addRegistryMembers(Session &session, const ProjectView &registry, const Value &input)
{
    if (auto allowed = require(session, Action::RegistryMembersAdd, registry); !allowed)
        return allowed;
    RegistryStore store(session.database);
    for (const QString &id : input[QStringLiteral("userIds")].toStrings()) {
        const auto user = registryUser(session, id);
        if (!user)
            return user.error();
        const auto given = store.userRole(registry.record.id, user->id);
        if (!given)
            return given.error();
        if (*given != RegistryRole::None)
            continue; // adding again takes nothing away
        if (auto set = store.setUserRole(registry.record.id, user->id, roleWhenAdded(*user)); !set)
            return set;
    }
    for (const QString &id : input[QStringLiteral("teamIds")].toStrings()) {
        const auto team = registryTeam(session, id);
        if (!team)
            return team.error();
        const auto given = store.teamRole(registry.record.id, team->id);
        if (!given)
            return given.error();
        if (*given != RegistryRole::None)
            continue;
        if (auto set = store.setTeamRole(registry.record.id, team->id, RegistryRole::RestrictedViewer); !set)
            return set;
    }
    return base::Done{};
}

base::Status removeRegistryMembers(Session &session, const ProjectView &registry, const Value &input)
{
    if (auto allowed = require(session, Action::RegistryMembersRemove, registry); !allowed)
        return allowed;
    RegistryStore store(session.database);
    for (const QString &id : input[QStringLiteral("userIds")].toStrings()) {
        if (auto removed = store.removeUser(registry.record.id, numberFromId("User", id).value_or(0)); !removed)
            return removed;
    }
    for (const QString &id : input[QStringLiteral("teamIds")].toStrings()) {
        if (auto removed = store.removeTeam(registry.record.id, numberFromId("Entity", id).value_or(0)); !removed)
            return removed;
    }
    return base::Done{};
}

base::Status setRegistryUserRole(Session &session, const ProjectView &registry, const Value &input)
{
    if (auto allowed = require(session, Action::RegistryMembersSetRole, registry); !allowed)
        return allowed;
    const auto user = registryUser(session, input[QStringLiteral("userId")].toString());
    if (!user)
        return user.error();
    const RegistryRole role = registryRoleFromWire(input[QStringLiteral("userProjectRole")].toString());
    if (role == RegistryRole::Unknown)
        return badRegistry("userProjectRole: admin, member, viewer or restricted_viewer");
    if (user->isService && role < RegistryRole::Member)
        return badRegistry("userProjectRole: a service account is at least member");
    RegistryStore store(session.database);
    const auto given = store.userRole(registry.record.id, user->id);
    if (!given)
        return given.error();
    if (*given == RegistryRole::None)
        return badRegistry("userId: not in the registry; add the person first");
    return store.setUserRole(registry.record.id, user->id, role);
}

base::Status setRegistryTeamRole(Session &session, const ProjectView &registry, const Value &input)
{
    if (auto allowed = require(session, Action::RegistryMembersSetRole, registry); !allowed)
        return allowed;
    const auto team = registryTeam(session, input[QStringLiteral("teamId")].toString());
    if (!team)
        return team.error();
    const RegistryRole role = registryRoleFromWire(input[QStringLiteral("teamProjectRole")].toString());
    if (role == RegistryRole::Unknown)
        return badRegistry("teamProjectRole: admin, member, viewer or restricted_viewer");
    RegistryStore store(session.database);
    const auto given = store.teamRole(registry.record.id, team->id);
    if (!given)
        return given.error();
    if (*given == RegistryRole::None)
        return badRegistry("teamId: not in the registry; add the team first");
    return store.setTeamRole(registry.record.id, team->id, role);
}

namespace {

base::Status ensureBuiltIn(sqlite::Database &database, qint64 entity, const QString &type, qint64 now)
{
    ProjectRecord record;
    record.entity = entity;
    record.name = QLatin1String(registryPrefix) + type;
    record.visibility = Visibility::Team;
    const auto id = ProjectStore(database).insert(record, now);
    if (!id)
        return id.error();
    if (const auto added = CollectionStore(database).ensureType(*id, type, now); !added)
        return added.error();
    return RegistryStore(database).setAllowsAllTypes(*id, false);
}

} // namespace

base::Status ensureRegistries(sqlite::Database &database, qint64 now)
{
    const auto existing = RegistryStore(database).organizationEntity();
    if (!existing || *existing)
        return existing ? base::Status(base::Done{}) : base::Status(existing.error());
    TeamStore entities(database);
    EntityRecord entity;
    entity.isTeam = false;
    entity.isOrganization = true;
    base::Result<qint64> id = 0;
    for (int attempt = 1; attempt == 1 || (!id && id.error().kind == base::Error::Kind::Conflict); ++attempt) {
        entity.name = attempt == 1 ? QStringLiteral("organization") : QStringLiteral("organization-%1").arg(attempt);
        id = entities.insert(entity, now);
    }
    if (!id)
        return id.error();
    for (const char *type : {"model", "dataset"}) {
        if (auto made = ensureBuiltIn(database, *id, QLatin1String(type), now); !made)
            return made;
    }
    return base::Done{};
}

} // namespace server
