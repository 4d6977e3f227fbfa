#include "ui/runs/filesaver.h"

#include "base/whendone.h"
#include "ui/kit/messagebar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrent>

namespace ui {

QString FileSaver::safeFileName(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        const bool isRefused = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || QStringView(u"/\\:*?\"<>|").contains(c);
        name.append(isRefused ? QLatin1Char('_') : c);
    }
    while (name.startsWith(QLatin1Char('.')))
        name.remove(0, 1);
    return name.trimmed().left(100);
}

base::Status FileSaver::write(const QString &file, const QByteArray &content)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size() || !out.commit())
        return base::Error{base::Error::Kind::Storage, out.errorString()};
    return base::Done{};
}

void FileSaver::save(QWidget *parent, MessageBar &messages, const QString &title, const QString &suggestion,
    const QString &filter, std::function<QByteArray()> make)
{
    auto *dialog = new QFileDialog(parent, title, safeFileName(suggestion), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(safeFileName(suggestion));
    QObject::connect(
        dialog, &QFileDialog::fileSelected, parent, [parent, &messages, make = std::move(make)](const QString &file) {
            auto writing = QtConcurrent::run([file, make] { return write(file, make()); });
            base::whenDone(parent, writing, [&messages, file](const base::Status &status) {
                if (status.ok())
                    messages.showNotice(MessageBar::tr("Saved as “%1”.").arg(QFileInfo(file).fileName()));
                else
                    messages.showError(status.error());
            });
        });
    dialog->open();
}

} // namespace ui
