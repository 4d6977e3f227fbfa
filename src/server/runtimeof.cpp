#include "server/runtimeof.h"

#include "base/lenientjson.h"

#include <QJsonObject>
#include <cmath>

namespace server {

double runtimeOf(const QString &summary)
{
    const auto parsed = base::parseLenientJson(summary.toUtf8());
    if (!parsed)
        return -1;
    const QJsonValue wandb = (*parsed)[QLatin1String("_wandb")][QLatin1String("runtime")];
    const QJsonValue value = wandb.isDouble() ? wandb : (*parsed)[QLatin1String("_runtime")];
    const double seconds = value.toDouble(-1);
    return std::isfinite(seconds) && seconds >= 0 ? seconds : -1;
}

} // namespace server
