#include "ui/runs/runoverviewpane.h"

#include "ui/kit/elidedlabel.h"
#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/runs/editablefield.h"
#include "ui/runs/jsonpane.h"
#include "ui/runs/runactions.h"
#include "ui/runs/runcells.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDateTime>
#include <QFormLayout>
#include <QGuiApplication>
#include <QJsonArray>
#include <QPointer>
#include <QSplitter>
#include <QToolButton>

namespace ui {

QString runCommand(const domain::Run &run)
{
    const QString program = run.metadata.value(QStringLiteral("program")).toString();
    if (program.isEmpty())
        return {};
    QStringList parts{QStringLiteral("python"), program};
    const QJsonArray arguments = run.metadata.value(QStringLiteral("args")).toArray();
    for (const auto argument : arguments) {
        const QString text = argument.toVariant().toString();
        parts.append(text.contains(QLatin1Char(' ')) ? QLatin1Char('"') + text + QLatin1Char('"') : text);
    }
    return parts.join(QLatin1Char(' '));
}

RunOverviewPane::RunOverviewPane(RunActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_now(QDateTime::currentDateTimeUtc())
{
    auto *facts = new QWidget;
    auto *form = new QFormLayout(facts);
    form->setContentsMargins(gap(2), gap(2), gap(2), gap(2));
    form->setHorizontalSpacing(gap(4));
    form->setVerticalSpacing(0);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    createFields(*form);
    createFacts(*form);
    auto *left = new QScrollArea(this);
    left->setObjectName(QStringLiteral("runFacts"));
    left->setAccessibleName(tr("About the run"));
    left->setFrameShape(QFrame::NoFrame);
    left->setWidgetResizable(true);
    left->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    left->setMinimumWidth(textWidth(this, 36));
    left->setWidget(facts);
    m_config = new JsonPane(QStringLiteral("config"), tr("Config"), tr("This run has no config."), this);
    m_summary =
        new JsonPane(QStringLiteral("summary"), tr("Summary"), tr("This run has not logged a metric yet."), this);
    auto *rightPane = new QWidget(this);
    auto *right = new QSplitter(Qt::Vertical, rightPane);
    right->setObjectName(QStringLiteral("jsonSplitter"));
    auto *rightBox = new QVBoxLayout(rightPane);
    rightBox->setContentsMargins(gap(2), 0, gap(2), gap(2));
    rightBox->addWidget(right);
    right->addWidget(m_config);
    right->addWidget(m_summary);
    right->setChildrenCollapsible(false);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("overviewSplitter"));
    split->setChildrenCollapsible(false);
    split->addWidget(left);
    split->addWidget(rightPane);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setSizes({400, 600});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
}

void RunOverviewPane::createFields(QFormLayout &form)
{
    m_tags = new EditableField(tr("Tags"), EditableField::Lines::One, this);
    m_tags->setObjectName(QStringLiteral("tagsField"));
    m_tags->setEmptyText(tr("No tags"));
    m_tags->editButton()->setObjectName(QStringLiteral("editTagsButton"));
    m_notes = new EditableField(tr("Notes"), EditableField::Lines::Several, this);
    m_notes->setObjectName(QStringLiteral("notesField"));
    m_notes->setEmptyText(tr("No notes"));
    m_notes->editButton()->setObjectName(QStringLiteral("editNotesButton"));
    const auto decide = [this] { return m_actions.rights().decide(domain::Action::RunEditMeta, m_run); };
    m_actions.gate().guard(m_tags->editButton(), decide);
    m_actions.gate().guard(m_notes->editButton(), decide);
    connect(m_tags, &EditableField::saveRequested, this, &RunOverviewPane::saveTags);
    connect(m_notes, &EditableField::saveRequested, this, &RunOverviewPane::saveNotes);
    const auto add = [&form, this](const QString &name, QWidget *field) {
        auto *label = new PlainLabel(name, this);
        label->setMuted(true);
        label->setMinimumHeight(EditableField::lineHeight(*this));
        form.addRow(label, field);
    };
    add(tr("Tags"), m_tags);
    add(tr("Notes"), m_notes);
}

void RunOverviewPane::createFacts(QFormLayout &form)
{
    m_creator = addFact(form, tr("Creator"));
    m_group = addFact(form, tr("Group"));
    m_jobType = addFact(form, tr("Job type"));
    m_created = addFact(form, tr("Created"));
    m_runtime = addFact(form, tr("Runtime"));
    m_heartbeat = addFact(form, tr("Last sign of life"));
    m_steps = addFact(form, tr("Rows of history"));
    m_host = addFact(form, tr("Host"), Copy::Yes);
    m_os = addFact(form, tr("System"));
    m_python = addFact(form, tr("Python"));
    m_commit = addFact(form, tr("Git commit"), Copy::Yes);
    m_command = addFact(form, tr("Command"), Copy::Yes);
    m_id = addFact(form, tr("Run ID"), Copy::Yes);
}

RunOverviewPane::Fact RunOverviewPane::addFact(QFormLayout &form, const QString &name, Copy copy)
{
    Fact fact{new PlainLabel(name, this), new ElidedLabel(this), new QWidget(this)};
    fact.label->setMuted(true);
    const int height = EditableField::lineHeight(*this);
    fact.label->setMinimumHeight(height);
    fact.row->setMinimumHeight(height);
    auto *row = new QHBoxLayout(fact.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap(1));
    row->addWidget(fact.value, 1);
    if (copy == Copy::Yes) {
        auto *button = new QToolButton(fact.row);
        button->setIcon(icon("copy"));
        button->setFixedHeight(height);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(tr("Copy: %1").arg(name));
        button->setToolTip(tr("Copy: %1").arg(name));
        connect(button, &QToolButton::clicked, fact.value,
            [value = fact.value] { QGuiApplication::clipboard()->setText(value->text()); });
        row->addWidget(button);
    }
    form.addRow(fact.label, fact.row);
    return fact;
}

void RunOverviewPane::setFact(const Fact &fact, const QString &text, const QString &toolTip)
{
    fact.label->setVisible(!text.isEmpty());
    fact.row->setVisible(!text.isEmpty());
    fact.value->setText(text);
    if (!toolTip.isEmpty())
        setPlainToolTip(fact.value, toolTip);
}

void RunOverviewPane::setRun(const domain::Run &run)
{
    m_run = run;
    updateFacts();
    if (!m_tags->isEditing())
        m_tags->setText(run.tags.join(QStringLiteral(", ")));
    if (!m_notes->isEditing())
        m_notes->setText(run.notes);
    m_config->setObject(run.config);
    m_summary->setObject(run.summary);
}

void RunOverviewPane::setNow(const QDateTime &now)
{
    m_now = now;
    updateFacts();
}

void RunOverviewPane::updateFacts()
{
    setFact(m_creator, runCreatorText(m_run));
    setFact(m_group, m_run.group);
    setFact(m_jobType, m_run.jobType);
    setFact(m_created, ageText(m_run.createdAt, m_now), exactTimeText(m_run.createdAt));
    setFact(m_runtime, m_run.runtimeSeconds < 0 ? QString() : durationText(m_run.runtimeSeconds));
    setFact(m_heartbeat, ageText(m_run.heartbeatAt, m_now), exactTimeText(m_run.heartbeatAt));
    setFact(m_steps, countText(m_run.historyLineCount));
    setFact(m_host, m_run.host);
    setFact(m_os, m_run.metadata.value(QStringLiteral("os")).toString());
    setFact(m_python, m_run.metadata.value(QStringLiteral("python")).toString());
    setFact(m_commit, m_run.commit);
    setFact(m_command, runCommand(m_run));
    setFact(m_id, m_run.path.run);
}

void RunOverviewPane::saveTags(const QString &text)
{
    domain::RunEdit edit;
    QStringList tags;
    for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString tag = part.simplified();
        if (!tag.isEmpty() && !tags.contains(tag))
            tags.append(tag);
    }
    edit.tags = tags;
    m_actions.edit(m_run, edit, [this, guarded = QPointer(m_tags), tags](bool isDone) {
        if (!guarded || !isDone)
            return;
        guarded->setText(tags.join(QStringLiteral(", ")));
        guarded->stopEditing();
    });
}

void RunOverviewPane::saveNotes(const QString &text)
{
    domain::RunEdit edit;
    edit.notes = text;
    m_actions.edit(m_run, edit, [guarded = QPointer(m_notes), text](bool isDone) {
        if (!guarded || !isDone)
            return;
        guarded->setText(text);
        guarded->stopEditing();
    });
}

} // namespace ui

#include "moc_runoverviewpane.cpp"
