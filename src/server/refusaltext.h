#pragma once

#include "domain/rulebook.h"

#include <QString>
#include <QStringList>

namespace server {

/// Stable words for programs at the other end.
QString reasonName(domain::Reason reason); ///< e.g. "RoleLacks"
QString helperName(domain::Helper::Kind kind); ///< e.g. "TeamAdmin"

/// One sentence for the SDK's output and logs: what is missing and who can help. `admins`: of the entity.
QString refusalText(
    domain::Action action, const domain::Decision &decision, const QString &entity, const QStringList &admins);

} // namespace server
