#include "ui/teams/memberspage.h"

#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagehead.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/tableview.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/teams/memberdelegate.h"
#include "ui/teams/membersactions.h"
#include "ui/teams/memberssortmodel.h"
#include "ui/teams/memberstablemodel.h"

#include <QAction>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

namespace ui {

MembersPage::MembersPage(
    workspace::Workspace &workspace, base::Settings &settings, const QString &entity, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_entity(entity)
    , m_feed(workspace.team(entity))
    , m_message(new MessageBar(this))
    , m_notice(*m_message)
    , m_hint(new MessageBar(this))
    , m_actions(new MembersActions(workspace, entity, *m_message, *this))
{
    m_message->setObjectName(QStringLiteral("message"));
    m_hint->setObjectName(QStringLiteral("adminHint"));
    m_clearFilterAction = new QAction(icon("cancel"), tr("Clear the filter"), this);
    connect(m_clearFilterAction, &QAction::triggered, this, [this] { m_search->clear(); });
    createTable();
    createLayout();
    connectFeed();
    showMembers();
}

MembersPage::~MembersPage() = default;

Location MembersPage::location() const
{
    Location location;
    location.page = Location::Page::Members;
    location.entity = m_entity;
    return location;
}

QString MembersPage::title() const
{
    return tr("Members");
}

QList<QAction *> MembersPage::pageActions() const
{
    return m_actions->all();
}

void MembersPage::refresh()
{
    m_feed->refresh();
}

void MembersPage::setActive(bool active)
{
    m_feed->setActive(active);
    if (active)
        m_model->setNow(QDateTime::currentDateTimeUtc());
}

bool MembersPage::isReady() const
{
    return m_stack->state() != PageStack::State::Loading;
}

QDateTime MembersPage::shownFrom() const
{
    return m_feed->freshness().fetchedAt;
}

void MembersPage::createTable()
{
    m_model = new MembersTableModel(this);
    m_proxy = new MembersSortModel(this);
    m_proxy->setSourceModel(m_model);
    m_table = new TableView(this);
    m_table->setObjectName(QStringLiteral("membersTable"));
    m_table->setAccessibleName(tr("Members"));
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(MembersTableModel::NameColumn, new MemberDelegate(m_table));
    m_table->setStretchColumn(MembersTableModel::NameColumn);
    const QList<std::pair<int, int>> widths{{MembersTableModel::UsernameColumn, 15},
        {MembersTableModel::EmailColumn, 25}, {MembersTableModel::RoleColumn, 14}, {MembersTableModel::SeatColumn, 8},
        {MembersTableModel::KindColumn, 21}, {MembersTableModel::ActivityColumn, 20}};
    for (const auto &[column, characters] : widths)
        m_table->setColumnWidth(column, textWidth(m_table, characters));
    m_table->setDispensable({MembersTableModel::UsernameColumn, MembersTableModel::SeatColumn});
    m_table->sortByColumn(MembersTableModel::NameColumn, Qt::AscendingOrder);
    m_table->rememberColumns(m_settings, QStringLiteral("members"));
    connect(m_table, &TableView::rowActivated, m_actions->rightsAction(), &QAction::trigger);
    connect(m_table, &TableView::menuRequested, this, &MembersPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MembersPage::updateSelection);
}

void MembersPage::createHead()
{
    m_head = new PageHead(tr("Members"), this);
    m_search = m_head->addFilter(QStringLiteral("membersFilter"), tr("Filter members"));
    m_search->setView(m_table);
    m_head->addButton(QStringLiteral("roleButton"), m_actions->roleAction());
    m_head->addButton(QStringLiteral("removeButton"), m_actions->removeAction());
    m_head->addButton(QStringLiteral("inviteButton"), m_actions->inviteAction());
}

void MembersPage::orderTabs()
{
    // The bars were made first, since the actions tell their news there; the keyboard follows what is seen.
    QWidget *last = m_search;
    const auto then = [&last](QWidget *next) {
        setTabOrder(last, next);
        last = next;
    };
    for (const char *name : {"roleButton", "removeButton", "inviteButton"})
        then(findChild<QToolButton *>(QString::fromLatin1(name)));
    for (const MessageBar *bar : {m_message, m_hint}) {
        for (QWidget *child : bar->findChildren<QWidget *>()) {
            if (child->focusPolicy() & Qt::TabFocus)
                then(child);
        }
    }
    then(m_table);
    setFocusProxy(m_table);
}

void MembersPage::createLayout()
{
    m_stack = new PageStack(this);
    m_stack->setContent(m_table);
    createHead();
    compose({m_head, m_message, m_hint}, m_stack);
    orderTabs();
    connect(m_search, &SearchField::searchChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        updateState();
    });
    connect(m_stack, &PageStack::stateChanged, this, &Page::readyChanged);
}

void MembersPage::connectFeed()
{
    connect(m_feed.get(), &workspace::FeedBase::changed, this, &MembersPage::showMembers);
    connect(m_feed.get(), &workspace::FeedBase::freshnessChanged, this, [this] {
        m_actions->setTeam(m_feed->value().members, shownFrom());
        updateState();
        emit shownFromChanged();
    });
    const auto changed = [this] {
        m_actions->refresh();
        updateHint();
        updateState();
    };
    connect(&m_workspace, &workspace::Workspace::rightsChanged, this, changed);
    connect(&m_workspace, &workspace::Workspace::connectivityChanged, this, changed);
    connect(m_hint, &MessageBar::cleared, this, [this] {
        m_isHintDismissed = m_isHintDismissed || m_isHinting;
        m_isHinting = false;
    });
    connect(m_actions, &MembersActions::refreshRequested, this, &MembersPage::refresh);
    renewEachMinute([this] { m_model->setNow(QDateTime::currentDateTimeUtc()); });
}

void MembersPage::showMembers()
{
    const QList<domain::Member> &members = m_feed->value().members;
    m_model->setMe(m_workspace.personIn(m_entity).id);
    m_model->setNow(QDateTime::currentDateTimeUtc());
    m_model->setRows(members);
    m_actions->setTeam(members, shownFrom());
    if (!m_table->currentIndex().isValid() && m_proxy->rowCount() > 0)
        m_table->selectionModel()->setCurrentIndex(m_proxy->index(0, 0), QItemSelectionModel::NoUpdate);
    updateSelection();
    updateHint();
    updateState();
}

bool MembersPage::isVisibleToMe() const
{
    domain::Object team;
    team.name = m_entity;
    team.policy = m_workspace.policyOf(m_entity);
    return domain::decide(m_workspace.personIn(m_entity), domain::Action::TeamView, team).allowed();
}

void MembersPage::updateState()
{
    const workspace::Freshness &freshness = m_feed->freshness();
    const auto retry = [this] { m_feed->refresh(); };
    updateCount();
    if (!freshness.hasValue()) {
        const bool isOffline = m_workspace.connectivity() == workspace::Connectivity::Offline;
        m_stack->showMissing(freshness.error, isOffline, retry);
    } else if (!isVisibleToMe()) {
        m_stack->showDenied(tr("The members of this team are not shown to you. A team admin can invite you."));
    } else if (m_model->rowCount() == 0) {
        m_stack->showEmpty("members", tr("Nobody here yet"),
            tr("The people of the team appear here as soon as they are invited."), m_actions->inviteAction());
    } else if (m_proxy->rowCount() == 0) {
        m_stack->showEmpty(
            "filter", tr("Nobody matches"), tr("No member contains “%1”.").arg(m_search->text()), m_clearFilterAction);
    } else {
        m_stack->showContent();
    }
    m_notice.update(freshness.hasValue(), freshness.error, retry);
}

void MembersPage::updateCount()
{
    if (!m_feed->freshness().hasValue()) {
        m_head->setDetail({});
        return;
    }
    const int all = m_model->rowCount();
    const int shown = m_proxy->rowCount();
    if (shown != all) {
        m_head->setDetail(tr("%1 of %Ln shown", nullptr, all).arg(countText(shown)));
        return;
    }
    int counts[3] = {0, 0, 0};
    for (const domain::Member &member : m_model->rows())
        ++counts[static_cast<int>(member.kind)];
    QStringList parts{tr("%Ln people", nullptr, counts[0])};
    if (counts[1] > 0)
        parts.append(tr("%Ln service account(s)", nullptr, counts[1]));
    if (counts[2] > 0)
        parts.append(tr("%Ln pending", "invitations", counts[2]));
    m_head->setDetail(parts.join(QStringLiteral(" · ")));
}

void MembersPage::updateHint()
{
    const MemberRights &rights = m_actions->rights();
    domain::Member me;
    for (const domain::Member &member : m_model->rows()) {
        if (rights.isMe(member))
            me = member;
    }
    const domain::Reason reason = rights.decide(MemberAction::SetRole).reason;
    const bool mayMakeAdmins = reason == domain::Reason::None || reason == domain::Reason::Offline;
    const bool isOnlyAdmin = mayMakeAdmins && me.role.base == domain::BaseRole::Admin && rights.adminCount() == 1;
    if (isOnlyAdmin == m_isHinting || (isOnlyAdmin && m_isHintDismissed))
        return;
    m_isHinting = isOnlyAdmin;
    if (isOnlyAdmin) {
        m_hint->showMessage(MessageBar::Kind::Info,
            tr("You are the only admin of this team. Make a second person admin, so that the team can be administered "
               "while you are away."));
    } else {
        m_hint->clear();
    }
}

void MembersPage::updateSelection()
{
    QList<domain::Member> selection;
    for (const QModelIndex &index : m_table->selectedRowsInOrder())
        selection.append(m_model->at(m_proxy->mapToSource(index).row()));
    m_actions->setSelection(selection);
}

void MembersPage::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (QAction *action : m_actions->all()) {
        if (action == nullptr)
            menu->addSeparator();
        else
            menu->addAction(action);
    }
    menu->addSeparator();
    menu->addMenu(m_table->makeColumnsMenu());
    menu->popup(globalPosition);
}

} // namespace ui

#include "moc_memberspage.cpp"
