#include "ui/teams/rightsmodel.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/teams/actionwords.h"

#include <QCoreApplication>

namespace ui {

namespace {

domain::Person personOf(const domain::Member &member)
{
    domain::Person person;
    // An invitation has no user yet; the preview tells what it would give.
    person.id.value = member.user.isEmpty() ? QStringLiteral("member") : member.user.value;
    person.username = member.username;
    person.isServiceAccount = member.kind == domain::Member::Kind::ServiceAccount;
    person.isOfThisTeam = person.isServiceAccount;
    person.seat = member.seat == domain::Seat::Unknown ? domain::Seat::Full : member.seat;
    person.orgRole = domain::OrgRole::Member;
    person.teamRole = member.role;
    person.isListedInProject = true;
    return person;
}

bool isTold(const domain::Row &row)
{
    return row.scope != domain::Scope::Org && row.scope != domain::Scope::Registry;
}

/// Why not, about somebody else; the words of refusals speak to the one who asks.
struct ReasonTexts
{
    Q_DECLARE_TR_FUNCTIONS(ui::ReasonTexts)

public:
    static QString neededRole(const domain::Helper &helper)
    {
        switch (helper.kind) {
        case domain::Helper::Kind::TeamMember:
            return tr("Needs Member or higher");
        case domain::Helper::Kind::TeamAdmin:
            return tr("Needs Admin");
        case domain::Helper::Kind::ProjectAdmin:
            return tr("Needs Admin in the team or the project");
        case domain::Helper::Kind::OrgAdmin:
            return tr("Only an organisation admin");
        case domain::Helper::Kind::ModelRegistryAdmin:
            return tr("Only a model registry admin");
        case domain::Helper::Kind::Everybody:
            return tr("Only people in the team");
        default:
            return tr("Nobody can");
        }
    }

    static QString whyNot(const domain::Decision &decision)
    {
        switch (decision.reason) {
        case domain::Reason::SeatNone:
            return tr("Has no seat");
        case domain::Reason::SeatViewer:
            return tr("The seat Viewer does not change or download");
        case domain::Reason::SettingOff:
            return tr("Switched off for this team");
        case domain::Reason::SettingLocked:
            return tr("Set for the whole organisation");
        case domain::Reason::RoleUnknown:
            return tr("The role is not known to this version");
        case domain::Reason::RoleLacks:
            if (decision.state == domain::WrongState::AdminMustRemove)
                return tr("An admin has to remove members");
            return neededRole(decision.helper);
        default:
            return tr("Not visible");
        }
    }
};

const char *answerIconName(Right::Answer answer)
{
    switch (answer) {
    case Right::Answer::Yes:
        return "check";
    case Right::Answer::Own:
        return "member";
    case Right::Answer::No:
        break;
    }
    return "cancel";
}

} // namespace

QList<Right> rightsOf(const domain::Member &member, const domain::TeamPolicy &policy, domain::Visibility visibility)
{
    const domain::Person person = personOf(member);
    domain::Object mine;
    mine.visibility = visibility;
    mine.policy = policy;
    mine.owner = person.id;
    domain::Object others = mine;
    others.owner.value = QStringLiteral("somebody else");
    QList<Right> rights;
    for (const domain::Row &row : domain::rules()) {
        if (!isTold(row))
            continue;
        const domain::Decision own = domain::decide(person, row.action, mine);
        const domain::Decision any = domain::decide(person, row.action, others);
        Right right{row.action, Right::Answer::Yes, {}};
        if (!own.allowed() && own.reason != domain::Reason::WrongState)
            right = {row.action, Right::Answer::No, ReasonTexts::whyNot(own)};
        else if (any.reason == domain::Reason::NotOwner)
            right = {row.action, Right::Answer::Own, ReasonTexts::tr("What others made: needs Admin")};
        rights.append(right);
    }
    return rights;
}

RightsModel::RightsModel(QObject *parent)
    : RowsModel([](const Right &right) { return domain::actionName(right.action); }, parent)
{ }

int RightsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RightsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Right &right = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(right, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(text(right, index.column()));
    case Qt::DecorationRole:
        if (index.column() != AnswerColumn)
            return {};
        return icon(
            answerIconName(right.answer), right.answer == Right::Answer::No ? IconTone::Muted : IconTone::Success);
    case SortRole:
        if (index.column() == AreaColumn)
            return index.row();
        return index.column() == AnswerColumn ? QVariant(static_cast<int>(right.answer))
                                              : QVariant(text(right, index.column()));
    case AnswerRole:
        return static_cast<int>(right.answer);
    default:
        return {};
    }
}

QString RightsModel::text(const Right &right, int column) const
{
    switch (column) {
    case AreaColumn:
        return scopeText(domain::ruleOf(right.action).scope);
    case ActionColumn:
        return actionText(right.action);
    case AnswerColumn:
        switch (right.answer) {
        case Right::Answer::Yes:
            return tr("Yes");
        case Right::Answer::Own:
            return tr("Only own");
        case Right::Answer::No:
            return tr("No");
        }
        return {};
    case ReasonColumn:
        return right.reason;
    default:
        return {};
    }
}

QVariant RightsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AreaColumn:
        return tr("Area");
    case ActionColumn:
        return tr("What");
    case AnswerColumn:
        return tr("May");
    case ReasonColumn:
        return tr("Why not");
    default:
        return {};
    }
}

} // namespace ui

#include "moc_rightsmodel.cpp"
