#pragma once

#include "base/result.h"

#include <QJsonArray>

namespace server {

class Store;

/// Logs models to the projects of the demo team and links them to the registry of models. `models` as in the resource
/// `:/demo/team.json`: the run that made it, its names, its aliases. The projects and runs are there already; a model
/// whose project or run somebody deleted stays away with it, one that is there stays as it is. Blocking.
base::Status addDemoModels(Store &store, const QString &team, const QJsonArray &models);

} // namespace server
