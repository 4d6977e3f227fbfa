#pragma once

#include "api/transport.h"
#include "workspace/tempo.h"
#include "workspace/workspace.h"

#include <QTimer>
#include <functional>
#include <optional>

namespace workspace {

/// Whether the server answers, as a state that people can be told. While it does not, a small question is asked again
/// with pauses that double; retry() asks at once.
class Connection : public QObject
{
    Q_OBJECT

public:
    using Probe = std::function<void(std::function<void()> answered)>;

    /// `probe` asks the server something small and calls `answered` in any case. `transport` outlives this object.
    Connection(api::Transport &transport, Tempo tempo, Probe probe, QObject *parent = nullptr);

    [[nodiscard]] Connectivity state() const { return m_state; }
    [[nodiscard]] bool isOnline() const { return m_state == Connectivity::Online; }
    /// Why not online, as the error that a call would get; nothing while online or connecting.
    [[nodiscard]] std::optional<base::Error> error() const;
    void retry();

signals:
    void changed();

private:
    void follow();
    void probe();
    void plan();

    api::Transport &m_transport;
    Tempo m_tempo;
    Probe m_probe;
    Connectivity m_state = Connectivity::Connecting;
    std::chrono::milliseconds m_pause;
    bool m_isProbing = false;
    QTimer m_timer;
};

} // namespace workspace
