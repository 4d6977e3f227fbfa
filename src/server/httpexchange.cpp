#include "server/httpexchange.h"

#include "server/byterange.h"

#include <QUrl>
#include <algorithm>
#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <unistd.h>

namespace server {

namespace {

/// So much of a refused request's body is read away, so that the client gets to read the answer.
constexpr qint64 drainLimit = 1024 * 1024;

/// Nothing that this server sends is shown inside another page, run, guessed at, or kept by a proxy.
constexpr std::pair<const char *, const char *> guardingHeaders[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
};

MHD_Result takeHeader(void *into, MHD_ValueKind, const char *name, size_t nameSize, const char *value, size_t valueSize)
{
    auto *request = static_cast<HttpRequest *>(into);
    request->headers.append({QByteArray(name, static_cast<qsizetype>(nameSize)).toLower(),
        QByteArray(value == nullptr ? "" : value, value == nullptr ? 0 : static_cast<qsizetype>(valueSize))});
    return MHD_YES;
}

MHD_Result takeArgument(void *into, MHD_ValueKind, const char *name, const char *value)
{
    auto *request = static_cast<HttpRequest *>(into);
    if (!request->query.isEmpty())
        request->query.append('&');
    request->query.append(name);
    if (value != nullptr)
        request->query.append('=').append(value);
    return MHD_YES;
}

QString peerOf(MHD_Connection *connection)
{
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info == nullptr || info->client_addr == nullptr)
        return {};
    char text[INET6_ADDRSTRLEN] = {};
    const void *address = nullptr;
    if (info->client_addr->sa_family == AF_INET6)
        address = &reinterpret_cast<const sockaddr_in6 *>(info->client_addr)->sin6_addr;
    else
        address = &reinterpret_cast<const sockaddr_in *>(info->client_addr)->sin_addr;
    inet_ntop(info->client_addr->sa_family, address, text, sizeof text);
    return QString::fromLatin1(text);
}

/// A token (RFC 9110): what could mean something else to somebody else is no method.
bool isSoundMethod(const QByteArray &method)
{
    return !method.isEmpty() && method.size() <= 20 && std::all_of(method.begin(), method.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    });
}

QStringList partsOf(const QByteArray &target)
{
    QStringList parts;
    for (const QByteArray &part : target.mid(1).split('/'))
        parts.append(QString::fromUtf8(QByteArray::fromPercentEncoding(part)));
    return parts;
}

} // namespace

bool HttpExchange::readHead(const char *url, const char *method, bool isTls)
{
    m_request.method = method;
    m_request.target = url;
    m_request.path = partsOf(m_request.target);
    m_request.peer = peerOf(m_connection);
    m_request.isTls = isTls;
    MHD_get_connection_values_n(m_connection, MHD_HEADER_KIND, &takeHeader, &m_request);
    MHD_get_connection_values(m_connection, MHD_GET_ARGUMENT_KIND, &takeArgument, &m_request);
    if (!isSoundMethod(m_request.method) || !m_request.target.startsWith('/') || m_request.target.contains('\0')
        || !hasSoundLength()) {
        refuse(errorAnswer(400, "BAD_REQUEST", QStringLiteral("malformed request")), true);
        return false;
    }
    return true;
}

bool HttpExchange::hasSoundLength()
{
    const qsizetype lengths = m_request.headerCount("content-length");
    const qsizetype codings = m_request.headerCount("transfer-encoding");
    if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0))
        return false;
    if (codings > 0)
        return m_request.header("transfer-encoding").compare("chunked", Qt::CaseInsensitive) == 0;
    if (lengths == 0) {
        m_announced = 0;
        return true;
    }
    const QByteArray text = m_request.header("content-length");
    bool isNumber = !text.isEmpty() && text.size() < 19;
    for (const char c : text)
        isNumber = isNumber && c >= '0' && c <= '9';
    m_announced = isNumber ? text.toLongLong() : 0;
    return isNumber;
}

void HttpExchange::admit(RequestHandler &handler)
{
    auto admission = handler.admit(m_request);
    if (auto *answer = std::get_if<HttpAnswer>(&admission)) {
        refuse(std::move(*answer), false);
        return;
    }
    const BodyPlan &plan = std::get<BodyPlan>(admission);
    const QByteArray coding = m_request.header("content-encoding").toLower();
    const bool isGzip = plan.allowsGzip && coding == "gzip";
    if (!isGzip && !coding.isEmpty() && coding != "identity") {
        refuse(errorAnswer(415, "BAD_ENCODING", QStringLiteral("this content encoding is not understood")), false);
        return;
    }
    if (m_announced > plan.limit) {
        refuse(errorAnswer(413, "TOO_LARGE", QStringLiteral("the request is too large")), true);
        return;
    }
    m_sink = std::make_unique<BodySink>(plan, isGzip);
}

void HttpExchange::refuse(HttpAnswer answer, bool closes)
{
    answer.closesConnection = answer.closesConnection || closes;
    m_answer = std::move(answer);
    m_sink.reset();
}

void HttpExchange::takeBody(const char *bytes, qsizetype size)
{
    m_received += size;
    if (m_answer)
        return;
    m_sink->write(bytes, size);
    if (m_sink->state() == BodySink::State::TooLong)
        refuse(errorAnswer(413, "TOO_LARGE", QStringLiteral("the request is too large")), true);
}

bool HttpExchange::finishBody()
{
    if (m_answer)
        return false;
    switch (m_sink->finish()) {
    case BodySink::State::Fine:
        m_request.body = m_sink->takeBytes();
        m_request.bodyDigest = m_sink->digest();
        m_request.bodyFile = m_sink->takeFile();
        m_sink.reset();
        return true;
    case BodySink::State::TooLong:
        refuse(errorAnswer(413, "TOO_LARGE", QStringLiteral("the request is too large")), true);
        break;
    case BodySink::State::Broken:
        refuse(errorAnswer(400, "BAD_ENCODING", QStringLiteral("the body is not sound gzip")), false);
        break;
    case BodySink::State::DiskFailed:
        refuse(errorAnswer(503, "STORAGE", QStringLiteral("the server cannot store this now"), 30), false);
        break;
    }
    return false;
}

bool HttpExchange::refusesAtOnce() const
{
    return m_answer && m_received == 0 && (m_announced < 0 || m_announced > drainLimit);
}

bool HttpExchange::isHopeless() const
{
    return m_answer && m_received > 32 * drainLimit;
}

MHD_Response *HttpExchange::makeFileResponse(int file, qint64 size)
{
    const QByteArray total = QByteArray::number(size);
    const ByteRange range = ByteRange::parse(m_request.header("range"), size);
    m_answer->headers.emplaceBack("Accept-Ranges", "bytes");
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        ::close(file);
        m_answer = errorAnswer(416, "BAD_RANGE", QStringLiteral("the file ends before this range"));
        m_answer->headers.emplaceBack("Content-Range", "bytes */" + total);
        return makeResponse();
    }
    if (range.kind == ByteRange::Kind::Part) {
        m_answer->status = 206;
        m_answer->headers.emplaceBack("Content-Range",
            "bytes " + QByteArray::number(range.offset) + '-' + QByteArray::number(range.offset + range.length - 1)
                + '/' + total);
    }
    return MHD_create_response_from_fd_at_offset64(
        static_cast<uint64_t>(range.length), file, static_cast<uint64_t>(range.offset));
}

MHD_Response *HttpExchange::makeResponse()
{
    if (!m_answer->file.isEmpty()) {
        const int file = ::open(QFile::encodeName(m_answer->file).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        struct stat status = {};
        if (file >= 0 && ::fstat(file, &status) == 0 && S_ISREG(status.st_mode))
            return makeFileResponse(file, status.st_size);
        if (file >= 0)
            ::close(file);
        return nullptr;
    }
    return MHD_create_response_from_buffer(static_cast<size_t>(m_answer->body.size()),
        const_cast<char *>(m_answer->body.constData()), MHD_RESPMEM_MUST_COPY); // the copy is the library's
}

bool HttpExchange::sendAnswer()
{
    MHD_Response *response = makeResponse();
    if (response == nullptr) {
        m_answer = errorAnswer(404, "NOT_FOUND", QStringLiteral("not found"));
        response = makeResponse();
    }
    if (response == nullptr)
        return false;
    MHD_add_response_header(response, "Content-Type", m_answer->contentType.constData());
    for (const auto &[name, value] : guardingHeaders)
        MHD_add_response_header(response, name, value);
    for (const auto &[name, value] : std::as_const(m_answer->headers))
        MHD_add_response_header(response, name.constData(), value.constData());
    if (m_answer->closesConnection)
        MHD_add_response_header(response, "Connection", "close");
    const MHD_Result queued = MHD_queue_response(m_connection, static_cast<unsigned>(m_answer->status), response);
    MHD_destroy_response(response);
    return queued == MHD_YES;
}

} // namespace server
