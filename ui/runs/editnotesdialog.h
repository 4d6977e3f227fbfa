#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace ui {

/// Edits a run's notes as plain text. Opened with open().
class EditNotesDialog : public QDialog
{
    Q_OBJECT

public:
    EditNotesDialog(const QString &runName, const QString &notes, QWidget *parent = nullptr);

    [[nodiscard]] QString value() const;

private:
    QPlainTextEdit *m_notes = nullptr;
};

} // namespace ui
