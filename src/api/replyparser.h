#pragma once

#include "api/transport.h"

#include <QByteArray>

namespace api {

/// What came over HTTP, before anybody looked into it.
struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
};

/// Reads a GraphQL answer (protocol, section 3): data, data with errors, errors alone, and the shapes that servers use
/// outside GraphQL. A status of 200 proves nothing. For a mutation any error is an error; for a query the data that
/// came count as partial. Pure; any thread.
base::Result<Reply> parseAnswer(const HttpAnswer &answer, bool isMutation);

/// The kind of failure that a HTTP status alone stands for.
base::Error::Kind kindOfStatus(int status);

} // namespace api
