#pragma once

#include "domain/rulebook.h"

namespace domain {

/// Columns of the team-like scopes (sections 4 and 5).
enum TeamColumn : int { ViewOnlyColumn, MemberColumn, AdminColumn, OrgAdminColumn, ServiceAccountColumn };
/// Columns of a registry (section 6.1).
enum RegistryColumn : int { RestrictedViewerColumn, RegistryViewerColumn, RegistryMemberColumn, RegistryAdminColumn };
/// Columns of the legacy model registry (section 6.2).
enum ModelRegistryColumn : int { MrViewOnlyColumn, MrMemberColumn, MrRegistryAdminColumn, MrAdminColumn };
/// Columns of the organisation (section 7.1).
enum OrgColumn : int { OrgMemberColumn, OrganisationAdminColumn, OrgBillingColumn };

/// Where a person stands towards one object: which columns of the table count. Steps 1, 3 and 4 of `decide()`.
struct Standing
{
    enum class Kind : quint8 {
        InScope, ///< `column`, and `alsoColumn` where a second role comes on top
        Visitor, ///< not in the team: section 8.1 instead of a column; `alsoColumn` for organisation admins
        NotVisible,
        NotJoined, ///< a restricted project that this team admin has not entered
        Unknown, ///< the role or the visibility is not understood, or was never synchronised
    };
    Kind kind = Kind::Visitor;
    int column = -1;
    int alsoColumn = -1;
    TeamRole role; ///< effective; a custom role's additions count in team-like scopes

    [[nodiscard]] bool isInColumn(int wanted) const { return kind == Kind::InScope && column == wanted; }
};

/// Whether things of this scope live in a project, so that the project's visibility counts.
bool isProjectBound(Scope scope);
/// Whether everybody may look (section 8.1).
bool isWorldReadable(const Object &object);

Standing standingOf(const Person &person, const Row &row, const Object &object);

} // namespace domain
