#include "ui/runs/jsonpath.h"

#include "base/lenientjson.h"
#include "ui/kit/words.h"

#include <QJsonArray>
#include <QLocale>
#include <cmath>

namespace ui {

namespace {

constexpr int maxCellCharacters = 400;

void collectLeafKeys(const QJsonObject &object, const QString &prefix, int depth, QStringList &keys)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString path = prefix + it.key();
        const QJsonValue value = it.value();
        if (value.isObject() && depth > 1) {
            const QJsonObject inner = value.toObject();
            if (!inner.isEmpty() && !inner.contains(QStringLiteral("_type"))) {
                collectLeafKeys(inner, path + QLatin1Char('.'), depth - 1, keys);
                continue;
            }
        }
        keys.append(path);
    }
}

bool isInteger(const QJsonValue &value)
{
    const double number = value.toDouble();
    return std::isfinite(number) && std::floor(number) == number && std::abs(number) < 9.0e15;
}

QString structureText(const QJsonValue &value)
{
    const QString text = QString::fromUtf8(base::writeLenientJson(value, base::NonFinite::AsWord));
    return text.size() <= maxCellCharacters ? text : text.left(maxCellCharacters) + QChar(0x2026);
}

} // namespace

QJsonValue jsonAt(const QJsonObject &object, const QString &path)
{
    const auto direct = object.constFind(path);
    if (direct != object.constEnd())
        return direct.value();
    for (qsizetype dot = path.lastIndexOf(QLatin1Char('.')); dot > 0;
         dot = path.lastIndexOf(QLatin1Char('.'), dot - 1)) {
        const auto outer = object.constFind(QStringView(path).left(dot));
        if (outer != object.constEnd() && outer.value().isObject())
            return jsonAt(outer.value().toObject(), path.mid(dot + 1));
    }
    return QJsonValue(QJsonValue::Undefined);
}

QStringList jsonLeafKeys(const QJsonObject &object, int maxDepth)
{
    QStringList keys;
    collectLeafKeys(object, {}, maxDepth, keys);
    return keys;
}

QString jsonCellText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return isInteger(value) ? QString::number(value.toInteger()) : numberText(value.toDouble());
    case QJsonValue::String: {
        const QString text = value.toString();
        return text.size() <= maxCellCharacters ? text : text.left(maxCellCharacters) + QChar(0x2026);
    }
    case QJsonValue::Array:
    case QJsonValue::Object:
        return structureText(value);
    case QJsonValue::Undefined:
        return {};
    }
    return {};
}

QString jsonExactText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isUndefined())
        return {};
    return QString::fromUtf8(base::writeLenientJson(value, base::NonFinite::AsWord));
}

} // namespace ui
