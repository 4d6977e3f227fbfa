#include "ui/shell/aboutbox.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace ui {

namespace {

/// For tr() in free functions.
struct AboutWords
{
    Q_DECLARE_TR_FUNCTIONS(AboutWords)
};

} // namespace

void showAboutBox(QWidget *parent)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, AboutWords::tr("About Cohort"), {}, QMessageBox::Close, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(AboutWords::tr("Cohort %1").arg(QStringLiteral(COHORT_VERSION)));
    box->setInformativeText(
        AboutWords::tr("Browse and administer the experiments of a team, on W&B Cloud, a W&B Server or the "
                       "team server that comes with it. Free software under the GNU General Public License, "
                       "version 3 or later."));
    box->open();
}

} // namespace ui
