#pragma once

#include "ui/kit/location.h"

#include <QList>
#include <QStackedWidget>
#include <functional>

namespace ui {

class Page;

/// Shows one page and keeps the last few, so that going back is at once. Hidden pages are inactive.
class PageHost : public QStackedWidget
{
    Q_OBJECT

public:
    using Make = std::function<Page *(const Location &, QWidget *)>;

    explicit PageHost(QWidget *parent = nullptr);
    ~PageHost() override;

    /// Deletes the pages there are; new ones are made by `make`.
    void setFactory(Make make);
    /// Shows the page, made or from what is kept. False: there is no such page, what is shown stays.
    bool open(const Location &location);
    /// Shows a page that the caller owns, beside the kept ones (sign-in).
    void showForeign(Page *page);
    [[nodiscard]] Page *current() const;
    [[nodiscard]] int keptCount() const { return static_cast<int>(m_kept.size()); }

signals:
    void pageChanged();
    void openRequested(const ui::Location &location);

private:
    [[nodiscard]] Page *kept(const Location &location) const;
    void show(Page *page);
    void dropOldest();

    Make m_make;
    QList<Page *> m_kept; ///< the latest last
};

} // namespace ui
