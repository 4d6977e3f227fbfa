#include "ui/kit/scrollareaaccess.h"

#include <QAbstractScrollArea>
#include <QAccessibleWidget>

namespace ui {

namespace {

/// Asked for each class of an object, the most derived first; text fields and tables have interfaces of their own.
QAccessibleInterface *makeScrollAreaInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String("QScrollArea") && className != QLatin1String("QAbstractScrollArea"))
        return nullptr;
    auto *area = qobject_cast<QAbstractScrollArea *>(object);
    return area == nullptr ? nullptr : new QAccessibleWidget(area, QAccessible::Client); // the cache takes it over
}

} // namespace

void installScrollAreaAccess()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeScrollAreaInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

} // namespace ui
