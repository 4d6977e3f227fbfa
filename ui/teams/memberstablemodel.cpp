#include "ui/teams/memberstablemodel.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/words.h"

namespace ui {

namespace {

QString memberKey(const domain::Member &member)
{
    const QString kind = QString::number(static_cast<int>(member.kind));
    return kind + (member.id.isEmpty() ? member.username + member.email : member.id.value);
}

const char *kindIconName(domain::Member::Kind kind)
{
    switch (kind) {
    case domain::Member::Kind::ServiceAccount:
        return "robot";
    case domain::Member::Kind::Invitation:
        return "clock";
    case domain::Member::Kind::Person:
        break;
    }
    return "member";
}

bool isInvitation(const domain::Member &member)
{
    return member.kind == domain::Member::Kind::Invitation;
}

} // namespace

QString memberName(const domain::Member &member)
{
    const QString name = member.name.simplified();
    if (!name.isEmpty())
        return name;
    return member.username.isEmpty() ? member.email : member.username;
}

MembersTableModel::MembersTableModel(QObject *parent)
    : RowsModel(memberKey, parent)
    , m_now(QDateTime::currentDateTimeUtc())
{ }

void MembersTableModel::setMe(const domain::UserId &me)
{
    if (me == m_me)
        return;
    m_me = me;
    tellAllChanged({Qt::DisplayRole});
}

void MembersTableModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (rowCount() > 0)
        emit dataChanged(index(0, ActivityColumn), index(rowCount() - 1, ActivityColumn), {Qt::DisplayRole});
}

int MembersTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MembersTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const domain::Member &member = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(member, index.column());
    case Qt::DecorationRole:
        if (index.column() == RoleColumn && member.kind != domain::Member::Kind::ServiceAccount)
            return roleIcon(member.role.base);
        return index.column() == KindColumn ? QVariant(icon(kindIconName(member.kind))) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(member, index.column());
    case SortRole:
        return sortKey(member, index.column());
    case KindRole:
        return static_cast<int>(member.kind);
    case PersonNameRole:
        return memberName(member);
    default:
        return {};
    }
}

QString MembersTableModel::text(const domain::Member &member, int column) const
{
    switch (column) {
    case NameColumn:
        return !m_me.isEmpty() && member.user == m_me ? tr("%1 (you)").arg(memberName(member)) : memberName(member);
    case UsernameColumn:
        return member.username.isEmpty() ? QStringLiteral("–") : member.username;
    case EmailColumn:
        return member.email.isEmpty() ? QStringLiteral("–") : member.email;
    case RoleColumn:
        if (member.kind == domain::Member::Kind::ServiceAccount)
            return QStringLiteral("–");
        return member.role.base == domain::BaseRole::Unknown && !member.roleText.isEmpty() ? member.roleText
                                                                                           : roleName(member.role);
    case SeatColumn:
        return member.kind == domain::Member::Kind::Person && member.seat != domain::Seat::Unknown
            ? seatName(member.seat)
            : QStringLiteral("–");
    case KindColumn:
        switch (member.kind) {
        case domain::Member::Kind::Person:
            return tr("Person");
        case domain::Member::Kind::ServiceAccount:
            return tr("Service account");
        case domain::Member::Kind::Invitation:
            return tr("Invitation, pending");
        }
        return {};
    case ActivityColumn:
        return activityText(member);
    default:
        return {};
    }
}

QString MembersTableModel::activityText(const domain::Member &member) const
{
    if (!isInvitation(member))
        return member.lastActive.isValid() ? ageText(member.lastActive, m_now) : QStringLiteral("–");
    return member.invitedAt.isValid() ? tr("invited %1", "how long ago").arg(ageText(member.invitedAt, m_now))
                                      : tr("invited");
}

QVariant MembersTableModel::toolTip(const domain::Member &member, int column) const
{
    switch (column) {
    case RoleColumn:
        if (member.kind == domain::Member::Kind::ServiceAccount)
            return tr("Works with runs and artifacts as a Member would, and administers nothing.");
        if (member.role.isCustom() && !member.role.custom.description.isEmpty())
            return plainToolTip(member.role.custom.description);
        return roleSentence(member.role.base);
    case SeatColumn:
        return tr("The seat belongs to the person in the organisation; a team cannot change it.");
    case KindColumn:
        return isInvitation(member)
            ? QVariant(tr("Has no rights until the invitation is accepted. It does not expire."))
            : QVariant();
    case ActivityColumn: {
        const QDateTime when = isInvitation(member) ? member.invitedAt : member.lastActive;
        QStringList parts;
        if (isInvitation(member) && !member.invitedBy.isEmpty())
            parts.append(tr("Invited by %1").arg(member.invitedBy));
        if (when.isValid())
            parts.append(exactTimeText(when));
        if (parts.isEmpty())
            parts.append(tr("The server does not tell when people were active last."));
        return plainToolTip(parts.join(QLatin1Char('\n')));
    }
    default:
        return plainToolTip(text(member, column));
    }
}

QVariant MembersTableModel::sortKey(const domain::Member &member, int column) const
{
    switch (column) {
    case RoleColumn:
        return static_cast<int>(member.role.base);
    case SeatColumn:
        return static_cast<int>(member.seat);
    case KindColumn:
        return static_cast<int>(member.kind);
    case ActivityColumn:
        return isInvitation(member) ? member.invitedAt : member.lastActive;
    default:
        return text(member, column);
    }
}

QVariant MembersTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case UsernameColumn:
        return tr("User name");
    case EmailColumn:
        return tr("E-mail");
    case RoleColumn:
        return tr("Role");
    case SeatColumn:
        return tr("Seat");
    case KindColumn:
        return tr("Kind");
    case ActivityColumn:
        return tr("Last active");
    default:
        return {};
    }
}

} // namespace ui

#include "moc_memberstablemodel.cpp"
