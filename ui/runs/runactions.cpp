#include "ui/runs/runactions.h"

#include "base/whendone.h"
#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/words.h"
#include "ui/runs/confirmrunsdialog.h"
#include "ui/runs/editnotesdialog.h"
#include "ui/runs/renamerundialog.h"
#include "ui/runs/runcells.h"
#include "workspace/workspace.h"

#include <QDateTime>

namespace ui {

using domain::Action;
using domain::Run;

struct RunActions::Outcome
{
    domain::SharedRuns done;
    QList<std::pair<Run, base::Error>> failed;
    qsizetype waiting = 0;
};

RunActions::RunActions(workspace::Workspace &workspace, MessageBar &messages, QWidget *host)
    : QObject(host)
    , m_workspace(workspace)
    , m_messages(messages)
    , m_host(host)
{
    createActions();
    connect(&workspace, &workspace::Workspace::rightsChanged, this, &RunActions::refresh);
    connect(&workspace, &workspace::Workspace::connectivityChanged, this, &RunActions::refresh);
}

RunActions::~RunActions() = default;

void RunActions::createActions()
{
    m_open = makeAction("run", tr("&Open run"), {});
    m_rename = makeAction("edit", tr("&Rename…"), QKeySequence(Qt::Key_F2));
    m_tags = makeAction("tag", tr("Edit &tags…"), {});
    m_notes = makeAction("edit", tr("Edit &notes…"), {});
    m_stop = makeAction("stop", tr("&Stop run…"), {});
    m_delete = makeAction("trash", tr("&Delete…"), QKeySequence(QKeySequence::Delete));
    m_open->setObjectName(QStringLiteral("openRun"));
    m_rename->setObjectName(QStringLiteral("renameRun"));
    m_tags->setObjectName(QStringLiteral("editRunTags"));
    m_notes->setObjectName(QStringLiteral("editRunNotes"));
    m_stop->setObjectName(QStringLiteral("stopRuns"));
    m_delete->setObjectName(QStringLiteral("deleteRuns"));
    connect(m_open, &QAction::triggered, this, [this] {
        if (!m_runs.isEmpty())
            emit openRequested(m_runs.first()->path);
    });
    connect(m_rename, &QAction::triggered, this, &RunActions::startRename);
    connect(m_tags, &QAction::triggered, this, &RunActions::startTags);
    connect(m_notes, &QAction::triggered, this, &RunActions::startNotes);
    connect(m_stop, &QAction::triggered, this, &RunActions::startStop);
    connect(m_delete, &QAction::triggered, this, &RunActions::startDelete);
    guardBulk(m_open, Action::RunView);
    guardBulk(m_rename, Action::RunEditMeta);
    guardBulk(m_tags, Action::RunEditMeta);
    guardBulk(m_notes, Action::RunEditMeta);
    guardBulk(m_stop, Action::RunStop);
    guardBulk(m_delete, Action::RunDelete);
}

QAction *RunActions::makeAction(const char *iconName, const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    return action;
}

void RunActions::guardBulk(QAction *action, Action what)
{
    m_gate.guard(action, [this, what] { return m_bulk.value(what).decision(); });
}

QList<QAction *> RunActions::all() const
{
    return {m_open, nullptr, m_rename, m_tags, m_notes, nullptr, m_stop, m_delete};
}

void RunActions::setProject(const domain::Project &project)
{
    m_rights.project = project;
    refresh();
}

void RunActions::setRuns(const domain::SharedRuns &runs)
{
    m_runs = runs;
    refresh();
}

void RunActions::refresh()
{
    const domain::ProjectPath &path = m_rights.project.path;
    m_rights.person = m_workspace.personIn(path);
    m_rights.policy = m_workspace.policyOf(path.entity);
    const auto connectivity = m_workspace.connectivity();
    m_rights.circumstances.isOffline =
        connectivity != workspace::Connectivity::Online && connectivity != workspace::Connectivity::Connecting;
    m_rights.circumstances.now = QDateTime::currentDateTimeUtc();
    domain::SharedRuns runs = m_runs;
    if (runs.isEmpty()) {
        // Without a selection an action says what the role lacks for a run of one's own.
        Run own;
        own.creator = m_rights.person.id;
        own.state = domain::RunState::Running;
        runs.append(own);
    }
    for (const Action what : {Action::RunView, Action::RunEditMeta, Action::RunStop, Action::RunDelete})
        m_bulk.insert(what, decideForRuns(m_rights, what, runs));
    m_gate.setContext({path.entity, m_workspace.adminsOf(path.entity), {}, m_rights.circumstances.dataFrom});
    updateLabels();
}

void RunActions::updateLabels()
{
    const auto count = static_cast<int>(m_runs.size());
    const BulkDecision &stopping = m_bulk[Action::RunStop];
    const BulkDecision &deleting = m_bulk[Action::RunDelete];
    const auto stoppable = static_cast<int>(stopping.allowedCount());
    const auto deletable = static_cast<int>(deleting.allowedCount());
    m_stop->setText(count < 2    ? tr("&Stop run…")
            : stopping.isMixed() ? tr("&Stop %1 of %2…").arg(countText(stoppable), countText(count))
                                 : tr("&Stop %Ln run(s)…", nullptr, count));
    m_delete->setText(count < 2  ? tr("&Delete…")
            : deleting.isMixed() ? tr("&Delete %1 of %2…").arg(countText(deletable), countText(count))
                                 : tr("&Delete %Ln run(s)…", nullptr, count));
    m_tags->setText(count < 2 ? tr("Edit &tags…") : tr("Edit &tags of %Ln run(s)…", nullptr, count));
    requireSelection(m_open, true);
    requireSelection(m_rename, true);
    requireSelection(m_tags, false);
    requireSelection(m_notes, true);
    requireSelection(m_stop, false);
    requireSelection(m_delete, false);
}

void RunActions::requireSelection(QAction *action, bool isForOne)
{
    if (!action->isEnabled() || m_runs.size() == 1 || (m_runs.size() > 1 && !isForOne))
        return;
    const QString reason = m_runs.isEmpty() ? tr("Select a run first.") : tr("Select one run only.");
    action->setEnabled(false);
    action->setToolTip(reason);
    action->setStatusTip(reason);
}

void RunActions::callForAll(
    const domain::SharedRuns &runs, const Call &call, const std::function<void(const Outcome &)> &deliver)
{
    auto outcome = std::make_shared<Outcome>();
    outcome->waiting = runs.size();
    for (const Run &run : runs) {
        base::whenDone(this, call(run), [this, run, outcome, deliver](const base::Status &status) {
            if (status.ok())
                outcome->done.append(run);
            else
                outcome->failed.append({run, status.error()});
            if (--outcome->waiting > 0)
                return;
            deliver(*outcome);
            emit changed();
        });
    }
}

void RunActions::tell(
    const Outcome &outcome, const QString &success, const QString &undoText, std::function<void()> undo)
{
    if (outcome.failed.isEmpty()) {
        m_messages.showNotice(success, undoText, std::move(undo));
        return;
    }
    const auto &[run, error] = outcome.failed.first();
    if (outcome.done.isEmpty() && outcome.failed.size() == 1) {
        m_messages.showError(error);
        return;
    }
    m_messages.showMessage(MessageBar::Kind::Error,
        tr("%1 of %2 runs could not be changed. “%3”: %4")
            .arg(countText(outcome.failed.size()), countText(outcome.failed.size() + outcome.done.size()),
                runName(run).simplified(), errorText(error)),
        outcome.done.isEmpty() ? QString() : undoText, std::move(undo));
}

void RunActions::edit(const Run &run, const domain::RunEdit &edit, const std::function<void(bool)> &done)
{
    domain::RunEdit back;
    if (edit.displayName)
        back.displayName = run.displayName;
    if (edit.notes)
        back.notes = run.notes;
    if (edit.tags)
        back.tags = run.tags;
    const QString success = edit.displayName ? tr("Renamed to “%1”.").arg(edit.displayName->simplified())
        : edit.notes                         ? tr("Notes saved.")
                                             : tr("Tags saved.");
    callForAll(
        {run}, [this, edit](const Run &it) { return m_workspace.editRun(it.path, edit); },
        [this, run, back, success, done](const Outcome &outcome) {
            tell(outcome, success, tr("Undo"), [this, run, back] {
                callForAll(
                    {run}, [this, back](const Run &it) { return m_workspace.editRun(it.path, back); },
                    [this](const Outcome &undone) { tell(undone, tr("Undone.")); });
            });
            if (done)
                done(outcome.failed.isEmpty());
        });
}

void RunActions::startRename()
{
    if (m_runs.size() != 1)
        return;
    const Run run = m_runs.first();
    auto *dialog = new RenameRunDialog(runName(run), m_host);
    connect(dialog, &QDialog::accepted, this, [this, dialog, run] {
        domain::RunEdit change;
        change.displayName = dialog->value();
        edit(run, change);
    });
    dialog->open();
}

void RunActions::startNotes()
{
    if (m_runs.size() != 1)
        return;
    const Run run = m_runs.first();
    auto *dialog = new EditNotesDialog(runName(run).simplified(), run.notes, m_host);
    connect(dialog, &QDialog::accepted, this, [this, dialog, run] {
        domain::RunEdit change;
        change.notes = dialog->value();
        edit(run, change);
    });
    dialog->open();
}

void RunActions::startTags()
{
    const domain::SharedRuns runs = m_bulk.value(Action::RunEditMeta).allowed();
    if (m_runs.isEmpty() || runs.isEmpty())
        return;
    QList<QStringList> tags;
    for (const Run &run : runs)
        tags.append(run.tags);
    auto *dialog = new EditTagsDialog(tags, m_knownTags, m_host);
    connect(dialog, &QDialog::accepted, this, [this, dialog, runs] { changeTags(runs, dialog->value()); });
    dialog->open();
}

void RunActions::changeTags(const domain::SharedRuns &runs, const TagChange &change)
{
    domain::SharedRuns touched;
    for (const Run &run : runs) {
        if (change.appliedTo(run.tags) != run.tags)
            touched.append(run);
    }
    if (touched.isEmpty())
        return;
    callForAll(
        touched,
        [this, change](const Run &run) {
            domain::RunEdit edit;
            edit.tags = change.appliedTo(run.tags);
            return m_workspace.editRun(run.path, edit);
        },
        [this](const Outcome &outcome) {
            const domain::SharedRuns done = outcome.done;
            const QString success = tr("Changed the tags of %Ln run(s).", nullptr, static_cast<int>(done.size()));
            tell(outcome, success, tr("Undo"), [this, done] {
                const auto back = [this](const Run &run) {
                    domain::RunEdit edit;
                    edit.tags = run.tags;
                    return m_workspace.editRun(run.path, edit);
                };
                callForAll(done, back, [this](const Outcome &undone) { tell(undone, tr("Undone.")); });
            });
        });
}

void RunActions::startStop()
{
    const BulkDecision bulk = m_bulk.value(Action::RunStop);
    if (m_runs.isEmpty() || bulk.allowedCount() == 0)
        return;
    auto *dialog = new ConfirmRunsDialog(ConfirmRunsDialog::What::Stop, bulk, m_gate.context(), m_host);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        callForAll(
            dialog->runs(), [this](const Run &run) { return m_workspace.stopRun(run.path); },
            [this](const Outcome &outcome) {
                tell(outcome, tr("%Ln run(s) asked to stop.", nullptr, static_cast<int>(outcome.done.size())));
            });
    });
    dialog->open();
}

void RunActions::startDelete()
{
    const BulkDecision bulk = m_bulk.value(Action::RunDelete);
    if (m_runs.isEmpty() || bulk.allowedCount() == 0)
        return;
    auto *dialog = new ConfirmRunsDialog(ConfirmRunsDialog::What::Delete, bulk, m_gate.context(), m_host);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { deleteRuns(dialog->runs(), dialog->withArtifacts()); });
    dialog->open();
}

void RunActions::deleteRuns(const domain::SharedRuns &runs, bool withArtifacts)
{
    callForAll(
        runs, [this, withArtifacts](const Run &run) { return m_workspace.deleteRun(run.path, withArtifacts); },
        [this, withArtifacts](const Outcome &outcome) {
            const auto count = static_cast<int>(outcome.done.size());
            const QString success = count == 1 ? tr("Deleted “%1”.").arg(runName(outcome.done.first()).simplified())
                                               : tr("Deleted %Ln run(s).", nullptr, count);
            const domain::SharedRuns back = decideForRuns(m_rights, Action::RunUndelete, outcome.done).allowed();
            const bool canUndo = !withArtifacts && back.size() == outcome.done.size();
            tell(outcome, success, canUndo ? tr("Undo") : QString(), [this, back] { undelete(back); });
            QStringList ids;
            for (const Run &run : outcome.done)
                ids.append(run.path.run);
            if (!ids.isEmpty())
                emit deleted(ids);
        });
}

void RunActions::undelete(const domain::SharedRuns &runs)
{
    callForAll(
        runs, [this](const Run &run) { return m_workspace.undeleteRun(run.path); },
        [this](const Outcome &outcome) {
            tell(outcome, tr("Brought back %Ln run(s).", nullptr, static_cast<int>(outcome.done.size())));
        });
}

} // namespace ui

#include "moc_runactions.cpp"
