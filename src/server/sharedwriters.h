#pragma once

#include "server/httpmessage.h"
#include "server/streamrequest.h"
#include "sqlite/database.h"

#include <QJsonObject>

/// Several programs that write one run, the SDK's shared mode (protocol, section 2, X-WANDB-USE-ASYNC-FILESTREAM): none
/// knows of the others, so that nothing of one takes the place of what another wrote.
namespace server {

/// The writer counts its own lines from 0. Those that it has not sent before go behind whatever is there; lines of its
/// console that it sends again are changed where they went.
base::Status appendOfWriter(
    sqlite::Database &database, qint64 run, const QString &writer, const StreamRequest::Lines &chunk);

/// Config or summary as one writer has it, laid over the stored one: keys of the others stay. Both are texts of JSON
/// objects, or empty.
QString laidOver(const QString &stored, const QString &given);

/// Which of several writers a request comes from, by its headers; nothing: the run has one.
std::optional<QString> writerOf(const HttpRequest &request);

} // namespace server
