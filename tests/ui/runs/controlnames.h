#pragma once

#include <QStringList>
#include <QWidget>

namespace test {

/// The focusable controls under `root` that a screen reader would call nothing, by class and object name.
QStringList namelessControls(const QWidget &root);

} // namespace test
