#pragma once

#include "ui/kit/location.h"

#include <QWidget>

class QToolButton;

namespace ui {

class Directory;
class NavigationTree;

/// The left side of the window: which server this is, and below it where one can go.
class NavigationPane : public QWidget
{
    Q_OBJECT

public:
    explicit NavigationPane(QWidget *parent = nullptr);

    /// Null: nobody is signed in. Not owned. `server`: what people call it; foreign text.
    void setDirectory(Directory *directory, const QString &server = {});
    void setCurrent(const Location &location);

signals:
    void openRequested(const ui::Location &location);
    void switchRequested(); ///< to another account

private:
    NavigationTree *m_tree = nullptr;
    QToolButton *m_server = nullptr;
};

} // namespace ui
