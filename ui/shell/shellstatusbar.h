#pragma once

#include "workspace/workspace.h"

#include <QPointer>
#include <QStatusBar>

class QLabel;
class QTimer;
class QToolButton;

namespace ui {

class PlainLabel;

/// The bottom line: whether the server answers and why not, with "Try again"; from when what is shown is. Being
/// offline is told here, never in a dialog.
class ShellStatusBar : public QStatusBar
{
    Q_OBJECT

public:
    explicit ShellStatusBar(QWidget *parent = nullptr);

    /// Null: nobody is signed in. Not owned.
    void setWorkspace(workspace::Workspace *workspace);
    /// From when the page's data are; invalid: nothing is shown yet.
    void setShownFrom(const QDateTime &when);

    [[nodiscard]] QString connectionText() const;
    [[nodiscard]] QString ageOfData() const;

signals:
    void signInRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void createWidgets();
    void updateConnection();
    void updateAge();

    QPointer<workspace::Workspace> m_workspace;
    QDateTime m_shownFrom;
    QLabel *m_sign = nullptr;
    PlainLabel *m_connection = nullptr;
    QToolButton *m_action = nullptr;
    PlainLabel *m_age = nullptr;
    QTimer *m_clock = nullptr;
};

} // namespace ui
