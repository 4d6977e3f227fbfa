#pragma once

#include "workspace/workspace.h"

#include <QObject>
#include <QStringList>
#include <map>
#include <memory>

namespace ui {

/// Where one can go in the account that is open: teams, their projects, what the person pinned, where they were lately.
/// The navigation tree and the command palette read it.
class Directory : public QObject
{
    Q_OBJECT

public:
    explicit Directory(workspace::Workspace &workspace, QObject *parent = nullptr);
    ~Directory() override;

    [[nodiscard]] QList<domain::Team> teams() const;
    [[nodiscard]] QList<domain::Project> projects(const QString &entity) const;
    /// ProjectPath::text() each.
    [[nodiscard]] const QStringList &pinned() const { return m_pinned; }
    [[nodiscard]] const QStringList &recent() const { return m_recent; }
    /// The person opened this project: it comes first among the recent ones.
    void noteVisit(const domain::ProjectPath &project);
    [[nodiscard]] workspace::Workspace &workspace() const { return m_workspace; }

signals:
    void changed();

private:
    void followTeams();
    void loadPins();
    void loadRecent();

    workspace::Workspace &m_workspace;
    std::unique_ptr<workspace::Feed<QList<domain::Team>>> m_teams;
    std::map<QString, std::unique_ptr<workspace::Feed<QList<domain::Project>>>> m_projects;
    QStringList m_pinned;
    QStringList m_recent;
};

/// The path that ProjectPath::text() gave.
domain::ProjectPath projectPathFromText(const QString &text);

} // namespace ui
