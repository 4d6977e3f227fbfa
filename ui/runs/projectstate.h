#pragma once

#include <QJsonObject>
#include <QObject>

class QTimer;

namespace workspace {
class Workspace;
}

namespace ui {

/// What one person chose for a page of a project (hidden runs, colours, columns, sort, filter), kept on this computer.
/// Changes are written together after a short while, and at once when the object goes.
class ProjectState : public QObject
{
    Q_OBJECT

public:
    /// Begins to load; `workspace` outlives this object.
    ProjectState(workspace::Workspace &workspace, const QString &scope, QObject *parent);
    ~ProjectState() override;

    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] QJsonValue part(const QString &name) const { return m_state.value(name); }
    /// Does nothing before loaded(): what was kept is not overwritten by what a page begins with.
    void setPart(const QString &name, const QJsonValue &value);
    /// Writes what waits.
    void flush();

signals:
    void loaded();

private:
    void write();

    workspace::Workspace &m_workspace;
    QString m_scope;
    QJsonObject m_state;
    QTimer *m_delay = nullptr;
    bool m_isLoaded = false;
};

} // namespace ui
