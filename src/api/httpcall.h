#pragma once

#include "api/httptransport.h"
#include "api/httptry.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QPromise>

namespace api {

/// One operation on its way: its tries, the pauses between them, and the promise of its answer. Deletes itself when it
/// has ended. GUI thread.
class HttpCall : public QObject
{
    Q_OBJECT

public:
    using Answer = base::Result<Reply>;

    /// What a call needs of its transport, which outlives it.
    struct Surroundings
    {
        std::function<QNetworkReply *(const QByteArray &body, bool isMutation)> post;
        std::function<bool()> isOnline;
        std::function<void(const TryOutcome &outcome)> learn; ///< may end this call
        std::function<void(HttpCall *call)> forget;
        Limits limits;
        RetryPolicy retry;
        Later later;
    };

    /// The call is cancelled when `owner` (may be null) dies.
    HttpCall(const Operation &operation, const QJsonObject &variables, QObject *owner, Surroundings surroundings,
        QObject *parent);

    [[nodiscard]] QFuture<Answer> future() { return m_promise->future(); }
    /// The first try; the time of the call runs from here.
    void start();
    /// Answers an error and aborts the try under way. Does nothing where the call has ended.
    void end(const base::Error &error);

private:
    void beginTry();
    void takeOutcome(const TryOutcome &outcome, bool wasOnline);
    [[nodiscard]] bool mayRepeat(const TryOutcome &outcome, bool wasOnline) const;
    [[nodiscard]] bool pauseAndRepeat(const TryOutcome &outcome);
    [[nodiscard]] std::chrono::milliseconds timeLeft() const;
    void answerWith(const TryOutcome &outcome);
    void cancel();
    void leave();

    Surroundings m_surroundings;
    QByteArray m_body;
    bool m_isMutation;
    /// Shared with the thread that parses: it may end after this object.
    std::shared_ptr<QPromise<Answer>> m_promise = std::make_shared<QPromise<Answer>>();
    QFutureWatcher<Answer> m_watcher;
    std::unique_ptr<HttpTry> m_try;
    QElapsedTimer m_clock;
    int m_tried = 0;
    bool m_hasEnded = false;
};

} // namespace api
