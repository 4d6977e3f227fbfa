#pragma once

#include <QStringList>

class QWidget;

namespace test {

/// With COHORT_SCREENSHOTS set to a folder the picture is kept there as `name`.png.
void keepPicture(QWidget &widget, const QString &name);

/// Words that are cut without a sign of it: labels that cannot wrap and buttons that are narrower than their words,
/// and what lies outside of its parent. Empty: all can be read.
QStringList cutTexts(const QWidget &widget);

} // namespace test
