#pragma once

#include <QDialog>

class QPlainTextEdit;
class QVBoxLayout;

namespace ui {

class PlainLabel;

/// Asks before something is done that others feel: the question, what it is about, what follows, and two buttons of
/// which the one that keeps everything is the default. Opened with open(); deletes itself when closed.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    ConfirmDialog(const QString &objectName, const QString &windowTitle, QWidget *parent = nullptr);

protected:
    /// From the top; all texts may hold foreign words.
    void addQuestion(const QString &text);
    PlainLabel *addText(const QString &text);
    /// Some lines to scroll through and to copy; of very many only the first are listed, and the others counted.
    QPlainTextEdit *addList(const QString &accessibleName, const QStringList &lines);
    void addWidget(QWidget *widget);
    /// The last: `accept` does it; the other closes, "Cancel" unless `keep` says it better. Their object names are
    /// "confirm" and "keep".
    void addButtons(const QString &accept, const QString &keep = {});

private:
    QVBoxLayout *m_column = nullptr;
};

} // namespace ui
