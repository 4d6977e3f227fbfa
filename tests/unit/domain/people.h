#pragma once

#include "domain/rulebook.h"

#include <QTest>

namespace test {

inline domain::Person aPerson(domain::BaseRole role, const char *id = "me")
{
    domain::Person person;
    person.id.value = QString::fromLatin1(id);
    person.username = person.id.value;
    person.seat = domain::Seat::Full;
    person.orgRole = domain::OrgRole::Member;
    person.teamRole.base = role;
    return person;
}

inline domain::Person anOutsider()
{
    return aPerson(domain::BaseRole::None);
}

inline domain::Person anOrganisationAdmin()
{
    domain::Person person = anOutsider();
    person.orgRole = domain::OrgRole::Admin;
    return person;
}

inline domain::Person aServiceAccount(bool isOfThisTeam = true)
{
    domain::Person person = anOutsider();
    person.isServiceAccount = true;
    person.seat = domain::Seat::None;
    person.orgRole = domain::OrgRole::None;
    person.isOfThisTeam = isOfThisTeam;
    return person;
}

inline domain::Person withCustomRole(domain::BaseRole base, const QStringList &permissions)
{
    domain::Person person = aPerson(base);
    person.teamRole.custom = {{QStringLiteral("custom-1")}, QStringLiteral("Curator"), {}, base, permissions};
    return person;
}

/// A project, or something in it, that belongs to `owner`.
inline domain::Object aThing(const char *owner = "me", domain::Visibility visibility = domain::Visibility::Team)
{
    domain::Object object;
    object.visibility = visibility;
    object.owner.value = QString::fromLatin1(owner);
    object.ownerName = object.owner.value;
    return object;
}

/// The person that the column of the row's scope stands for; a registry role where the scope is a registry.
inline domain::Person inColumn(domain::Scope scope, int column)
{
    using domain::BaseRole;
    if (scope == domain::Scope::Org) {
        domain::Person person = aPerson(BaseRole::Member);
        person.orgRole = column == 0 ? domain::OrgRole::Member
            : column == 1            ? domain::OrgRole::Admin
                                     : domain::OrgRole::BillingOnly;
        return person;
    }
    if (scope == domain::Scope::Registry) {
        static constexpr BaseRole teamRoles[] = {BaseRole::None, BaseRole::ViewOnly, BaseRole::Member, BaseRole::Admin};
        domain::Person person = aPerson(teamRoles[column]);
        person.registryRole = domain::RegistryRole(int(domain::RegistryRole::RestrictedViewer) + column);
        return person;
    }
    if (scope == domain::Scope::ModelRegistry) {
        static constexpr BaseRole roles[] = {BaseRole::ViewOnly, BaseRole::Member, BaseRole::Member, BaseRole::Admin};
        domain::Person person = aPerson(roles[column]);
        person.isModelRegistryAdmin = column == 2;
        return person;
    }
    static constexpr BaseRole roles[] = {BaseRole::ViewOnly, BaseRole::Member, BaseRole::Admin};
    return column < 3 ? aPerson(roles[column]) : column == 3 ? anOrganisationAdmin() : aServiceAccount();
}

inline int columnCount(domain::Scope scope)
{
    if (scope == domain::Scope::Org)
        return 3;
    return scope == domain::Scope::Registry || scope == domain::Scope::ModelRegistry ? 4 : domain::maxColumns;
}

/// An object on which each row's cell decides: on the deployment that has the action.
inline domain::Object objectFor(const domain::Row &row, const char *owner)
{
    domain::Object object = aThing(owner);
    if (row.action == domain::Action::SystemSettingsEdit)
        object.policy.deployment = domain::Deployment::Dedicated;
    return object;
}

} // namespace test
