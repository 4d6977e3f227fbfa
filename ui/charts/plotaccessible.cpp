#include "ui/charts/plotaccessible.h"

#include "ui/charts/plotview.h"

#include <QAccessibleWidget>

namespace ui {

namespace {

class AccessiblePlot : public QAccessibleWidget
{
public:
    explicit AccessiblePlot(PlotView *view)
        : QAccessibleWidget(view, QAccessible::Chart)
    { }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const auto *view = qobject_cast<PlotView *>(widget());
        if (view != nullptr && (kind == QAccessible::Value || kind == QAccessible::Description))
            return view->summary();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *makeAccessiblePlot(const QString &, QObject *object)
{
    auto *view = qobject_cast<PlotView *>(object);
    return view == nullptr ? nullptr : new AccessiblePlot(view);
}

} // namespace

void installPlotAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeAccessiblePlot);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

} // namespace ui
