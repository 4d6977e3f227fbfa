#include "api/httpcall.h"

#include "base/lenientjson.h"

#include <QThreadPool>

namespace api {

using base::Error;
using std::chrono::milliseconds;

HttpCall::HttpCall(const Operation &operation, const QJsonObject &variables, QObject *owner, Surroundings surroundings,
    QObject *parent)
    : QObject(parent)
    , m_surroundings(std::move(surroundings))
    , m_body(base::writeLenientJson(QJsonObject{{QStringLiteral("operationName"), operation.name},
          {QStringLiteral("query"), operation.text}, {QStringLiteral("variables"), variables}}))
    , m_isMutation(operation.isMutation)
{
    m_promise->start();
    connect(&m_watcher, &QFutureWatcherBase::canceled, this, &HttpCall::cancel);
    m_watcher.setFuture(m_promise->future());
    if (owner != nullptr)
        connect(owner, &QObject::destroyed, this, &HttpCall::cancel);
}

void HttpCall::start()
{
    m_clock.start();
    beginTry();
}

milliseconds HttpCall::timeLeft() const
{
    return std::max(milliseconds(1), m_surroundings.limits.total - milliseconds(m_clock.elapsed()));
}

void HttpCall::beginTry()
{
    if (m_hasEnded)
        return;
    ++m_tried;
    const bool wasOnline = m_surroundings.isOnline();
    m_try = std::make_unique<HttpTry>(
        m_surroundings.post(m_body, m_isMutation), m_surroundings.limits, timeLeft(),
        [this, wasOnline](const TryOutcome &outcome) { takeOutcome(outcome, wasOnline); }, nullptr);
}

void HttpCall::takeOutcome(const TryOutcome &outcome, bool wasOnline)
{
    m_try.release()->deleteLater(); // later: the outcome is a part of it
    m_surroundings.learn(outcome);
    if (m_hasEnded)
        return;
    if (mayRepeat(outcome, wasOnline) && pauseAndRepeat(outcome))
        return;
    answerWith(outcome);
}

bool HttpCall::mayRepeat(const TryOutcome &outcome, bool wasOnline) const
{
    if (outcome.failure) {
        if (outcome.failure->kind != Error::Kind::Offline)
            return false;
        // Nothing listens: tried again once the way worked a moment ago, else the person hears of it at once.
        return outcome.wasSent ? !m_isMutation : wasOnline;
    }
    const int status = outcome.answer.status;
    if (status == 425 || status == 429)
        return true; // the server has not begun
    return !m_isMutation && (status == 408 || (status >= 500 && status != 501 && status != 505));
}

bool HttpCall::pauseAndRepeat(const TryOutcome &outcome)
{
    const auto told = retryAfter(outcome.retryAfter, QDateTime::currentDateTimeUtc());
    const auto pause = m_surroundings.retry.pauseAfter(m_tried, told);
    if (!pause || *pause >= timeLeft())
        return false;
    m_surroundings.later(*pause, this, [this] { beginTry(); });
    return true;
}

void HttpCall::answerWith(const TryOutcome &outcome)
{
    if (outcome.failure) {
        end(*outcome.failure);
        return;
    }
    QThreadPool::globalInstance()->start([promise = m_promise, answer = outcome.answer, isMutation = m_isMutation] {
        promise->addResult(parseAnswer(answer, isMutation));
        promise->finish();
    });
    leave();
}

void HttpCall::end(const Error &error)
{
    if (m_hasEnded)
        return;
    m_promise->addResult(Answer(error));
    m_promise->finish();
    leave();
}

void HttpCall::cancel()
{
    if (m_hasEnded)
        return;
    m_promise->future().cancel();
    m_promise->finish();
    leave();
}

void HttpCall::leave()
{
    m_hasEnded = true;
    m_watcher.disconnect(this);
    m_try.reset();
    m_surroundings.forget(this);
    deleteLater();
}

} // namespace api
