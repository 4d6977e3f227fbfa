#include "server/rowoutline.h"

#include "base/lenientjson.h"
#include "series/rowscanner.h"

#include <QJsonObject>

namespace server {

namespace {

constexpr int deepestFlattening = 8;
constexpr qsizetype longestKey = 1024;

void addOthers(const QJsonObject &object, const QString &prefix, int depth, RowOutline &outline)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString key = prefix + it.key();
        if (key.size() > longestKey)
            continue;
        if (it->isString() && !base::numberOf(*it)) {
            outline.entries.append({key, QStringLiteral("string"), 0});
        } else if (it->isArray()) {
            outline.entries.append({key, QStringLiteral("list"), 0});
        } else if (it->isObject()) {
            const QString media = it->toObject().value(QLatin1String("_type")).toString();
            if (!media.isEmpty())
                outline.entries.append({key, media, 0});
            else if (depth < deepestFlattening)
                addOthers(it->toObject(), key + QLatin1Char('.'), depth + 1, outline);
        }
    }
}

} // namespace

RowOutline outlineOf(QByteArrayView line)
{
    RowOutline outline;
    series::RowScanner scanner;
    if (!scanner.scan(line))
        return outline;
    static const QString numberType = QStringLiteral("number");
    outline.entries.reserve(static_cast<qsizetype>(scanner.values().size()));
    for (const auto &value : scanner.values()) {
        const QByteArray name = scanner.nameOf(value);
        if (name == "_step")
            outline.step = value.step();
        if (name.size() <= longestKey)
            outline.entries.append({QString::fromUtf8(name), numberType, value.number});
    }
    if (scanner.ignoredCount() > 0) {
        if (const auto parsed = base::parseLenientJson(line); parsed && parsed->isObject())
            addOthers(parsed->toObject(), QString(), 0, outline);
    }
    return outline;
}

} // namespace server
