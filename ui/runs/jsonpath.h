#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace ui {

/// The value at `path` of an object whose nested keys are joined with "."; a key that itself contains dots is found too
/// (the longest literal key first). Undefined where nothing is.
QJsonValue jsonAt(const QJsonObject &object, const QString &path);

/// The joined keys of all leaves, at most `maxDepth` deep, in the object's order. An object that names its own `_type`
/// (a histogram, a table) is one leaf.
QStringList jsonLeafKeys(const QJsonObject &object, int maxDepth = 6);

/// One line for people: numbers short, texts as they are, lists and objects as compact JSON.
QString jsonCellText(const QJsonValue &value);
/// The same with every digit, for copies and tool tips.
QString jsonExactText(const QJsonValue &value);

} // namespace ui
