#include "api/httptry.h"

#include "api/httptransport.h"

#include <QNetworkRequest>
#include <QSslError>

namespace api {

using base::Error;

namespace {

constexpr qint64 readBufferBytes = 256 * 1024;

QString secondsText(const QTimer &timer)
{
    return QString::number(static_cast<double>(timer.interval()) / 1000);
}

} // namespace

HttpTry::HttpTry(
    QNetworkReply *reply, const Limits &limits, std::chrono::milliseconds total, Finished finished, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_finished(std::move(finished))
    , m_maxBytes(limits.answerBytes)
{
    m_reply->setReadBufferSize(readBufferBytes);
    connectReply();
    startTimers(limits, total);
}

HttpTry::~HttpTry()
{
    m_reply->disconnect(this);
    m_reply->abort();
}

void HttpTry::startTimers(const Limits &limits, std::chrono::milliseconds total)
{
    for (QTimer *timer : {&m_connectTimer, &m_silenceTimer, &m_totalTimer})
        timer->setSingleShot(true);
    m_connectTimer.setInterval(limits.connect);
    m_silenceTimer.setInterval(limits.silence);
    m_totalTimer.setInterval(total);
    connect(&m_connectTimer, &QTimer::timeout, this, [this] {
        fail(Error::Kind::Offline, QStringLiteral("no connection in %1 s").arg(secondsText(m_connectTimer)));
    });
    connect(&m_silenceTimer, &QTimer::timeout, this,
        [this] { fail(Error::Kind::Offline, QStringLiteral("silent for %1 s").arg(secondsText(m_silenceTimer))); });
    connect(&m_totalTimer, &QTimer::timeout, this,
        [this] { fail(Error::Kind::Offline, QStringLiteral("not complete in %1 s").arg(secondsText(m_totalTimer))); });
    m_connectTimer.start();
    m_totalTimer.start();
}

void HttpTry::connectReply()
{
    const auto isConnected = [this] {
        m_connectTimer.stop();
        m_silenceTimer.start();
    };
    connect(m_reply.get(), &QNetworkReply::encrypted, this, isConnected);
    connect(m_reply.get(), &QNetworkReply::requestSent, this, [this, isConnected] {
        m_outcome.wasSent = true;
        isConnected();
    });
    connect(m_reply.get(), &QNetworkReply::uploadProgress, this, [this, isConnected](qint64 sent) {
        m_outcome.wasSent = m_outcome.wasSent || sent > 0;
        if (sent > 0)
            isConnected();
    });
    connect(m_reply.get(), &QNetworkReply::readyRead, this, [this, isConnected] {
        isConnected();
        takeBytes();
    });
    connect(m_reply.get(), &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsErrors.append(error.errorString());
    });
    connect(m_reply.get(), &QNetworkReply::finished, this, &HttpTry::finishReply);
}

void HttpTry::takeBytes()
{
    m_outcome.answer.body += m_reply->read(m_maxBytes + 1 - m_outcome.answer.body.size());
    if (m_outcome.answer.body.size() > m_maxBytes)
        fail(Error::Kind::BadReply, QStringLiteral("the answer is larger than %1 bytes").arg(m_maxBytes));
}

void HttpTry::finishReply()
{
    takeBytes();
    if (m_hasEnded)
        return;
    m_outcome.answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_outcome.answer.contentType = m_reply->rawHeader("Content-Type");
    m_outcome.retryAfter = m_reply->rawHeader("Retry-After");
    m_outcome.wasSent = m_outcome.wasSent || m_outcome.answer.status != 0;
    m_outcome.failure = failureOfReply();
    end();
}

std::optional<Error> HttpTry::failureOfReply() const
{
    const int status = m_outcome.answer.status;
    const QNetworkReply::NetworkError error = m_reply->error();
    if (error == QNetworkReply::SslHandshakeFailedError || !m_tlsErrors.isEmpty()) {
        const QString detail = m_tlsErrors.isEmpty() ? m_reply->errorString() : m_tlsErrors.join(QLatin1String("; "));
        return Error{Error::Kind::Tls, detail};
    }
    if (status >= 300 && status < 400) {
        const QUrl target = m_reply->url().resolved(m_reply->header(QNetworkRequest::LocationHeader).toUrl());
        return Error{Error::Kind::BadReply,
            QStringLiteral("the server redirects to %1").arg(target.toDisplayString(QUrl::RemoveUserInfo))};
    }
    // Codes from 200 on tell of an answer with a status; below they tell of the connection, also one that broke off.
    if (error == QNetworkReply::NoError || (error >= QNetworkReply::ContentAccessDenied && status >= 400))
        return {};
    const bool isForeign = error == QNetworkReply::ProtocolFailure || error == QNetworkReply::UnknownContentError
        || error == QNetworkReply::ProtocolUnknownError || error == QNetworkReply::ProtocolInvalidOperationError;
    return Error{isForeign ? Error::Kind::BadReply : Error::Kind::Offline, m_reply->errorString()};
}

void HttpTry::fail(Error::Kind kind, const QString &detail)
{
    if (m_hasEnded)
        return;
    m_outcome.failure = Error{kind, detail};
    end();
    m_reply->abort();
}

void HttpTry::end()
{
    m_hasEnded = true;
    for (QTimer *timer : {&m_connectTimer, &m_silenceTimer, &m_totalTimer})
        timer->stop();
    m_reply->disconnect(this);
    // Later: the receiver deletes this object.
    QMetaObject::invokeMethod(
        this, [this] { m_finished(m_outcome); }, Qt::QueuedConnection);
}

} // namespace api
