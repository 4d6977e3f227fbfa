#pragma once

#include <QDialogButtonBox>

class QDialog;

namespace ui {

/// The lower edge of a dialog that edits a value: a button that takes it, which Enter presses, and Cancel.
class AcceptBox : public QDialogButtonBox
{
    Q_OBJECT

public:
    /// `accept`: the word on the button. Both end `dialog`.
    AcceptBox(const QString &accept, QDialog &dialog);

    /// Its object name is "confirm".
    [[nodiscard]] QPushButton *acceptButton() const { return m_accept; }

private:
    QPushButton *m_accept = nullptr;
};

} // namespace ui
