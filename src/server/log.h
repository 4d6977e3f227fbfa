#pragma once

#include <QLoggingCategory>

namespace server {

/// What failed or was refused, by whom and when; never keys, never content.
Q_DECLARE_LOGGING_CATEGORY(log)

} // namespace server
