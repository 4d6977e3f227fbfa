#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace ui {
class MainWindow;
}

/// Writes the window to a PNG once the page has its data and the curves have settled, then emits finished(). Gives up
/// with a message after a minute, writing what is there.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    Screenshot(ui::MainWindow &window, const QString &file, QObject *parent = nullptr);

signals:
    /// 0: written with its data; 1: written without, or not at all.
    void finished(int exitCode);

private:
    void consider();
    void write(bool isComplete);

    ui::MainWindow &m_window;
    QString m_file;
    QTimer m_settled;
    QTimer m_patience;
};
