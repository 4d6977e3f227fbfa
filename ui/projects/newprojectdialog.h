#pragma once

#include "base/error.h"
#include "domain/roles.h"
#include "domain/rulebook.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace ui {

class MessageBar;

/// What a new project is to be.
struct NewProject
{
    QString name;
    QString description;
    domain::Visibility visibility = domain::Visibility::Team;

    bool operator==(const NewProject &) const = default;
};

/// Asks for a new project's name, description and visibility. Stays open while the server is asked, so that a refusal
/// is told where the input is: the owner answers `submitted` by accept() or showError().
class NewProjectDialog : public QDialog
{
    Q_OBJECT

public:
    /// `policy`: of the team, which may keep new projects private.
    NewProjectDialog(const QString &teamName, const domain::TeamPolicy &policy, QWidget *parent = nullptr);

    [[nodiscard]] NewProject value() const;
    /// The server is being asked: inputs are greyed.
    void setBusy(bool busy);
    void showError(const base::Error &error);

signals:
    void submitted();

private:
    void createForm(const domain::TeamPolicy &policy);
    void checkName();

    QLineEdit *m_name = nullptr;
    QLabel *m_nameHint = nullptr;
    QPlainTextEdit *m_description = nullptr;
    QComboBox *m_visibility = nullptr;
    QLabel *m_visibilityHint = nullptr;
    MessageBar *m_message = nullptr;
    QWidget *m_form = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

} // namespace ui
