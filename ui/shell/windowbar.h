#pragma once

#include "ui/kit/location.h"

#include <QWidget>

namespace ui {

class AccountMenu;
class Breadcrumb;
class Directory;
class WindowActions;

/// The line above everything: back, forward and refresh, where the window is, the search, the person.
class WindowBar : public QWidget
{
    Q_OBJECT

public:
    /// The actions outlive the bar.
    explicit WindowBar(const WindowActions &actions, QWidget *parent = nullptr);

    /// Null: nobody is signed in. Not owned. `server`: what people call it; foreign text.
    void setDirectory(Directory *directory, const QString &server = {});
    /// `title`: the page's own; foreign text. The whole path in words.
    QString showLocation(const Location &location, const QString &title);

signals:
    void openRequested(const ui::Location &location);

private:
    Breadcrumb *m_breadcrumb = nullptr;
    AccountMenu *m_account = nullptr;
};

} // namespace ui
