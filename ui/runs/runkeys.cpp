#include "ui/runs/runkeys.h"

#include "ui/runs/jsonpath.h"

#include <QJsonObject>
#include <QSet>

namespace ui {

namespace {

QStringList sortedKeys(const QSet<QString> &keys)
{
    QStringList sorted(keys.begin(), keys.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

void addLeafKeys(const QJsonObject &object, QSet<QString> &keys)
{
    for (const QString &key : jsonLeafKeys(object))
        keys.insert(key);
}

} // namespace

RunKeys collectRunKeys(const domain::SharedRuns &runs)
{
    QSet<QString> config;
    QSet<QString> summary;
    QSet<QString> tags;
    for (const domain::Run &run : runs) {
        addLeafKeys(run.config, config);
        addLeafKeys(run.summary, summary);
        for (const QString &tag : run.tags)
            tags.insert(tag);
    }
    return {sortedKeys(config), sortedKeys(summary), sortedKeys(tags)};
}

} // namespace ui
