#include "controlnames.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSplitterHandle>

namespace test {

QStringList namelessControls(const QWidget &root)
{
    QStringList nameless;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        const bool isPart = widget->objectName().startsWith(QLatin1String("qt_"))
            || qobject_cast<QScrollBar *>(widget) != nullptr || qobject_cast<QSplitterHandle *>(widget) != nullptr;
        if (isPart || (widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisibleTo(&root))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible == nullptr || accessible->text(QAccessible::Name).isEmpty())
            nameless.append(QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName());
    }
    return nameless;
}

} // namespace test
