#pragma once

#include "server/httpmessage.h"

#include <variant>

namespace server {

/// Decides about requests; the HTTP front knows nothing of paths, keys or the protocol.
class RequestHandler
{
public:
    virtual ~RequestHandler() = default;

    using Admission = std::variant<BodyPlan, HttpAnswer>;
    /// The head has arrived: take the body, or refuse before it comes. May fill `request.admission`. Called in a thread
    /// of the front that serves many connections: must not wait.
    virtual Admission admit(HttpRequest &request) = 0;
    /// The whole request is there. Called in a thread of the worker pool; may take its time.
    virtual HttpAnswer handle(HttpRequest &request) = 0;
};

} // namespace server
