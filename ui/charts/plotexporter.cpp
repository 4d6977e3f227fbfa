#include "ui/charts/plotexporter.h"

#include "base/whendone.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QtConcurrent>

namespace ui {

PlotExporter::PlotExporter(std::function<PlotPicture()> picture, QWidget *view)
    : QObject(view)
    , m_picture(std::move(picture))
    , m_view(view)
{
    addExport(tr("Copy picture"), "plotCopy", [this] { copyImage(); });
    const auto addSave = [this](const QString &text, const char *name, const QString &suffix) {
        addExport(text, name, [this, suffix] { saveAs(suffix); });
    };
    addSave(tr("Save as PNG…"), "plotSavePng", QStringLiteral("png"));
    addSave(tr("Save as SVG…"), "plotSaveSvg", QStringLiteral("svg"));
    addSave(tr("Save as PDF…"), "plotSavePdf", QStringLiteral("pdf"));
    addSave(tr("Save the data as CSV…"), "plotSaveCsv", QStringLiteral("csv"));
}

void PlotExporter::addExport(const QString &text, const char *name, const std::function<void()> &act)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    connect(action, &QAction::triggered, this, [act] { act(); });
    m_view->addAction(action);
    m_actions.append(action);
}

void PlotExporter::setEnabled(bool enabled)
{
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(enabled);
}

void PlotExporter::saveAs(const QString &suffix)
{
    auto *dialog = new QFileDialog(m_view, tr("Save the chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    QString name = m_picture().scene.title;
    for (QChar &c : name)
        c = c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') ? c : QLatin1Char('-');
    dialog->selectFile(name.left(100) + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, suffix](const QString &file) {
        base::whenDone(this, save(file, suffix), [this, file](const base::Status &status) {
            emit exported(file, status.ok() ? QString() : status.error().detail);
        });
    });
    dialog->open();
}

QFuture<base::Status> PlotExporter::save(const QString &file, const QString &suffix) const
{
    if (suffix == QLatin1String("csv"))
        return saveCsv(m_picture(), file);
    if (suffix == QLatin1String("svg"))
        return saveSvg(m_picture(), file);
    if (suffix == QLatin1String("pdf"))
        return savePdf(m_picture(), file);
    return savePng(m_picture(), file, scale());
}

void PlotExporter::copyImage()
{
    base::whenDone(this,
        QtConcurrent::run([picture = m_picture(), scale = scale()] { return pictureImage(picture, scale); }),
        [](const QImage &image) { QApplication::clipboard()->setImage(image); });
}

qreal PlotExporter::scale() const
{
    return std::max<qreal>(2, m_view->devicePixelRatioF());
}

} // namespace ui

#include "moc_plotexporter.cpp"
