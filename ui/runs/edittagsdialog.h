#pragma once

#include <QDialog>
#include <QSet>
#include <QStringList>

class QLineEdit;
class QListWidget;

namespace ui {

/// What is to be done with the tags of each of several runs.
struct TagChange
{
    QSet<QString> add;
    QSet<QString> remove;

    [[nodiscard]] bool isEmpty() const { return add.isEmpty() && remove.isEmpty(); }
    /// The tags of a run after the change: its own in their order, then the new ones sorted.
    [[nodiscard]] QStringList appliedTo(const QStringList &tags) const;
};

/// Edits the tags of one or several runs: a check box a tag (half checked where only some runs have it) and a field for
/// new ones. Opened with open().
class EditTagsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `tagsOfRuns`: one entry a run. `suggestions`: tags of the project's other runs.
    EditTagsDialog(const QList<QStringList> &tagsOfRuns, const QStringList &suggestions, QWidget *parent = nullptr);

    [[nodiscard]] TagChange value() const;

    void accept() override;

private:
    void createWidgets();
    void addTag(const QString &tag, Qt::CheckState state);
    void takeTyped();

    QListWidget *m_list = nullptr;
    QLineEdit *m_field = nullptr;
};

} // namespace ui
