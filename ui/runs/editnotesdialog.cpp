#include "ui/runs/editnotesdialog.h"

#include "ui/kit/acceptbox.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QPlainTextEdit>

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
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    column->addWidget(title);
    column->addWidget(m_notes);
    column->addWidget(new AcceptBox(tr("Save"), *this));
    m_notes->setFocus();
    resize(textWidth(this, 64), fontMetrics().height() * 18);
}

QString EditNotesDialog::value() const
{
    return m_notes->toPlainText();
}

} // namespace ui

#include "moc_editnotesdialog.cpp"
