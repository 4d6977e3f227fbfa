#pragma once

#include "api/transport.h"
#include "base/lenientjson.h"

#include <QPromise>
#include <memory>
#include <vector>

namespace test {

/// A transport without a network: keeps every call until the test answers it, or never. Answers given before are used
/// at once, in order, for calls of that operation.
class FakeTransport : public api::Transport
{
public:
    struct Call
    {
        api::Operation operation;
        QJsonObject variables;
        api::CallOptions options;
        std::shared_ptr<QPromise<base::Result<api::Reply>>> promise;
        bool isAnswered = false;
    };

    using api::Transport::Transport;

    QFuture<base::Result<api::Reply>> send(
        const api::Operation &operation, const QJsonObject &variables, const api::CallOptions &options = {}) override
    {
        Call call{operation, variables, options, std::make_shared<QPromise<base::Result<api::Reply>>>()};
        call.promise->start();
        auto future = call.promise->future();
        m_calls.push_back(std::move(call));
        const auto prepared = std::find_if(m_prepared.begin(), m_prepared.end(),
            [&operation](const auto &entry) { return entry.first == operation.name; });
        if (prepared != m_prepared.end()) {
            const auto answer = prepared->second;
            m_prepared.erase(prepared);
            finish(m_calls.size() - 1, answer);
        }
        return future;
    }
    [[nodiscard]] Link link() const override { return m_link; }
    [[nodiscard]] std::optional<base::Error> linkError() const override { return m_linkError; }

    /// All calls so far, also the answered ones.
    [[nodiscard]] const std::vector<Call> &calls() const { return m_calls; }
    /// The number of calls that wait for an answer, of one operation or of all.
    [[nodiscard]] int waiting(const QString &operation = {}) const
    {
        return static_cast<int>(std::count_if(m_calls.begin(), m_calls.end(), [&operation](const Call &call) {
            return !call.isAnswered && (operation.isEmpty() || call.operation.name == operation);
        }));
    }

    /// Answers the oldest waiting call of an operation; false if none waits.
    bool answer(const QString &operation, const base::Result<api::Reply> &reply)
    {
        for (size_t i = 0; i < m_calls.size(); ++i) {
            if (!m_calls[i].isAnswered && m_calls[i].operation.name == operation) {
                finish(i, reply);
                return true;
            }
        }
        return false;
    }
    bool answer(const QString &operation, const QJsonObject &data) { return answer(operation, api::Reply{data, {}}); }
    bool answer(const QString &operation, const base::Error &error)
    {
        return answer(operation, base::Result<api::Reply>(error));
    }

    /// The answer to the next call of an operation that comes.
    void prepare(const QString &operation, const base::Result<api::Reply> &reply)
    {
        m_prepared.emplace_back(operation, reply);
    }
    /// `json`: the text of the reply's `data`.
    void prepare(const QString &operation, const QByteArray &json)
    {
        prepare(operation, api::Reply{base::parseLenientJson(json).valueOr(QJsonValue()).toObject(), {}});
    }

    void setLink(Link link, const std::optional<base::Error> &error = {})
    {
        m_link = link;
        m_linkError = error;
        emit linkChanged();
    }

private:
    void finish(size_t index, const base::Result<api::Reply> &reply)
    {
        m_calls[index].isAnswered = true;
        m_calls[index].promise->addResult(reply);
        m_calls[index].promise->finish();
    }

    std::vector<Call> m_calls;
    std::vector<std::pair<QString, base::Result<api::Reply>>> m_prepared;
    Link m_link = Link::Online;
    std::optional<base::Error> m_linkError;
};

} // namespace test
