#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonValue>

namespace server {

/// Reads one YAML document as JSON values, with the plain scalars of YAML 1.1 as the SDK's writer means them (`1e3` is
/// a text, `1.0e+3` a number). Refused, with the line: several documents, anchors and aliases (a few lines could stand
/// for gigabytes), keys that are no scalars or come twice, more than `maxDepth` levels or `maxNodes` values. Any
/// thread.
base::Result<QJsonValue> parseYaml(const QByteArray &text, int maxDepth = 32, qsizetype maxNodes = 100'000);

} // namespace server
