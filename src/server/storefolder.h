#pragma once

#include "sqlite/database.h"

#include <QLockFile>
#include <memory>

namespace server {

/// How the server's database is opened, by everybody.
sqlite::OpenOptions storeOptions(bool readOnly);

/// Makes the folder if it is missing; readable by its owner only.
base::Status makePrivateFolder(const QString &folder);

/// Held by the one server of the folder.
std::unique_ptr<QLockFile> makeFolderLock(const QString &folder);

} // namespace server
