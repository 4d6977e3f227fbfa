#include "ui/runs/projectstate.h"

#include "base/whendone.h"
#include "workspace/workspace.h"

#include <QTimer>

namespace ui {

ProjectState::ProjectState(workspace::Workspace &workspace, const QString &scope, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_scope(scope)
    , m_delay(new QTimer(this))
{
    m_delay->setSingleShot(true);
    m_delay->setInterval(200);
    connect(m_delay, &QTimer::timeout, this, &ProjectState::write);
    base::whenDone(this, workspace.localState(scope), [this](const QJsonObject &state) {
        m_state = state;
        m_isLoaded = true;
        emit loaded();
    });
}

ProjectState::~ProjectState()
{
    flush();
}

void ProjectState::setPart(const QString &name, const QJsonValue &value)
{
    if (!m_isLoaded || m_state.value(name) == value)
        return;
    m_state.insert(name, value);
    m_delay->start();
}

void ProjectState::flush()
{
    if (!m_delay->isActive())
        return;
    m_delay->stop();
    write();
}

void ProjectState::write()
{
    // Written by the store behind; a failure there is told by the workspace itself.
    static_cast<void>(m_workspace.setLocalState(m_scope, m_state));
}

} // namespace ui

#include "moc_projectstate.cpp"
