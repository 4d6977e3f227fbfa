#include "server/runsummary.h"

#include "base/lenientjson.h"
#include "server/runstore.h"
#include "server/runtimeof.h"
#include "server/streamstore.h"

#include <QJsonObject>
#include <limits>

namespace server {

base::Status summarizeHistory(sqlite::Database &database, qint64 run)
{
    QJsonObject summary;
    const auto read = StreamStore(database).readLines(
        run, Stream::History, 0, std::numeric_limits<qint64>::max(), [&summary](qint64, const QByteArray &line) {
            const auto row = base::parseLenientJson(line);
            const QJsonObject object = row ? row->toObject() : QJsonObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                summary.insert(it.key(), *it);
            return true;
        });
    if (!read)
        return read;
    if (const auto runtime = base::numberOf(summary.value(QLatin1String("_runtime"))))
        summary.insert(QStringLiteral("_wandb"), QJsonObject{{QStringLiteral("runtime"), *runtime}});
    const QString text = QString::fromUtf8(base::writeLenientJson(summary));
    return RunStore(database).setSummary(run, text, runtimeOf(text));
}

} // namespace server
