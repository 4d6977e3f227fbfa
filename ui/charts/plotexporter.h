#pragma once

#include "ui/charts/plotexport.h"

#include <QList>
#include <QObject>
#include <functional>

class QAction;
class QWidget;

namespace ui {

/// Offers a chart as it stands, as a picture or as data: for the clipboard, or for a file that the person names.
class PlotExporter : public QObject
{
    Q_OBJECT

public:
    /// `picture`: the chart now. The view owns this, and has its actions.
    PlotExporter(std::function<PlotPicture()> picture, QWidget *view);

    /// In the order of a menu.
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    void setEnabled(bool enabled);

signals:
    /// A file was written, or could not be; `error` is empty when it was, else for "Show details".
    void exported(const QString &file, const QString &error);

private:
    void addExport(const QString &text, const char *name, const std::function<void()> &act);
    void saveAs(const QString &suffix);
    [[nodiscard]] QFuture<base::Status> save(const QString &file, const QString &suffix) const;
    void copyImage();
    [[nodiscard]] qreal scale() const;

    std::function<PlotPicture()> m_picture;
    QWidget *m_view;
    QList<QAction *> m_actions;
};

} // namespace ui
