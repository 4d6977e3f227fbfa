#include "ui/runs/runcolourdialog.h"

#include "ui/kit/runcolour.h"
#include "ui/kit/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QIcon>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QToolButton>

namespace ui {

namespace {

constexpr int swatchesInRow = 8;
constexpr int swatchPixels = 24;

QIcon swatchIcon(const QColor &colour, qreal ratio)
{
    QPixmap pixmap(QSize(swatchPixels, swatchPixels) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(2, 2, swatchPixels - 4, swatchPixels - 4));
    return QIcon(pixmap);
}

} // namespace

RunColourDialog::RunColourDialog(int runCount, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("runColourDialog"));
    setWindowTitle(tr("Colour of %Ln run(s)", nullptr, runCount));
    setAttribute(Qt::WA_DeleteOnClose);
    createSwatches();
}

void RunColourDialog::createSwatches()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    grid->setSpacing(gap(1));
    const QList<QColor> &palette = runPalette(themeColours(this->palette()).isDark);
    for (int i = 0; i < palette.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setIcon(swatchIcon(palette.at(i), devicePixelRatioF()));
        button->setIconSize(QSize(swatchPixels, swatchPixels));
        button->setAccessibleName(tr("Colour %1 of %2, %3").arg(i + 1).arg(palette.size()).arg(palette.at(i).name()));
        button->setToolTip(button->accessibleName());
        button->setFocusPolicy(Qt::StrongFocus);
        button->setObjectName(QStringLiteral("colour%1").arg(i));
        connect(button, &QToolButton::clicked, this, [this, i] {
            m_value = i;
            accept();
        });
        grid->addWidget(button, i / swatchesInRow, i % swatchesInRow);
    }
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *own = buttons->addButton(tr("Automatic"), QDialogButtonBox::ResetRole);
    own->setObjectName(QStringLiteral("ownColour"));
    own->setToolTip(tr("The colour that follows from the run’s id"));
    own->setAutoDefault(false);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(own, &QPushButton::clicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    grid->addWidget(buttons, grid->rowCount(), 0, 1, swatchesInRow);
}

} // namespace ui

#include "moc_runcolourdialog.cpp"
