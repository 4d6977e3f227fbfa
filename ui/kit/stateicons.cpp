#include "ui/kit/stateicons.h"

#include "ui/kit/icons.h"

namespace ui {

QIcon visibilityIcon(domain::Visibility visibility)
{
    switch (visibility) {
    case domain::Visibility::Open:
        return icon("globe");
    case domain::Visibility::Public:
        return icon("padlock-open");
    case domain::Visibility::Team:
        return icon("people");
    case domain::Visibility::Restricted:
        return icon("padlock-closed");
    case domain::Visibility::Unknown:
        break;
    }
    return icon("help");
}

QIcon runStateIcon(domain::RunState state)
{
    switch (state) {
    case domain::RunState::Pending:
        return icon("clock", IconTone::Muted);
    case domain::RunState::Running:
        return icon("state-running", IconTone::Accent);
    case domain::RunState::Finished:
        return icon("state-finished", IconTone::Success);
    case domain::RunState::Failed:
        return icon("state-failed", IconTone::Danger);
    case domain::RunState::Crashed:
        return icon("state-crashed", IconTone::Danger);
    case domain::RunState::Killed:
        return icon("state-killed", IconTone::Warning);
    case domain::RunState::Preempting:
    case domain::RunState::Preempted:
        return icon("state-preempted", IconTone::Warning);
    case domain::RunState::Unknown:
        break;
    }
    return icon("help", IconTone::Muted);
}

QIcon roleIcon(domain::BaseRole role)
{
    switch (role) {
    case domain::BaseRole::Admin:
        return icon("role");
    case domain::BaseRole::Member:
        return icon("member");
    case domain::BaseRole::ViewOnly:
        return icon("eye");
    case domain::BaseRole::None:
    case domain::BaseRole::Unknown:
        break;
    }
    return icon("help");
}

} // namespace ui
