#include "ui/teams/rightsdialog.h"

#include "ui/kit/avatarlabel.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/tableview.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/teams/memberstablemodel.h"
#include "ui/teams/rightsmodel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>

namespace ui {

namespace {

/// Filters by text and, if wanted, to what is allowed.
class RightsFilter : public QSortFilterProxyModel
{
public:
    RightsFilter(const QCheckBox &onlyAllowed, QObject *parent)
        : QSortFilterProxyModel(parent)
        , m_onlyAllowed(onlyAllowed)
    { }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const int answer = sourceModel()->index(row, 0, parent).data(RightsModel::AnswerRole).toInt();
        if (m_onlyAllowed.isChecked() && answer == static_cast<int>(Right::Answer::No))
            return false;
        return QSortFilterProxyModel::filterAcceptsRow(row, parent);
    }

private:
    const QCheckBox &m_onlyAllowed;
};

} // namespace

RightsDialog::RightsDialog(
    const domain::Member &member, const QString &teamName, const domain::TeamPolicy &policy, QWidget *parent)
    : QDialog(parent)
    , m_member(member)
    , m_teamName(teamName)
    , m_policy(policy)
{
    setObjectName(QStringLiteral("rightsDialog"));
    setWindowTitle(tr("What may %1 do?").arg(memberName(member)));
    setAttribute(Qt::WA_DeleteOnClose);
    createTable();
    createLayout();
    fill();
    resize(textWidth(this, 130), textWidth(this, 90));
    m_table->setFocus();
}

void RightsDialog::createTable()
{
    m_onlyAllowed = new QCheckBox(tr("Only what is &allowed"), this);
    m_onlyAllowed->setObjectName(QStringLiteral("onlyAllowed"));
    m_model = new RightsModel(this);
    m_proxy = new RightsFilter(*m_onlyAllowed, this);
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(RightsModel::SortRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(-1);
    m_table = new TableView(this);
    m_table->setObjectName(QStringLiteral("rightsTable"));
    m_table->setAccessibleName(tr("Rights"));
    m_table->setFrameShape(QFrame::StyledPanel);
    m_table->setModel(m_proxy);
    m_table->setSearchColumn(RightsModel::ActionColumn);
    m_table->setColumnWidth(RightsModel::AreaColumn, textWidth(m_table, 17));
    m_table->setColumnWidth(RightsModel::ActionColumn, textWidth(m_table, 44));
    m_table->setColumnWidth(RightsModel::AnswerColumn, textWidth(m_table, 14));
    m_table->setStretchColumn(RightsModel::ReasonColumn);
    m_table->sortByColumn(RightsModel::AreaColumn, Qt::AscendingOrder);
}

void RightsDialog::createLayout()
{
    auto *avatar = new AvatarLabel(this);
    avatar->setPerson(memberName(m_member), m_member.kind == domain::Member::Kind::ServiceAccount);
    avatar->setDiameter(gap(9));
    auto *name = new PlainLabel(memberName(m_member), this);
    name->setFont(scaledFont(font(), 1.25, true));
    auto *sentence = new PlainLabel(summary(), this);
    sentence->setMuted(true);
    sentence->setWordWrap(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(name);
    texts->addWidget(sentence);
    auto *head = new QHBoxLayout;
    head->setSpacing(gap(3));
    head->addWidget(avatar);
    head->addLayout(texts, 1);
    m_search = new SearchField(this);
    m_search->setObjectName(QStringLiteral("rightsFilter"));
    m_search->setPlaceholderText(tr("Filter rights"));
    m_search->setAccessibleName(tr("Filter rights"));
    m_search->setView(m_table);
    auto *label = new QLabel(tr("In a project that is:"), this);
    m_visibility = new QComboBox(this);
    m_visibility->setObjectName(QStringLiteral("projectVisibility"));
    m_visibility->setAccessibleName(tr("Visibility of the project"));
    m_visibility->setAccessibleDescription(tr("For which kind of project the rights are shown"));
    for (const domain::Visibility level : {domain::Visibility::Team, domain::Visibility::Restricted,
             domain::Visibility::Public, domain::Visibility::Open})
        m_visibility->addItem(visibilityIcon(level), visibilityName(level), static_cast<int>(level));
    label->setBuddy(m_visibility);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gap(2));
    bar->addWidget(m_search, 1);
    bar->addWidget(m_onlyAllowed);
    bar->addSpacing(gap(2));
    bar->addWidget(label);
    bar->addWidget(m_visibility);
    m_count = new PlainLabel(this);
    m_count->setMuted(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_count, 1);
    foot->addWidget(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(3));
    column->addLayout(head);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addLayout(foot);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_visibility, &QComboBox::currentIndexChanged, this, &RightsDialog::fill);
    connect(m_onlyAllowed, &QCheckBox::toggled, this, &RightsDialog::fill);
    connect(m_search, &SearchField::searchChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        fill();
    });
}

QString RightsDialog::summary() const
{
    switch (m_member.kind) {
    case domain::Member::Kind::ServiceAccount:
        return tr("Service account of %1. Works with runs and artifacts as a Member would, and administers nothing.")
            .arg(m_teamName);
    case domain::Member::Kind::Invitation:
        return tr("Invited to %1 as %2. Has no rights until the invitation is accepted; this is what it would give.")
            .arg(m_teamName, roleName(m_member.role));
    case domain::Member::Kind::Person:
        break;
    }
    if (m_member.seat == domain::Seat::Unknown)
        return tr("%1 in %2.", "role, team").arg(roleName(m_member.role), m_teamName);
    return tr("%1 in %2, with the seat %3.", "role, team, seat")
        .arg(roleName(m_member.role), m_teamName, seatName(m_member.seat));
}

void RightsDialog::fill()
{
    const auto visibility = static_cast<domain::Visibility>(m_visibility->currentData().toInt());
    m_model->setRows(rightsOf(m_member, m_policy, visibility));
    m_proxy->invalidate();
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    m_count->setText(
        shown == all ? tr("%Ln right(s)", nullptr, all) : tr("%1 of %Ln right(s)", nullptr, all).arg(countText(shown)));
}

} // namespace ui

#include "moc_rightsdialog.cpp"
