#pragma once

#include <QStringList>

namespace server {

/// The step of the schema for custom roles, what the organisation enforces, background tasks and the audit log.
QStringList accessTables();

} // namespace server
