#pragma once

#include "api/retrypolicy.h"
#include "api/transport.h"

#include <QByteArray>
#include <QSslCertificate>
#include <QUrl>
#include <chrono>
#include <functional>
#include <memory>

namespace api {

/// How long and how much one call may take.
struct Limits
{
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds silence{30'000}; ///< since the last byte in either direction
    std::chrono::milliseconds total{120'000}; ///< of one try
    qint64 answerBytes = 8 * 1024 * 1024; ///< after decompression
    int parallelCalls = 6; ///< others wait in line; their time does not run
};

/// Runs `action` after a while unless `context` has died. Tests bring their own to look at the pauses.
using Later = std::function<void(std::chrono::milliseconds, QObject *context, std::function<void()> action)>;

/// GraphQL over HTTP (protocol, sections 1 to 3). The key goes to the configured origin only: redirects are never
/// followed, an answer that redirects is an error. TLS errors end the call. Reads are repeated as the retry policy
/// says; mutations only where the server told that it did not begin. Parsing happens in the thread pool. GUI thread.
class HttpTransport : public Transport
{
    Q_OBJECT

public:
    struct Options
    {
        QUrl server; ///< base address without `/graphql`, http or https
        QByteArray key; ///< may be empty: then calls answer Unauthorized at once and the link is KeyMissing
        QList<QSslCertificate> authorities; ///< trusted for this server instead of those of the system, unless empty
        Limits limits;
        RetryPolicy retry;
        Later later; ///< empty: a timer
    };

    explicit HttpTransport(Options options, QObject *parent = nullptr);
    /// Aborts what is under way: the futures answer Cancelled.
    ~HttpTransport() override;

    QFuture<base::Result<Reply>> send(
        const Operation &operation, const QJsonObject &variables, const CallOptions &options = {}) override;
    [[nodiscard]] Link link() const override;
    [[nodiscard]] std::optional<base::Error> linkError() const override;

    /// A key after sign-in or from the keyring; calls under way with another key are aborted (Cancelled).
    void setKey(const QByteArray &key);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace api
