#include "server/log.h"

namespace server {

Q_LOGGING_CATEGORY(log, "cohort.server", QtInfoMsg)

} // namespace server
