#pragma once

#include "domain/run.h"

#include <QScrollArea>

class QFormLayout;

namespace ui {

class ActionGate;
class EditableField;
class ElidedLabel;
class JsonPane;
class PlainLabel;
class RunActions;

/// The first tab of the Run page: what is known about the run, tags and notes edited in place, config and summary.
class RunOverviewPane : public QWidget
{
    Q_OBJECT

public:
    /// `actions` guards the editing and carries it out; outlives the pane.
    explicit RunOverviewPane(RunActions &actions, QWidget *parent = nullptr);

    void setRun(const domain::Run &run);
    /// The time that ages count from.
    void setNow(const QDateTime &now);

private:
    struct Fact
    {
        PlainLabel *label = nullptr;
        ElidedLabel *value = nullptr;
        QWidget *row = nullptr; ///< the value, and what copies it
    };

    void createFacts(QFormLayout &form);
    void createFields(QFormLayout &form);
    enum class Copy { No, Yes };
    Fact addFact(QFormLayout &form, const QString &name, Copy copy = Copy::No);
    void setFact(const Fact &fact, const QString &text, const QString &toolTip = {});
    void updateFacts();
    void saveTags(const QString &text);
    void saveNotes(const QString &text);

    RunActions &m_actions;
    domain::Run m_run;
    QDateTime m_now;
    Fact m_creator;
    Fact m_group;
    Fact m_jobType;
    Fact m_created;
    Fact m_heartbeat;
    Fact m_runtime;
    Fact m_steps;
    Fact m_host;
    Fact m_os;
    Fact m_python;
    Fact m_commit;
    Fact m_command;
    Fact m_id;
    EditableField *m_tags = nullptr;
    EditableField *m_notes = nullptr;
    JsonPane *m_config = nullptr;
    JsonPane *m_summary = nullptr;
};

/// The command line of a run as its metadata tell it; empty if they do not.
QString runCommand(const domain::Run &run);

} // namespace ui
