#include "ui/shell/navigationhistory.h"

namespace ui {

namespace {

constexpr qsizetype mostPlaces = 100;

} // namespace

void NavigationHistory::visit(const Location &location)
{
    if (m_at >= 0 && isSamePage(m_places.at(m_at), location)) {
        m_places[m_at] = location;
        return;
    }
    m_places.resize(m_at + 1);
    m_places.append(location);
    if (m_places.size() > mostPlaces)
        m_places.removeFirst();
    m_at = m_places.size() - 1;
}

Location NavigationHistory::goBack()
{
    Q_ASSERT(canGoBack());
    return m_places.at(--m_at);
}

Location NavigationHistory::goForward()
{
    Q_ASSERT(canGoForward());
    return m_places.at(++m_at);
}

void NavigationHistory::clear()
{
    m_places.clear();
    m_at = -1;
}

bool isSamePage(const Location &one, const Location &other)
{
    return one.page == other.page && one.entity == other.entity && one.project == other.project && one.run == other.run;
}

} // namespace ui
