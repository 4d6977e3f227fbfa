#include "ui/runs/renamerundialog.h"

#include "ui/kit/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

RenameRunDialog::RenameRunDialog(const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(name, this))
{
    setObjectName(QStringLiteral("renameRunDialog"));
    setWindowTitle(tr("Rename run"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_name->setObjectName(QStringLiteral("runName"));
    m_name->setMaxLength(128);
    m_name->selectAll();
    auto *buttons = new QDialogButtonBox(this);
    m_accept = buttons->addButton(tr("Rename"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("confirm"));
    m_accept->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    form->setVerticalSpacing(gap(4));
    form->addRow(tr("&Name:"), m_name);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, m_accept,
        [this, name] { m_accept->setEnabled(!value().isEmpty() && value() != name); });
    m_accept->setEnabled(false);
    setMinimumWidth(textWidth(this, 52));
}

QString RenameRunDialog::value() const
{
    return m_name->text().trimmed();
}

} // namespace ui

#include "moc_renamerundialog.cpp"
