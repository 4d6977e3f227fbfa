#pragma once

#include "ui/kit/messagebar.h"
#include "workspace/workspace.h"

namespace ui {

/// What happened to the files on this computer, what is safe, and what to do. Empty for None.
QString storageTroubleText(workspace::StorageTrouble trouble, const QString &folder);
MessageBar::Kind storageTroubleKind(workspace::StorageTrouble trouble);

} // namespace ui
