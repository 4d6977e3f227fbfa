#pragma once

#include "api/historyapi.h"
#include "api/runsapi.h"

/// JSON of the protocol's sections 10, 17 and 18 to values. Tolerant (see decode.h); any thread.
namespace api {

domain::Run decodeRun(const QJsonObject &node, const domain::ProjectPath &project);
base::Result<Page<domain::Run>> decodeRunPage(const Reply &reply, const domain::ProjectPath &project);
base::Result<domain::Run> decodeOneRun(const Reply &reply, const domain::ProjectPath &project);

/// {"lr": {"desc": ..., "value": 1}} as {"lr": 1}; `_wandb` and keys without a value are left out.
QJsonObject unwrappedConfig(const QJsonObject &config);
/// The texts "NaN", "Infinity" and "-Infinity" become numbers, also inside; `_wandb` is left out.
QJsonObject summaryWithNumbers(const QJsonObject &summary);
/// RunInfo with the names of wandb-metadata.json; what is null is left out.
QJsonObject metadataFrom(const QJsonValue &runInfo, const QJsonObject &wandbConfig);

domain::ConsoleLine decodeConsoleLine(const QJsonObject &node);
base::Result<Page<domain::ConsoleLine>> decodeConsole(const Reply &reply);
base::Result<QList<RunFile>> decodeFiles(const Reply &reply);

base::Result<HistoryPage> decodeHistory(const Reply &reply);
base::Result<HistoryPage> decodeSampledHistory(const Reply &reply);
base::Result<HistoryPage> decodeEvents(const Reply &reply);
base::Result<HistoryKeys> decodeHistoryKeys(const Reply &reply);
/// The keys of `Run.historyKeys`.
HistoryKeys historyKeysFrom(const QJsonValue &value);

} // namespace api
