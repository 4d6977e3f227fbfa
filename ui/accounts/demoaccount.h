#pragma once

#include "domain/roles.h"

#include <QString>
#include <QUrl>

namespace ui {

/// A person of the demo team, as whom anybody may look around. The embedded server knows the key; it opens nothing
/// else.
struct DemoAccount
{
    domain::BaseRole role = domain::BaseRole::Unknown;
    QString username;
    QString displayName;
    QUrl server;
    QString key;
};

} // namespace ui
