#pragma once

#include "base/result.h"
#include "domain/sharedrun.h"
#include "ui/kit/actiongate.h"
#include "ui/runs/edittagsdialog.h"
#include "ui/runs/runrights.h"

#include <QAction>
#include <QFuture>
#include <QObject>
#include <functional>

namespace workspace {
class Workspace;
}

namespace ui {

class MessageBar;

/// What a person can do with the selected runs: open, rename, tags, notes, stop, delete. Each action is greyed with its
/// reason, says how many of several runs it may touch, asks where it destroys, tells the outcome in the message bar and
/// offers to undo. Used by the table and by the page of one run.
class RunActions : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object; `host` is the parent of the dialogs.
    RunActions(workspace::Workspace &workspace, MessageBar &messages, QWidget *host);
    ~RunActions() override;

    void setProject(const domain::Project &project);
    /// The runs that the actions are about.
    void setRuns(const domain::SharedRuns &runs);
    [[nodiscard]] const domain::SharedRuns &runs() const { return m_runs; }
    /// Tags of the project, to be offered.
    void setKnownTags(const QStringList &tags) { m_knownTags = tags; }
    /// Role or connectivity may be different now.
    void refresh();

    [[nodiscard]] QAction *open() const { return m_open; }
    [[nodiscard]] QAction *rename() const { return m_rename; }
    [[nodiscard]] QAction *editTags() const { return m_tags; }
    [[nodiscard]] QAction *editNotes() const { return m_notes; }
    [[nodiscard]] QAction *stop() const { return m_stop; }
    [[nodiscard]] QAction *remove() const { return m_delete; }
    /// In menu order; null is a separator.
    [[nodiscard]] QList<QAction *> all() const;

    [[nodiscard]] ActionGate &gate() { return m_gate; }
    [[nodiscard]] const RunRights &rights() const { return m_rights; }

    /// Changes one run and offers to undo it; for editing in place. `done` says whether it worked.
    void edit(const domain::Run &run, const domain::RunEdit &edit, const std::function<void(bool)> &done = {});

signals:
    void openRequested(const domain::RunPath &run);
    /// The server has done something: what is shown is to be asked for again.
    void changed();
    void deleted(const QStringList &runs); ///< ids

private:
    using Call = std::function<QFuture<base::Status>(const domain::Run &)>;
    struct Outcome;

    void createActions();
    QAction *makeAction(const char *iconName, const QString &text, const QKeySequence &shortcut);
    void guardBulk(QAction *action, domain::Action what);
    void updateLabels();
    void requireSelection(QAction *action, bool isForOne);
    void startRename();
    void startTags();
    void startNotes();
    void startStop();
    void startDelete();
    void changeTags(const domain::SharedRuns &runs, const TagChange &change);
    void deleteRuns(const domain::SharedRuns &runs, bool withArtifacts);
    void undelete(const domain::SharedRuns &runs);
    /// Calls the server for each run and delivers once, after all have answered.
    void callForAll(
        const domain::SharedRuns &runs, const Call &call, const std::function<void(const Outcome &)> &deliver);
    void tell(
        const Outcome &outcome, const QString &success, const QString &undoText = {}, std::function<void()> undo = {});

    workspace::Workspace &m_workspace;
    MessageBar &m_messages;
    QWidget *m_host;
    ActionGate m_gate;
    RunRights m_rights;
    domain::SharedRuns m_runs;
    QStringList m_knownTags;
    QHash<domain::Action, BulkDecision> m_bulk;
    QAction *m_open = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_tags = nullptr;
    QAction *m_notes = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_delete = nullptr;
};

} // namespace ui
