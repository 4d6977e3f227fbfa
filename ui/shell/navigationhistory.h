#pragma once

#include "ui/kit/location.h"

#include <QList>

namespace ui {

/// Where the person was: back and forward, like a browser's. A value.
class NavigationHistory
{
public:
    /// Goes to a new place: what was ahead is forgotten. The same place again changes nothing but its tab.
    void visit(const Location &location);
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_places.size(); }
    /// Precondition: canGoBack() or canGoForward(). The place that is current now.
    Location goBack();
    Location goForward();
    /// Precondition: somewhere was visited.
    [[nodiscard]] const Location &current() const { return m_places.at(m_at); }
    void clear();

    [[nodiscard]] const QList<Location> &places() const { return m_places; }

private:
    QList<Location> m_places;
    qsizetype m_at = -1;
};

/// The same page; only the part of it that is shown may differ.
bool isSamePage(const Location &one, const Location &other);

} // namespace ui
