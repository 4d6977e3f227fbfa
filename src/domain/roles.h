#pragma once

#include "domain/ids.h"

#include <QStringList>

namespace domain {

/// The six independent axes of a person's rights (permissions, section 1). `Unknown` is a text of the wire that this
/// version does not know, or nothing known yet: it allows nothing that writes.
enum class Seat : quint8 { Unknown, None, Viewer, Full };
enum class OrgRole : quint8 { Unknown, None, Member, Admin, BillingOnly };
enum class BaseRole : quint8 { Unknown, None, ViewOnly, Member, Admin };
enum class Visibility : quint8 { Unknown, Open, Public, Team, Restricted };
enum class RegistryRole : quint8 { Unknown, None, RestrictedViewer, Viewer, Member, Admin };
enum class Deployment : quint8 { Hosted, Dedicated };

/// A role that an organisation admin composed: a base and additions, nothing of the base is taken away (section 13).
struct CustomRole
{
    CustomRoleId id;
    QString name;
    QString description;
    BaseRole base = BaseRole::ViewOnly; ///< ViewOnly or Member
    QStringList permissions; ///< "object:operation"; names that this version does not know are kept

    bool operator==(const CustomRole &) const = default;
};

/// A role in a team or in a project: one of the fixed ones, or a custom role upon its base.
struct TeamRole
{
    BaseRole base = BaseRole::None;
    CustomRole custom; ///< set if custom.id is not empty; then base == custom.base

    [[nodiscard]] bool isCustom() const { return !custom.id.isEmpty(); }
    bool operator==(const TeamRole &) const = default;
};

/// The words of the wire (protocol, sections 19 and 20) for the enumerators; unknown words give Unknown.
BaseRole baseRoleFromWire(QStringView word); ///< admin, member, viewer (also view_only, view-only)
QString wireName(BaseRole role); ///< admin, member, viewer; empty for None and Unknown
Visibility visibilityFromWire(QStringView word); ///< USER_WRITE, USER_READ, PRIVATE, RESTRICTED
QString wireName(Visibility visibility);
Seat seatFromWire(QStringView word); ///< full, viewer, none
QString wireName(Seat seat);
OrgRole orgRoleFromWire(QStringView word); ///< member, admin, billing_only, viewer (reads as member)
QString wireName(OrgRole role);

} // namespace domain
