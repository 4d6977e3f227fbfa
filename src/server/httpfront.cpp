#include "server/httpfront.h"

#include "server/httpexchange.h"
#include "server/log.h"

#include <QThreadPool>
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <unistd.h>

namespace server {

namespace {

constexpr unsigned frontThreads = 2;
constexpr unsigned librarysLimit = 800; ///< above ours, so that we choose who has to go
constexpr size_t headBytes = 64 * 1024;

struct SocketAddress
{
    sockaddr_storage storage = {};

    SocketAddress(const QHostAddress &address, quint16 port)
    {
        if (address.protocol() == QAbstractSocket::IPv6Protocol || address == QHostAddress::Any) {
            auto *six = reinterpret_cast<sockaddr_in6 *>(&storage);
            six->sin6_family = AF_INET6;
            six->sin6_port = htons(port);
            if (address != QHostAddress::Any) {
                const Q_IPV6ADDR bytes = address.toIPv6Address();
                memcpy(&six->sin6_addr, &bytes, sizeof bytes);
            }
        } else {
            auto *four = reinterpret_cast<sockaddr_in *>(&storage);
            four->sin_family = AF_INET;
            four->sin_port = htons(port);
            four->sin_addr.s_addr = htonl(address.toIPv4Address());
        }
    }
    [[nodiscard]] const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&storage); }
    [[nodiscard]] bool isSix() const { return storage.ss_family == AF_INET6; }
};

/// Paths stay as they were sent: decoded here, an escaped slash would become a separator.
size_t leaveEscaped(void *, MHD_Connection *, char *text)
{
    return strlen(text);
}

} // namespace

class HttpFront::Private
{
public:
    Private(const Options &options, RequestHandler &handler)
        : m_options(options)
        , m_handler(handler)
        , m_watch(options.limits)
    {
        m_pool.setMaxThreadCount(options.workers);
    }
    ~Private()
    {
        if (m_daemon == nullptr)
            return;
        const MHD_socket listening = MHD_quiesce_daemon(m_daemon); // now ours to close
        {
            const std::lock_guard lock(m_suspending);
            m_isStopping = true;
        }
        m_pool.waitForDone(); // the library must not be stopped while requests are suspended
        MHD_stop_daemon(m_daemon);
        if (listening != MHD_INVALID_SOCKET)
            ::close(listening);
    }
    Q_DISABLE_COPY_MOVE(Private)

    base::Status start();
    [[nodiscard]] quint16 port() const
    {
        const MHD_DaemonInfo *info = MHD_get_daemon_info(m_daemon, MHD_DAEMON_INFO_BIND_PORT);
        return info == nullptr ? 0 : info->port;
    }

private:
    static void connectionChanged(void *self, MHD_Connection *connection, void **, MHD_ConnectionNotificationCode code);
    static MHD_Result access(void *self, MHD_Connection *connection, const char *url, const char *method,
        const char *version, const char *bytes, size_t *size, void **exchange);
    static void completed(void *self, MHD_Connection *connection, void **exchange, MHD_RequestTerminationCode);

    MHD_Result begin(MHD_Connection *connection, const char *url, const char *method, void **slot);
    MHD_Result finish(HttpExchange &exchange);
    void work(HttpExchange &exchange);

    Options m_options;
    RequestHandler &m_handler;
    ConnectionWatch m_watch;
    QThreadPool m_pool;
    MHD_Daemon *m_daemon = nullptr;
    std::mutex m_suspending;
    bool m_isStopping = false;
};

base::Status HttpFront::Private::start()
{
    const SocketAddress address(m_options.address, m_options.port);
    const bool isTls = !m_options.tlsCertificate.isEmpty();
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    flags |= address.isSix()
        ? static_cast<unsigned>(m_options.address == QHostAddress::Any ? MHD_USE_DUAL_STACK : MHD_USE_IPv6)
        : 0U;
    flags |= isTls ? static_cast<unsigned>(MHD_USE_TLS) : 0U;
    std::vector<MHD_OptionItem> items{
        {MHD_OPTION_SOCK_ADDR, 0, const_cast<sockaddr *>(address.get())},
        {MHD_OPTION_THREAD_POOL_SIZE, frontThreads, nullptr},
        {MHD_OPTION_CONNECTION_LIMIT, librarysLimit, nullptr},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, static_cast<intptr_t>(headBytes), nullptr},
        {MHD_OPTION_CONNECTION_TIMEOUT, std::chrono::ceil<std::chrono::seconds>(m_options.limits.idle).count(),
            nullptr},
        {MHD_OPTION_NOTIFY_CONNECTION, reinterpret_cast<intptr_t>(&connectionChanged), this},
        {MHD_OPTION_NOTIFY_COMPLETED, reinterpret_cast<intptr_t>(&completed), this},
        {MHD_OPTION_UNESCAPE_CALLBACK, reinterpret_cast<intptr_t>(&leaveEscaped), nullptr},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, nullptr},
    };
    if (isTls) {
        items.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, m_options.tlsCertificate.data()});
        items.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, m_options.tlsKey.data()});
    }
    items.push_back({MHD_OPTION_END, 0, nullptr});
    m_daemon =
        MHD_start_daemon(flags, 0, nullptr, nullptr, &access, this, MHD_OPTION_ARRAY, items.data(), MHD_OPTION_END);
    if (m_daemon == nullptr)
        return base::Error{isTls ? base::Error::Kind::Tls : base::Error::Kind::Storage,
            QStringLiteral("cannot listen on %1 port %2: the address is taken or not ours, or the certificate is bad")
                .arg(m_options.address.toString())
                .arg(m_options.port)};
    return base::Done{};
}

void HttpFront::Private::connectionChanged(
    void *self, MHD_Connection *connection, void **, MHD_ConnectionNotificationCode code)
{
    auto *front = static_cast<Private *>(self);
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        front->m_watch.closed(connection);
        return;
    }
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info != nullptr)
        front->m_watch.opened(connection, info->connect_fd);
}

MHD_Result HttpFront::Private::access(void *self, MHD_Connection *connection, const char *url, const char *method,
    const char *, const char *bytes, size_t *size, void **slot)
{
    auto *front = static_cast<Private *>(self);
    if (*slot == nullptr)
        return front->begin(connection, url, method, slot);
    auto &exchange = *static_cast<HttpExchange *>(*slot);
    if (*size == 0)
        return front->finish(exchange);
    front->m_watch.heard(connection);
    exchange.takeBody(bytes, static_cast<qsizetype>(*size));
    *size = 0;
    return exchange.isHopeless() ? MHD_NO : MHD_YES;
}

MHD_Result HttpFront::Private::begin(MHD_Connection *connection, const char *url, const char *method, void **slot)
{
    auto exchange = std::make_unique<HttpExchange>(connection);
    if (exchange->readHead(url, method, !m_options.tlsCertificate.isEmpty()))
        exchange->admit(m_handler);
    using Phase = ConnectionWatch::Phase;
    m_watch.enter(connection, exchange->isAnswered() ? Phase::Refused : Phase::Body);
    *slot = exchange.get();
    const HttpExchange *begun = exchange.release(); // completed() deletes it
    if (begun->refusesAtOnce())
        return static_cast<HttpExchange *>(*slot)->sendAnswer() ? MHD_YES : MHD_NO;
    return MHD_YES;
}

MHD_Result HttpFront::Private::finish(HttpExchange &exchange)
{
    if (!exchange.isAnswered() && exchange.finishBody()) {
        m_watch.enter(exchange.connection(), ConnectionWatch::Phase::Work);
        const std::lock_guard lock(m_suspending);
        if (m_isStopping)
            return MHD_NO;
        MHD_suspend_connection(exchange.connection());
        m_pool.start([this, &exchange] { work(exchange); });
        return MHD_YES;
    }
    m_watch.enter(exchange.connection(), ConnectionWatch::Phase::Answer);
    return exchange.sendAnswer() ? MHD_YES : MHD_NO;
}

void HttpFront::Private::work(HttpExchange &exchange)
{
    exchange.setAnswer(m_handler.handle(exchange.request()));
    MHD_resume_connection(exchange.connection());
}

void HttpFront::Private::completed(void *self, MHD_Connection *connection, void **slot, MHD_RequestTerminationCode)
{
    auto *front = static_cast<Private *>(self);
    const std::unique_ptr<HttpExchange> exchange(static_cast<HttpExchange *>(*slot));
    *slot = nullptr;
    front->m_watch.enter(connection, ConnectionWatch::Phase::Head);
}

HttpFront::HttpFront(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

HttpFront::~HttpFront() = default;

base::Result<std::unique_ptr<HttpFront>> HttpFront::start(const Options &options, RequestHandler &handler)
{
    auto parts = std::make_unique<Private>(options, handler);
    if (auto started = parts->start(); !started)
        return started.error();
    return std::unique_ptr<HttpFront>(new HttpFront(std::move(parts)));
}

quint16 HttpFront::port() const
{
    return d->port();
}

} // namespace server
