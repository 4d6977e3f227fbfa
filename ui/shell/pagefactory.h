#pragma once

#include "ui/kit/location.h"

class QWidget;

namespace base {
class Settings;
}
namespace workspace {
class Workspace;
}

namespace ui {

class Page;

/// Makes the page that a location names, over one account's workspace.
class PageFactory
{
public:
    /// Both outlive the factory and its pages.
    PageFactory(workspace::Workspace &workspace, base::Settings &settings);

    /// Null: a location without a page here (sign-in, or a team or project without name).
    [[nodiscard]] Page *make(const Location &location, QWidget *parent) const;

private:
    workspace::Workspace &m_workspace;
    base::Settings &m_settings;
};

} // namespace ui
