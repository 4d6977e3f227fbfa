#include "ui/shell/palettesource.h"

#include "ui/kit/actiongate.h"
#include "ui/kit/icons.h"
#include "ui/kit/words.h"
#include "ui/shell/directory.h"

#include <QAction>
#include <QMenu>

namespace ui {

namespace {

QString withoutMnemonic(const QString &text)
{
    QString plain = text;
    plain.replace(QStringLiteral("&&"), QStringLiteral("\x01"));
    plain.remove(u'&');
    return plain.replace(u'\x01', u'&');
}

QList<QPointer<QAction>> guardedActions(const QList<QAction *> &actions)
{
    QList<QPointer<QAction>> guarded;
    for (QAction *action : actions) {
        if (action != nullptr && !action->isSeparator())
            guarded.append(action);
    }
    return guarded;
}

Location palettePlace(Location::Page page, const QString &entity, const QString &project = {}, const QString &run = {})
{
    Location location;
    location.page = page;
    location.entity = entity;
    location.project = project;
    location.run = run;
    return location;
}

QList<QAction *> livingActions(const QList<QPointer<QAction>> &actions)
{
    QList<QAction *> living;
    for (const QPointer<QAction> &action : actions) {
        if (action)
            living.append(action);
    }
    return living;
}

} // namespace

PaletteSource::PaletteSource(Open open, QObject *parent)
    : QObject(parent)
    , m_open(std::move(open))
{ }

PaletteSource::~PaletteSource() = default;

void PaletteSource::setDirectory(Directory *directory)
{
    stop();
    m_directory = directory;
}

void PaletteSource::setActions(const QList<QAction *> &windowActions, const QList<QAction *> &pageActions)
{
    m_windowActions = guardedActions(windowActions);
    m_pageActions = guardedActions(pageActions);
}

void PaletteSource::start(const Location &here)
{
    stop();
    if (m_directory == nullptr || here.entity.isEmpty())
        return;
    m_team = m_directory->workspace().team(here.entity);
    connect(m_team.get(), &workspace::FeedBase::changed, this, &PaletteSource::changed);
    if (here.project.isEmpty())
        return;
    m_runs = m_directory->workspace().runs({here.entity, here.project});
    connect(m_runs.get(), &workspace::FeedBase::changed, this, &PaletteSource::changed);
}

void PaletteSource::stop()
{
    m_team.reset();
    m_runs.reset();
}

QList<PaletteEntry> PaletteSource::entries() const
{
    QList<PaletteEntry> entries;
    addActions(entries, livingActions(m_pageActions), tr("this page"));
    addPages(entries);
    addProjects(entries);
    addActions(entries, livingActions(m_windowActions), {});
    addRuns(entries);
    addMembers(entries);
    return entries;
}

void PaletteSource::addActions(
    QList<PaletteEntry> &entries, const QList<QAction *> &actions, const QString &detail) const
{
    for (QAction *action : actions) {
        if (!action->isVisible() || action->text().isEmpty() || action->menu() != nullptr)
            continue;
        PaletteEntry entry;
        entry.kind = PaletteEntry::Kind::Action;
        entry.title = withoutMnemonic(action->text());
        entry.detail = detail;
        entry.shortcut = action->shortcut().toString(QKeySequence::NativeText);
        entry.icon = action->icon().isNull() ? icon("collapse", IconTone::Muted) : action->icon();
        entry.reason = denialOf(action);
        if (!action->isEnabled() && entry.reason.isEmpty())
            entry.reason = tr("There is nothing selected or nothing to do this with.");
        const QPointer<QAction> guarded(action);
        entry.run = [guarded] {
            if (guarded)
                guarded->trigger();
        };
        entries.append(entry);
    }
}

PaletteEntry PaletteSource::place(PaletteEntry::Kind kind, const char *iconName, const QString &title,
    const QString &detail, const Location &to) const
{
    PaletteEntry entry;
    entry.kind = kind;
    entry.title = title;
    entry.detail = detail;
    entry.icon = icon(iconName);
    entry.run = [open = m_open, to] { open(to); };
    return entry;
}

void PaletteSource::addPages(QList<PaletteEntry> &entries) const
{
    if (m_directory == nullptr)
        return;
    using Kind = PaletteEntry::Kind;
    entries.append(place(Kind::Page, "home", tr("Home"), {}, {}));
    for (const domain::Team &team : m_directory->teams()) {
        entries.append(place(
            Kind::Page, "projects", tr("Projects"), team.name, palettePlace(Location::Page::Projects, team.name)));
        if (!team.isPersonal)
            entries.append(place(
                Kind::Page, "members", tr("Members"), team.name, palettePlace(Location::Page::Members, team.name)));
    }
}

void PaletteSource::addProjects(QList<PaletteEntry> &entries) const
{
    if (m_directory == nullptr)
        return;
    for (const domain::Team &team : m_directory->teams()) {
        for (const domain::Project &project : m_directory->projects(team.name))
            entries.append(place(PaletteEntry::Kind::Project, "workspace", project.path.project, team.name,
                palettePlace(Location::Page::Workspace, team.name, project.path.project)));
    }
}

void PaletteSource::addRuns(QList<PaletteEntry> &entries) const
{
    if (m_runs == nullptr)
        return;
    for (const domain::Run &run : m_runs->value()) {
        const QString name = run.displayName.isEmpty() ? run.path.run : run.displayName;
        entries.append(place(PaletteEntry::Kind::Run, "run", name, run.path.project.project,
            palettePlace(Location::Page::Run, run.path.project.entity, run.path.project.project, run.path.run)));
    }
}

void PaletteSource::addMembers(QList<PaletteEntry> &entries) const
{
    if (m_team == nullptr)
        return;
    const workspace::TeamPage &page = m_team->value();
    for (const domain::Member &member : page.members) {
        const QString name = !member.name.isEmpty() ? member.name
            : !member.username.isEmpty()            ? member.username
                                                    : member.email;
        entries.append(place(PaletteEntry::Kind::Member, "member", name, roleName(member.role),
            palettePlace(Location::Page::Members, page.team.name)));
    }
}

} // namespace ui

#include "moc_palettesource.cpp"
