#pragma once

#include "ui/kit/messagebar.h"
#include "workspace/workspace.h"

namespace ui {

/// What happened to the files on this computer, what is safe, and what to do. Empty for None.
QString storageTroubleText(workspace::StorageTrouble trouble, const QString &folder);
/// Shows what is wrong in the bar, or empties it.
void showStorageTrouble(const workspace::Workspace &workspace, MessageBar &bar);

} // namespace ui
