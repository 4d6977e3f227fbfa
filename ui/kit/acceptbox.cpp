#include "ui/kit/acceptbox.h"

#include <QDialog>
#include <QPushButton>

namespace ui {

AcceptBox::AcceptBox(const QString &accept, QDialog &dialog)
    : QDialogButtonBox(&dialog)
    , m_accept(addButton(accept, AcceptRole))
{
    m_accept->setObjectName(QStringLiteral("confirm"));
    m_accept->setDefault(true);
    addButton(Cancel);
    connect(this, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(this, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
}

} // namespace ui

#include "moc_acceptbox.cpp"
