#pragma once

#include "api/transport.h"

#include <memory>

namespace workspace {

/// The way to the server of one open account, whose key may come later or change: calls go to the transport of the
/// present key. Without one every call is answered with Unauthorized.
class TransportSlot : public api::Transport
{
    Q_OBJECT

public:
    using api::Transport::Transport;
    ~TransportSlot() override;

    /// Null: there is no key. The earlier transport dies, its calls end.
    void setTransport(std::unique_ptr<api::Transport> transport);
    /// The keyring has been asked and has not answered: the link is Unknown as long.
    void setAwaitingKey(bool isAwaiting);

    QFuture<base::Result<api::Reply>> send(
        const api::Operation &operation, const QJsonObject &variables, const api::CallOptions &options = {}) override;
    [[nodiscard]] Link link() const override;
    [[nodiscard]] std::optional<base::Error> linkError() const override;

private:
    std::unique_ptr<api::Transport> m_transport;
    bool m_isAwaitingKey = false;
};

} // namespace workspace
