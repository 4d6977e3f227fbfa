#include "ui/shell/pagehost.h"

#include "ui/kit/page.h"
#include "ui/shell/navigationhistory.h"

namespace ui {

namespace {

constexpr qsizetype mostKept = 6;

} // namespace

PageHost::PageHost(QWidget *parent)
    : QStackedWidget(parent)
{ }

PageHost::~PageHost() = default;

void PageHost::setFactory(Make make)
{
    m_make = std::move(make);
    for (Page *page : std::as_const(m_kept)) {
        removeWidget(page);
        // At once, not later: a page must not outlive the workspace it reads.
        const std::unique_ptr<Page> owned(page);
    }
    m_kept.clear();
}

bool PageHost::open(const Location &location)
{
    Page *page = kept(location);
    if (page == nullptr && m_make) {
        page = m_make(location, this);
        if (page != nullptr) {
            addWidget(page);
            connect(page, &Page::openRequested, this, &PageHost::openRequested);
        }
    }
    if (page == nullptr)
        return false;
    m_kept.removeAll(page);
    m_kept.append(page);
    page->showPart(location);
    show(page);
    dropOldest();
    return true;
}

void PageHost::showForeign(Page *page)
{
    if (indexOf(page) < 0)
        addWidget(page);
    show(page);
}

Page *PageHost::current() const
{
    return qobject_cast<Page *>(currentWidget());
}

Page *PageHost::kept(const Location &location) const
{
    for (Page *page : m_kept) {
        if (isSamePage(page->location(), location))
            return page;
    }
    return nullptr;
}

void PageHost::show(Page *page)
{
    Page *before = current();
    if (before != nullptr && before != page)
        before->setActive(false);
    setCurrentWidget(page);
    page->setActive(true);
    emit pageChanged();
}

void PageHost::dropOldest()
{
    while (m_kept.size() > mostKept) {
        Page *oldest = m_kept.takeFirst();
        removeWidget(oldest);
        oldest->deleteLater(); // it may be the one that asked to go elsewhere
    }
}

} // namespace ui

#include "moc_pagehost.cpp"
