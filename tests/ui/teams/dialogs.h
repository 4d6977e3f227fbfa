#pragma once

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QTest>

namespace test {

/// The open dialog of this name; null: none.
template <typename T = QDialog>
T *openDialog(const char *name)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *dialog = qobject_cast<T *>(widget);
        if (dialog != nullptr && dialog->isVisible() && dialog->objectName() == QLatin1String(name))
            return dialog;
    }
    return nullptr;
}

/// The focusable controls without a name for a screen reader, by class; empty: all have one.
inline QStringList unnamedControls(QWidget *root)
{
    QStringList unnamed;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        const bool isInner = widget->objectName().startsWith(QLatin1String("qt_"));
        if (isInner || !widget->isVisibleTo(root) || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        const bool needsDescription = qobject_cast<QComboBox *>(widget) != nullptr;
        if (face == nullptr || face->text(QAccessible::Name).isEmpty()
            || (needsDescription && widget->accessibleDescription().isEmpty()))
            unnamed.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName());
    }
    return unnamed;
}

} // namespace test
