#include "ui/runs/editnotesdialog.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>

namespace ui {

EditNotesDialog::EditNotesDialog(const QString &runName, const QString &notes, QWidget *parent)
    : QDialog(parent)
    , m_notes(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("editNotesDialog"));
    setWindowTitle(tr("Edit notes"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *title = new PlainLabel(tr("Notes of “%1”").arg(runName), this);
    title->setWordWrap(true);
    m_notes->setObjectName(QStringLiteral("notes"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setTabChangesFocus(true);
    m_notes->setPlainText(notes);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("confirm"));
    buttons->addButton(QDialogButtonBox::Cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    column->addWidget(title);
    column->addWidget(m_notes);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_notes->setFocus();
    resize(textWidth(this, 64), fontMetrics().height() * 18);
}

QString EditNotesDialog::value() const
{
    return m_notes->toPlainText();
}

} // namespace ui

#include "moc_editnotesdialog.cpp"
