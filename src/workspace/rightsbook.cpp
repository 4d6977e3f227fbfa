#include "workspace/rightsbook.h"

namespace workspace {

QStringList RightsBook::adminNames(const QList<domain::Member> &members)
{
    QStringList names;
    for (const domain::Member &member : members) {
        if (member.kind == domain::Member::Kind::Person && member.role.base == domain::BaseRole::Admin)
            names.append(member.name.isEmpty() ? member.username : member.name);
    }
    return names;
}

void RightsBook::setAccount(const domain::Account &account)
{
    if (account == m_account)
        return;
    m_account = account;
    emit changed();
}

void RightsBook::setTeams(const QList<domain::Team> &teams)
{
    QHash<QString, domain::Team> byName;
    for (domain::Team team : teams) {
        const auto known = m_teams.constFind(team.name);
        if (known != m_teams.constEnd()) { // the list tells less than a team's page
            if (team.organization.isEmpty())
                team.organization = known->organization;
            if (team.introduction.isEmpty())
                team.introduction = known->introduction;
            if (team.mySeat == domain::Seat::Unknown)
                team.mySeat = known->mySeat;
            if (team.myOrgRole == domain::OrgRole::None || team.myOrgRole == domain::OrgRole::Unknown)
                team.myOrgRole = known->myOrgRole;
        }
        byName.insert(team.name, team);
    }
    if (m_areTeamsKnown && byName == m_teams)
        return;
    m_teams = byName;
    m_areTeamsKnown = true;
    emit changed();
}

void RightsBook::setTeam(const domain::Team &team, const QList<domain::Member> &members)
{
    const QStringList admins = adminNames(members);
    if (m_teams.value(team.name) == team && m_admins.value(team.name) == admins)
        return;
    m_teams.insert(team.name, team);
    m_admins.insert(team.name, admins);
    emit changed();
}

void RightsBook::setProjects(const QList<domain::Project> &projects)
{
    bool isNews = false;
    const auto complete = withKnownRoles(projects);
    for (const domain::Project &project : complete)
        isNews = keep(project) || isNews;
    if (isNews)
        emit changed();
}

void RightsBook::setProject(const domain::Project &project)
{
    if (keep(project))
        emit changed();
}

QList<domain::Project> RightsBook::withKnownRoles(QList<domain::Project> projects) const
{
    for (domain::Project &project : projects) {
        const auto known = m_projects.constFind(project.path);
        if (known == m_projects.constEnd() || project.amListed || project.visibility != known->visibility)
            continue;
        project.myProjectRole = known->myProjectRole;
        project.amListed = known->amListed;
    }
    return projects;
}

bool RightsBook::keep(const domain::Project &project)
{
    domain::Project &known = m_projects[project.path];
    const bool isNews = known.visibility != project.visibility || known.owner != project.owner
        || known.myProjectRole != project.myProjectRole || known.amListed != project.amListed;
    known = project;
    return isNews;
}

std::optional<domain::Team> RightsBook::team(const QString &entity) const
{
    const auto found = m_teams.constFind(entity);
    return found == m_teams.constEnd() ? std::nullopt : std::optional(*found);
}

domain::TeamRole RightsBook::roleIn(const QString &entity) const
{
    domain::TeamRole role;
    if (const auto known = m_teams.constFind(entity); known != m_teams.constEnd())
        return known->myRole;
    if (!entity.isEmpty() && entity == m_account.username)
        role.base = domain::BaseRole::Admin; // the personal entity
    else
        role.base = m_areTeamsKnown ? domain::BaseRole::None : domain::BaseRole::Unknown;
    return role;
}

domain::Person RightsBook::personIn(const QString &entity) const
{
    domain::Person person;
    person.id = m_account.id;
    person.username = m_account.username;
    person.isServiceAccount = m_account.isServiceAccount;
    person.isOfThisTeam = m_account.isServiceAccount && m_account.defaultEntity == entity;
    person.seat = m_account.seat;
    person.teamRole = roleIn(entity);
    if (const auto known = m_teams.constFind(entity); known != m_teams.constEnd()) {
        person.orgRole = known->myOrgRole;
        if (known->mySeat != domain::Seat::Unknown)
            person.seat = known->mySeat;
    }
    return person;
}

domain::Person RightsBook::personIn(const domain::ProjectPath &path) const
{
    domain::Person person = personIn(path.entity);
    if (const auto known = m_projects.constFind(path); known != m_projects.constEnd()) {
        person.projectRole = known->myProjectRole;
        person.isListedInProject = known->amListed;
    }
    return person;
}

domain::TeamPolicy RightsBook::policyOf(const QString &entity) const
{
    return m_teams.value(entity).policy;
}

} // namespace workspace

#include "moc_rightsbook.cpp"
