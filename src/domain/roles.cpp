#include "domain/roles.h"

#include <array>
#include <span>
#include <utility>

namespace domain {

namespace {

template <typename Enum>
using RoleWord = std::pair<const char *, Enum>;

// The first word of an enumerator is the one that is sent; the others are understood.
constexpr RoleWord<BaseRole> baseRoleWords[] = {{"admin", BaseRole::Admin}, {"member", BaseRole::Member},
    {"viewer", BaseRole::ViewOnly}, {"view_only", BaseRole::ViewOnly}, {"view-only", BaseRole::ViewOnly}};
constexpr RoleWord<Visibility> visibilityWords[] = {{"USER_WRITE", Visibility::Open}, {"USER_READ", Visibility::Public},
    {"PRIVATE", Visibility::Team}, {"RESTRICTED", Visibility::Restricted}};
constexpr RoleWord<Seat> seatWords[] = {{"full", Seat::Full}, {"viewer", Seat::Viewer}, {"none", Seat::None}};
// `viewer` is retired: such a person is a member of the organisation with a viewer's seat (section 1).
constexpr RoleWord<OrgRole> orgRoleWords[] = {{"member", OrgRole::Member}, {"admin", OrgRole::Admin},
    {"billing_only", OrgRole::BillingOnly}, {"viewer", OrgRole::Member}};

template <typename Enum>
Enum fromRoleWord(std::span<const RoleWord<Enum>> words, QStringView word)
{
    for (const auto &[text, value] : words) {
        if (word.compare(QLatin1String(text), Qt::CaseInsensitive) == 0)
            return value;
    }
    return Enum::Unknown;
}

template <typename Enum>
QString toRoleWord(std::span<const RoleWord<Enum>> words, Enum wanted)
{
    for (const auto &[text, value] : words) {
        if (value == wanted)
            return QString::fromLatin1(text);
    }
    return {};
}

} // namespace

BaseRole baseRoleFromWire(QStringView word)
{
    return fromRoleWord<BaseRole>(baseRoleWords, word);
}

QString wireName(BaseRole role)
{
    return toRoleWord<BaseRole>(baseRoleWords, role);
}

Visibility visibilityFromWire(QStringView word)
{
    return fromRoleWord<Visibility>(visibilityWords, word);
}

QString wireName(Visibility visibility)
{
    return toRoleWord<Visibility>(visibilityWords, visibility);
}

Seat seatFromWire(QStringView word)
{
    return fromRoleWord<Seat>(seatWords, word);
}

QString wireName(Seat seat)
{
    return toRoleWord<Seat>(seatWords, seat);
}

OrgRole orgRoleFromWire(QStringView word)
{
    return fromRoleWord<OrgRole>(orgRoleWords, word);
}

QString wireName(OrgRole role)
{
    return toRoleWord<OrgRole>(orgRoleWords, role);
}

} // namespace domain
