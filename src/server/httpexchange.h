#pragma once

#include "server/bodysink.h"
#include "server/httpmessage.h"
#include "server/requesthandler.h"

#include <optional>

struct MHD_Connection;
struct MHD_Response;

namespace server {

/// One request of one connection and its answer, between the library's callbacks.
class HttpExchange
{
public:
    explicit HttpExchange(MHD_Connection *connection)
        : m_connection(connection)
    { }

    /// Reads the head. False: it is no sound HTTP request, `answer` says so.
    bool readHead(const char *url, const char *method, bool isTls);
    /// Asks the handler and prepares the body's place.
    void admit(RequestHandler &handler);

    void takeBody(const char *bytes, qsizetype size);
    /// The last byte has come. True: the handler may be called; false: an answer stands already.
    bool finishBody();

    /// Refused, and what is still to come is more than is worth reading: answer now and close.
    [[nodiscard]] bool refusesAtOnce() const;
    /// Far more has come than may come: end the connection.
    [[nodiscard]] bool isHopeless() const;

    [[nodiscard]] MHD_Connection *connection() const { return m_connection; }
    [[nodiscard]] HttpRequest &request() { return m_request; }
    [[nodiscard]] bool isAnswered() const { return m_answer.has_value(); }
    void setAnswer(HttpAnswer answer) { m_answer = std::move(answer); }
    /// Hands the answer to the library. False: it could not.
    [[nodiscard]] bool sendAnswer();

private:
    [[nodiscard]] bool hasSoundLength();
    [[nodiscard]] MHD_Response *makeResponse();
    [[nodiscard]] MHD_Response *makeFileResponse(int file, qint64 size);
    void refuse(HttpAnswer answer, bool closes);

    MHD_Connection *m_connection;
    HttpRequest m_request;
    std::unique_ptr<BodySink> m_sink;
    std::optional<HttpAnswer> m_answer;
    qint64 m_announced = -1; ///< Content-Length; -1: chunked or none
    qint64 m_received = 0;
};

} // namespace server
