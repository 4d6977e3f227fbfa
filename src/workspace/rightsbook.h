#pragma once

#include "domain/person.h"
#include "domain/project.h"
#include "domain/team.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace workspace {

/// Who the person is in which team and project, as last told; what the rule book is asked with. GUI thread.
class RightsBook : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void setAccount(const domain::Account &account);
    [[nodiscard]] const domain::Account &account() const { return m_account; }
    /// All teams of the person: in others they are nobody.
    void setTeams(const QList<domain::Team> &teams);
    void setTeam(const domain::Team &team, const QList<domain::Member> &members);
    /// From a list, which does not tell the person's role in a project: what was known of it stays.
    void setProjects(const QList<domain::Project> &projects);
    /// From the project's own page, with the role.
    void setProject(const domain::Project &project);
    /// The rows of a list with the roles that are known.
    [[nodiscard]] QList<domain::Project> withKnownRoles(QList<domain::Project> projects) const;

    [[nodiscard]] domain::Person personIn(const QString &entity) const;
    [[nodiscard]] domain::Person personIn(const domain::ProjectPath &path) const;
    [[nodiscard]] domain::TeamPolicy policyOf(const QString &entity) const;
    [[nodiscard]] QStringList adminsOf(const QString &entity) const { return m_admins.value(entity); }
    [[nodiscard]] std::optional<domain::Team> team(const QString &entity) const;

    /// The names of those who may help, in the list's order.
    static QStringList adminNames(const QList<domain::Member> &members);

signals:
    void changed();

private:
    bool keep(const domain::Project &project);
    [[nodiscard]] domain::TeamRole roleIn(const QString &entity) const;

    domain::Account m_account;
    bool m_areTeamsKnown = false;
    QHash<QString, domain::Team> m_teams;
    QHash<QString, QStringList> m_admins;
    QHash<domain::ProjectPath, domain::Project> m_projects;
};

} // namespace workspace
