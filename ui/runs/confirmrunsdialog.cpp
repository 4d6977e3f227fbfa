#include "ui/runs/confirmrunsdialog.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/runs/runcells.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>

namespace ui {

namespace {

/// More names than this are only counted.
constexpr qsizetype maxNames = 500;

QString nameLine(const domain::Run &run)
{
    return runName(run).simplified() + QStringLiteral("  ") + shortRunId(run);
}

} // namespace

ConfirmRunsDialog::ConfirmRunsDialog(What what, const BulkDecision &bulk, const DenialContext &context, QWidget *parent)
    : QDialog(parent)
    , m_what(what)
    , m_runs(bulk.allowed())
{
    setObjectName(what == What::Delete ? QStringLiteral("deleteRunsDialog") : QStringLiteral("stopRunsDialog"));
    setWindowTitle(what == What::Delete ? tr("Delete runs") : tr("Stop runs"));
    setAttribute(Qt::WA_DeleteOnClose);
    createWidgets(bulk, context);
}

void ConfirmRunsDialog::createWidgets(const BulkDecision &bulk, const DenialContext &context)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    auto *title = new PlainLabel(question(), this);
    title->setFont(scaledFont(font(), 1.2, true));
    title->setWordWrap(true);
    column->addWidget(title);
    QStringList names;
    for (const domain::Run &run : m_runs)
        names.append(nameLine(run));
    column->addWidget(
        makeList(m_what == What::Delete ? tr("Runs that will be deleted") : tr("Runs that will be stopped"), names));
    auto *text = new PlainLabel(consequence(), this);
    text->setWordWrap(true);
    column->addWidget(text);
    if (m_what == What::Delete) {
        m_withArtifacts = new QCheckBox(tr("Delete the artifacts that they logged too, for good"), this);
        m_withArtifacts->setObjectName(QStringLiteral("withArtifacts"));
        column->addWidget(m_withArtifacts);
        connect(m_withArtifacts, &QCheckBox::toggled, text, [this, text] { text->setText(consequence()); });
    }
    if (bulk.refusedCount() > 0) {
        auto *stays = new PlainLabel(m_what == What::Delete
                ? tr("%n of the selected run(s) stay:", nullptr, static_cast<int>(bulk.refusedCount()))
                : tr("%n of the selected run(s) are not touched:", nullptr, static_cast<int>(bulk.refusedCount())),
            this);
        column->addSpacing(gap(2));
        column->addWidget(stays);
        QStringList reasons;
        for (const auto &[run, decision] : bulk.refused())
            reasons.append(nameLine(run) + QStringLiteral("  –  ") + denialText(decision, context));
        QPlainTextEdit *list = makeList(tr("Runs that are not touched, and why"), reasons);
        list->setLineWrapMode(QPlainTextEdit::WidgetWidth);
        column->addWidget(list);
    }
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *accept =
        buttons->addButton(m_what == What::Delete ? tr("Delete %n run(s)", nullptr, static_cast<int>(m_runs.size()))
                                                  : tr("Stop %n run(s)", nullptr, static_cast<int>(m_runs.size())),
            QDialogButtonBox::DestructiveRole);
    accept->setObjectName(QStringLiteral("confirm"));
    accept->setAutoDefault(false);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(accept, &QPushButton::clicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    setMinimumWidth(textWidth(this, 72));
}

QPlainTextEdit *ConfirmRunsDialog::makeList(const QString &name, const QStringList &lines)
{
    auto *list = new QPlainTextEdit(this);
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setAccessibleName(name);
    list->setLineWrapMode(QPlainTextEdit::NoWrap);
    QString text = lines.mid(0, maxNames).join(QLatin1Char('\n'));
    if (lines.size() > maxNames)
        text += QLatin1Char('\n') + tr("… and %n more", nullptr, static_cast<int>(lines.size() - maxNames));
    list->setPlainText(text);
    const int rows = static_cast<int>(std::clamp<qsizetype>(lines.size(), 1, 7));
    list->setFixedHeight(list->fontMetrics().lineSpacing() * rows + gap(7));
    return list;
}

QString ConfirmRunsDialog::question() const
{
    const int count = static_cast<int>(m_runs.size());
    if (count == 1) {
        const QString name = runName(m_runs.first()).simplified();
        return m_what == What::Delete ? tr("Delete the run “%1”?").arg(name) : tr("Stop the run “%1”?").arg(name);
    }
    return m_what == What::Delete ? tr("Delete %n run(s)?", nullptr, count) : tr("Stop %n run(s)?", nullptr, count);
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
