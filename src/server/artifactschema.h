#pragma once

#include <QStringList>

namespace server {

/// The tables of artifacts and their content (a step of storeMigrations()).
QStringList artifactTables();
/// The tables of registries: roles in them, protected aliases, admins of a team's model registry.
QStringList registryTables();
/// Each registry of the organisation gets a list of protected aliases of its own, from the one that counted in all.
QStringList registryAliasTables();

} // namespace server
