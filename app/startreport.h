#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>

namespace ui {
class MainWindow;
}

/// Notes when the window came to life, for measuring (`--start-report FILE`): `main`, `built`, then after which frame
/// the window was seen (`frame`), its page's table had rows (`table`), and the page was complete with its curves
/// (`page`). Writes them as one line of JSON, in nanoseconds of the system's steady clock, and ends the program. GUI
/// thread.
class StartReport : public QObject
{
    Q_OBJECT

public:
    explicit StartReport(QString file);

    /// From now on frames of `window` count; it is built and not shown yet.
    void watch(ui::MainWindow &window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void note(const QString &name);
    void frameShown();
    [[nodiscard]] bool hasRows() const;
    void finish();

    QString m_file;
    QJsonObject m_times;
    ui::MainWindow *m_window = nullptr;
    bool m_isFrameUnderWay = false;
};
