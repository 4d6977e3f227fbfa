#include "ui/shell/pagefactory.h"

#include "ui/home/homepage.h"
#include "ui/projects/projectspage.h"
#include "ui/runs/runpage.h"
#include "ui/runs/workspacepage.h"
#include "ui/teams/memberspage.h"

namespace ui {

PageFactory::PageFactory(workspace::Workspace &workspace, base::Settings &settings)
    : m_workspace(workspace)
    , m_settings(settings)
{ }

Page *PageFactory::make(const Location &location, QWidget *parent) const
{
    switch (location.page) {
    case Location::Page::Home:
        return new HomePage(m_workspace, m_settings, parent);
    case Location::Page::Projects:
        return location.entity.isEmpty() ? nullptr : new ProjectsPage(m_workspace, m_settings, location.entity, parent);
    case Location::Page::Workspace:
        return location.project.isEmpty()
            ? nullptr
            : new WorkspacePage(m_workspace, m_settings, {location.entity, location.project}, parent);
    case Location::Page::Run:
        return location.run.isEmpty() ? nullptr
                                      : new RunPage(m_workspace, m_settings,
                                          {{location.entity, location.project}, location.run}, location.tab, parent);
    case Location::Page::Members:
        return location.entity.isEmpty() ? nullptr : new MembersPage(m_workspace, m_settings, location.entity, parent);
    case Location::Page::SignIn:
        break;
    }
    return nullptr;
}

} // namespace ui
