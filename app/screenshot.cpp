#include "screenshot.h"

#include "ui/shell/mainwindow.h"

#include <QPixmap>
#include <cstdio>

namespace {

// A page is ready when its values are there; its curves are reduced and drawn a moment later.
constexpr int settleMilliseconds = 1500;
constexpr int patienceMilliseconds = 60'000;

} // namespace

Screenshot::Screenshot(ui::MainWindow &window, const QString &file, std::function<bool()> isThere, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_file(file)
    , m_isThere(std::move(isThere))
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleMilliseconds);
    m_patience.setSingleShot(true);
    connect(&m_window, &ui::MainWindow::pageReadyChanged, this, &Screenshot::consider);
    connect(&m_settled, &QTimer::timeout, this, [this] { write(true); });
    connect(&m_patience, &QTimer::timeout, this, [this] { write(false); });
    m_patience.start(patienceMilliseconds);
    consider();
}

void Screenshot::consider()
{
    if (m_isThere() && m_window.isPageReady())
        m_settled.start();
    else
        m_settled.stop();
}

void Screenshot::write(bool isComplete)
{
    m_settled.stop();
    m_patience.stop();
    const bool isWritten = m_window.grab().save(m_file, "PNG");
    if (!isWritten)
        std::fprintf(stderr, "cohort: cannot write %s\n", qPrintable(m_file));
    else if (!isComplete)
        std::fprintf(
            stderr, "cohort: the page had no data after a minute; %s shows what was there\n", qPrintable(m_file));
    emit finished(isWritten && isComplete ? 0 : 1);
}
