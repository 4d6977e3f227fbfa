#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace ui {

/// Edits a run's display name. Opened with open().
class RenameRunDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RenameRunDialog(const QString &name, QWidget *parent = nullptr);

    /// Trimmed, never empty once accepted.
    [[nodiscard]] QString value() const;

private:
    QLineEdit *m_name = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace ui
