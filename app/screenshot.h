#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>

namespace ui {
class MainWindow;
}

/// Writes the window to a PNG once the wanted page is shown with its data and the curves have settled, then emits
/// finished(). Gives up with a message after a minute, writing what is there.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    /// `isThere`: the window shows what is wanted (somebody is signed in, say); asked several times a second.
    Screenshot(ui::MainWindow &window, const QString &file, std::function<bool()> isThere, QObject *parent = nullptr);

signals:
    /// 0: written with its data; 1: written without, or not at all.
    void finished(int exitCode);

private:
    void consider();
    void write(bool isComplete);

    ui::MainWindow &m_window;
    QString m_file;
    std::function<bool()> m_isThere;
    QTimer m_looks;
    int m_looksInARow = 0; ///< that found everything there
    QTimer m_patience;
};
