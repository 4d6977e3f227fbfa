#pragma once

#include "api/replyparser.h"

#include <QNetworkReply>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

namespace api {

struct Limits;

/// How one try of a call ended.
struct TryOutcome
{
    HttpAnswer answer; ///< what came; its status is 0 where nothing did
    QByteArray retryAfter;
    std::optional<base::Error> failure; ///< no usable answer: connection, time, size, TLS, redirection
    bool wasSent = false; ///< the request may have reached the server
};

/// One HTTP exchange with limits on connecting, silence, total time and size that hold while bytes arrive. Deleting it
/// aborts the exchange. GUI thread.
class HttpTry : public QObject
{
    Q_OBJECT

public:
    using Finished = std::function<void(const TryOutcome &outcome)>;

    /// Takes the reply over. `total` is what is left of the call's time. `finished` is called once, later.
    HttpTry(QNetworkReply *reply, const Limits &limits, std::chrono::milliseconds total, Finished finished,
        QObject *parent);
    ~HttpTry() override;

private:
    void startTimers(const Limits &limits, std::chrono::milliseconds total);
    void connectReply();
    void takeBytes();
    void finishReply();
    void fail(base::Error::Kind kind, const QString &detail);
    void end();
    [[nodiscard]] std::optional<base::Error> failureOfReply() const;

    /// Deletes later: a reply must not go away inside its own signal.
    struct DeleteLater
    {
        void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
    };
    std::unique_ptr<QNetworkReply, DeleteLater> m_reply;
    Finished m_finished;
    qint64 m_maxBytes;
    QTimer m_connectTimer;
    QTimer m_silenceTimer;
    QTimer m_totalTimer;
    QStringList m_tlsErrors;
    TryOutcome m_outcome;
    bool m_hasEnded = false;
};

} // namespace api
