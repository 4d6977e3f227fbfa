#include "startreport.h"

#include "ui/kit/page.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTimer>
#include <chrono>

namespace {

constexpr std::chrono::seconds patience(30);

} // namespace

StartReport::StartReport(QString file)
    : m_file(std::move(file))
{
    note(QStringLiteral("main"));
    qApp->installEventFilter(this);
    QTimer::singleShot(patience, this, &StartReport::finish);
}

void StartReport::watch(ui::MainWindow &window)
{
    note(QStringLiteral("built"));
    m_window = &window;
}

void StartReport::note(const QString &name)
{
    if (!m_times.contains(name))
        m_times[name] = static_cast<double>(std::chrono::steady_clock::now().time_since_epoch().count());
}

bool StartReport::eventFilter(QObject *watched, QEvent *event)
{
    // The frame is painted and handed to the screen while this event is handled.
    if (event->type() == QEvent::UpdateRequest && m_window != nullptr && !std::exchange(m_isFrameUnderWay, true))
        QMetaObject::invokeMethod(this, &StartReport::frameShown, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void StartReport::frameShown()
{
    m_isFrameUnderWay = false;
    note(QStringLiteral("frame"));
    if (hasRows())
        note(QStringLiteral("table"));
    if (!m_window->isSignedIn() || !m_window->isPageReady())
        return;
    note(QStringLiteral("page"));
    finish();
}

bool StartReport::hasRows() const
{
    const ui::Page *page = m_window->isSignedIn() ? m_window->currentPage() : nullptr;
    if (page == nullptr)
        return false;
    const auto views = page->findChildren<QAbstractItemView *>();
    return std::any_of(views.begin(), views.end(), [](const QAbstractItemView *view) {
        return view->isVisible() && view->model() != nullptr && view->model()->rowCount() > 0;
    });
}

void StartReport::finish()
{
    QSaveFile file(m_file);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(m_times).toJson(QJsonDocument::Compact) + '\n');
        file.commit();
    }
    QApplication::quit();
}
