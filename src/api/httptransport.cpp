#include "api/httptransport.h"

#include "api/httpcall.h"
#include "api/onewaybody.h"
#include "api/tlstrust.h"
#include "base/whendone.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QTimer>
#include <algorithm>
#include <deque>
#include <list>

namespace api {

using base::Error;

namespace {

QNetworkRequest requestTo(const HttpTransport::Options &options)
{
    QUrl url = options.server;
    url.setUserInfo({});
    QString path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path + QLatin1String("/graphql"));
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Cohort/" COHORT_VERSION));
    request.setRawHeader("Accept", "application/json");
    request.setSslConfiguration(tlsTrusting(options.authorities));
    return request;
}

void laterByTimer(std::chrono::milliseconds pause, QObject *context, std::function<void()> action)
{
    QTimer::singleShot(pause, context, std::move(action));
}

} // namespace

class HttpTransport::Private
{
public:
    Private(HttpTransport *q, Options options)
        : m_q(q)
        , m_options(std::move(options))
        , m_request(requestTo(m_options))
    {
        m_network.setAutoDeleteReplies(false);
        if (!m_options.later)
            m_options.later = laterByTimer;
        m_link = m_options.key.isEmpty() ? Link::KeyMissing : Link::Unknown;
    }

    ~Private() { endAll(Error{Error::Kind::Cancelled, QStringLiteral("the connection is closed")}); }

    void add(HttpCall *call, Urgency urgency)
    {
        (urgency == Urgency::Interactive ? m_urgent : m_patient).push_back(call);
        startCalls();
    }

    /// Calls wait here and not in Qt's own line, so that their time does not run and people come before background
    /// work.
    void startCalls()
    {
        while (m_active.size() < static_cast<size_t>(m_options.limits.parallelCalls)) {
            std::deque<HttpCall *> &line = m_urgent.empty() ? m_patient : m_urgent;
            if (line.empty())
                return;
            HttpCall *call = line.front();
            line.pop_front();
            m_active.push_back(call);
            call->start();
        }
    }

    void forget(HttpCall *call)
    {
        std::erase(m_urgent, call);
        std::erase(m_patient, call);
        m_active.remove(call);
        startCalls();
    }

    void endAll(const Error &error)
    {
        std::list<HttpCall *> calls = std::exchange(m_active, {});
        calls.insert(calls.end(), m_urgent.begin(), m_urgent.end());
        calls.insert(calls.end(), m_patient.begin(), m_patient.end());
        m_urgent.clear();
        m_patient.clear();
        for (HttpCall *call : calls)
            call->end(error);
    }

    void setLink(Link link, const std::optional<Error> &error = {})
    {
        if (link == m_link && error == m_linkError)
            return;
        m_link = link;
        m_linkError = error;
        emit m_q->linkChanged();
    }

    /// What a try tells about the way to the server.
    void learn(const TryOutcome &outcome)
    {
        if (outcome.answer.status == 401) {
            refuseKey();
        } else if (!outcome.failure) {
            setLink(Link::Online);
        } else if (outcome.failure->kind == Error::Kind::Tls) {
            setLink(Link::Unsafe, outcome.failure);
        } else if (outcome.failure->kind == Error::Kind::Offline) {
            setLink(Link::Offline, outcome.failure);
        }
    }

    void refuseKey()
    {
        setLink(Link::KeyRefused);
        endAll(Error{Error::Kind::Unauthorized, QStringLiteral("HTTP 401")});
    }

    QNetworkReply *post(const QByteArray &body, bool isMutation)
    {
        QNetworkRequest request = m_request;
        request.setRawHeader("Authorization", "Basic " + QByteArray("api:" + m_options.key).toBase64());
        if (!isMutation)
            return m_network.post(request, body);
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
        auto device = std::make_unique<OneWayBody>(body);
        QNetworkReply *reply = m_network.post(request, device.get());
        device.release()->setParent(reply);
        return reply;
    }

    HttpCall::Surroundings surroundings()
    {
        return {
            .post = [this](const QByteArray &body, bool isMutation) { return post(body, isMutation); },
            .isOnline = [this] { return m_link == Link::Online; },
            .learn = [this](const TryOutcome &outcome) { learn(outcome); },
            .forget = [this](HttpCall *call) { forget(call); },
            .limits = m_options.limits,
            .retry = m_options.retry,
            .later = m_options.later,
        };
    }

    HttpTransport *m_q;
    Options m_options;
    QNetworkRequest m_request;
    QNetworkAccessManager m_network;
    std::deque<HttpCall *> m_urgent;
    std::deque<HttpCall *> m_patient;
    std::list<HttpCall *> m_active;
    Link m_link = Link::Unknown;
    std::optional<Error> m_linkError;
};

HttpTransport::HttpTransport(Options options, QObject *parent)
    : Transport(parent)
    , d(std::make_unique<Private>(this, std::move(options)))
{ }

HttpTransport::~HttpTransport() = default;

QFuture<base::Result<Reply>> HttpTransport::send(
    const Operation &operation, const QJsonObject &variables, const CallOptions &options)
{
    using Answer = base::Result<Reply>;
    if (d->m_link == Link::KeyRefused)
        return base::ready(Answer(Error{Error::Kind::Unauthorized, QStringLiteral("the key was refused before")}));
    if (d->m_options.key.isEmpty())
        return base::ready(Answer(Error{Error::Kind::Unauthorized, QStringLiteral("there is no key")}));
    auto *call = new HttpCall(operation, variables, options.owner, d->surroundings(), this);
    QFuture<Answer> future = call->future();
    d->add(call, options.urgency);
    return future;
}

Transport::Link HttpTransport::link() const
{
    return d->m_link;
}

std::optional<Error> HttpTransport::linkError() const
{
    return d->m_linkError;
}

void HttpTransport::setKey(const QByteArray &key)
{
    if (key != d->m_options.key) {
        d->endAll(Error{Error::Kind::Cancelled, QStringLiteral("the key has changed")});
        d->m_network.clearConnectionCache();
    }
    d->m_options.key = key;
    d->setLink(key.isEmpty() ? Link::KeyMissing : Link::Unknown);
}

} // namespace api
