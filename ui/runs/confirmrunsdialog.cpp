#include "ui/runs/confirmrunsdialog.h"

#include "ui/kit/plainlabel.h"
#include "ui/runs/runcells.h"

#include <QCheckBox>

namespace ui {

namespace {

QString nameLine(const domain::Run &run)
{
    return runName(run).simplified() + QStringLiteral("  ") + shortRunId(run);
}

} // namespace

ConfirmRunsDialog::ConfirmRunsDialog(What what, const BulkDecision &bulk, const DenialContext &context, QWidget *parent)
    : ConfirmDialog(what == What::Delete ? QStringLiteral("deleteRunsDialog") : QStringLiteral("stopRunsDialog"),
        what == What::Delete ? tr("Delete runs") : tr("Stop runs"), parent)
    , m_what(what)
    , m_runs(bulk.allowed())
{
    const int count = static_cast<int>(m_runs.size());
    addQuestion(question());
    QStringList names;
    for (const domain::Run &run : std::as_const(m_runs))
        names.append(nameLine(run));
    addList(what == What::Delete ? tr("Runs that will be deleted") : tr("Runs that will be stopped"), names);
    PlainLabel *text = addText(consequence());
    if (what == What::Delete) {
        m_withArtifacts = new QCheckBox(tr("Delete the artifacts that they logged too, for good"), this);
        m_withArtifacts->setObjectName(QStringLiteral("withArtifacts"));
        addWidget(m_withArtifacts);
        connect(m_withArtifacts, &QCheckBox::toggled, text, [this, text] { text->setText(consequence()); });
    }
    if (bulk.refusedCount() > 0)
        addRefused(bulk, context);
    addButtons(what == What::Delete ? tr("Delete %Ln run(s)", nullptr, count) : tr("Stop %Ln run(s)", nullptr, count));
}

void ConfirmRunsDialog::addRefused(const BulkDecision &bulk, const DenialContext &context)
{
    const int count = static_cast<int>(bulk.refusedCount());
    addText(m_what == What::Delete ? tr("%Ln of the selected run(s) stay:", nullptr, count)
                                   : tr("%Ln of the selected run(s) are not touched:", nullptr, count));
    QStringList reasons;
    for (const auto &[run, decision] : bulk.refused())
        reasons.append(nameLine(run) + QStringLiteral("  –  ") + denialText(decision, context));
    addList(tr("Runs that are not touched, and why"), reasons);
}

QString ConfirmRunsDialog::question() const
{
    const int count = static_cast<int>(m_runs.size());
    if (count == 1) {
        const QString name = runName(m_runs.first()).simplified();
        return m_what == What::Delete ? tr("Delete the run “%1”?").arg(name) : tr("Stop the run “%1”?").arg(name);
    }
    return m_what == What::Delete ? tr("Delete %Ln run(s)?", nullptr, count) : tr("Stop %Ln run(s)?", nullptr, count);
}

QString ConfirmRunsDialog::consequence() const
{
    if (m_what == What::Stop)
        return tr("The program that logs is asked to end; what it has logged stays.");
    if (withArtifacts())
        return tr(
            "Metrics, files and console can be brought back for 7 days. The artifacts cannot, and registries that "
            "point to them lose them.");
    return tr("Metrics, files and console go for everybody. They can be brought back for 7 days.");
}

bool ConfirmRunsDialog::withArtifacts() const
{
    return m_withArtifacts != nullptr && m_withArtifacts->isChecked();
}

} // namespace ui

#include "moc_confirmrunsdialog.cpp"
