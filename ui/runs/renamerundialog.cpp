#include "ui/runs/renamerundialog.h"

#include "ui/kit/acceptbox.h"
#include "ui/kit/theme.h"

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
    auto *buttons = new AcceptBox(tr("Rename"), *this);
    m_accept = buttons->acceptButton();
    auto *form = new QFormLayout(this);
    form->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    form->setVerticalSpacing(gap(4));
    form->addRow(tr("&Name:"), m_name);
    form->addRow(buttons);
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
