#pragma once

#include "base/result.h"
#include "server/httpmessage.h"

#include <optional>

namespace server {

/// Addresses that carry a right of their own for a while: the SDK puts run files to them without its key. Such an
/// address works for one method, one path and one day, and only as long as the key that asked for it. Any thread.
class UrlSigner
{
public:
    /// The secret lies in the data folder; made at the first start.
    static base::Result<UrlSigner> open(const QString &dataFolder);

    /// What to append to `target` (a path as it is sent), from the question mark on.
    [[nodiscard]] QString signature(const QByteArray &method, const QString &target, qint64 key, qint64 now) const;
    /// The key that asked for the address of this request; nothing: not signed, forged, or too late.
    [[nodiscard]] std::optional<qint64> keyOf(const HttpRequest &request, qint64 now) const;

    /// Whether the address says that it is signed, rightly or not.
    [[nodiscard]] static bool isSigned(const HttpRequest &request);

    static constexpr qint64 validity = 24 * 3600 * qint64(1000); ///< milliseconds

private:
    explicit UrlSigner(QByteArray secret)
        : m_secret(std::move(secret))
    { }
    [[nodiscard]] QByteArray codeOf(const QByteArray &method, const QByteArray &target, qint64 key, qint64 until) const;

    QByteArray m_secret;
};

} // namespace server
