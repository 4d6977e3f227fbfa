#include "screenshot.h"

#include "ui/shell/mainwindow.h"

#include <QPixmap>
#include <cstdio>

namespace {

// A page is ready when its values are there; what comes a moment later (a curve, an age) is waited for.
constexpr int lookMilliseconds = 150;
constexpr int looksUntilSettled = 8;
constexpr int patienceMilliseconds = 60'000;

} // namespace

Screenshot::Screenshot(ui::MainWindow &window, const QString &file, std::function<bool()> isThere, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_file(file)
    , m_isThere(std::move(isThere))
{
    m_patience.setSingleShot(true);
    connect(&m_looks, &QTimer::timeout, this, &Screenshot::consider);
    connect(&m_patience, &QTimer::timeout, this, [this] { write(false); });
    m_patience.start(patienceMilliseconds);
    m_looks.start(lookMilliseconds);
}

void Screenshot::consider()
{
    m_looksInARow = m_isThere() && m_window.isPageReady() ? m_looksInARow + 1 : 0;
    if (m_looksInARow == looksUntilSettled)
        write(true);
}

void Screenshot::write(bool isComplete)
{
    m_looks.stop();
    m_patience.stop();
    const bool isWritten = m_window.grab().save(m_file, "PNG");
    if (!isWritten) {
        std::fprintf(stderr, "cohort: cannot write %s\n", qPrintable(m_file));
    } else if (!isComplete) {
        std::fprintf(
            stderr, "cohort: the page had no data after a minute; %s shows what was there\n", qPrintable(m_file));
    }
    emit finished(isWritten && isComplete ? 0 : 1);
}
