#include "workspace/transportslot.h"

#include "base/whendone.h"

namespace workspace {

TransportSlot::~TransportSlot() = default;

void TransportSlot::setTransport(std::unique_ptr<api::Transport> transport)
{
    m_isAwaitingKey = false;
    std::swap(m_transport, transport);
    if (m_transport != nullptr)
        connect(m_transport.get(), &api::Transport::linkChanged, this, &api::Transport::linkChanged);
    if (transport != nullptr)
        transport->disconnect(this);
    transport.reset();
    emit linkChanged();
}

void TransportSlot::setAwaitingKey(bool isAwaiting)
{
    m_isAwaitingKey = isAwaiting;
    emit linkChanged();
}

QFuture<base::Result<api::Reply>> TransportSlot::send(
    const api::Operation &operation, const QJsonObject &variables, const api::CallOptions &options)
{
    if (m_transport == nullptr)
        return base::ready(base::Result<api::Reply>(
            base::Error{base::Error::Kind::Unauthorized, QStringLiteral("there is no key on this computer")}));
    return m_transport->send(operation, variables, options);
}

api::Transport::Link TransportSlot::link() const
{
    if (m_transport != nullptr)
        return m_transport->link();
    return m_isAwaitingKey ? Link::Unknown : Link::KeyMissing;
}

std::optional<base::Error> TransportSlot::linkError() const
{
    return m_transport != nullptr ? m_transport->linkError() : std::nullopt;
}

} // namespace workspace

#include "moc_transportslot.cpp"
