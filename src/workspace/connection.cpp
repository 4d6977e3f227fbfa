#include "workspace/connection.h"

#include <QPointer>
#include <QRandomGenerator>

namespace workspace {

namespace {

Connectivity connectivityOf(api::Transport::Link link)
{
    switch (link) {
    case api::Transport::Link::Unknown:
        return Connectivity::Connecting;
    case api::Transport::Link::Online:
        return Connectivity::Online;
    case api::Transport::Link::Offline:
        return Connectivity::Offline;
    case api::Transport::Link::KeyMissing:
        return Connectivity::KeyMissing;
    case api::Transport::Link::KeyRefused:
        return Connectivity::KeyRefused;
    case api::Transport::Link::Unsafe:
        return Connectivity::Unsafe;
    }
    return Connectivity::Connecting;
}

} // namespace

Connection::Connection(api::Transport &transport, Tempo tempo, Probe probe, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_tempo(tempo)
    , m_probe(std::move(probe))
    , m_state(connectivityOf(transport.link()))
    , m_pause(tempo.firstRetry)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Connection::probe);
    connect(&m_transport, &api::Transport::linkChanged, this, &Connection::follow);
    plan();
}

std::optional<base::Error> Connection::error() const
{
    const auto told = m_transport.linkError();
    const QString detail = told ? told->detail : QString();
    switch (m_state) {
    case Connectivity::Offline:
        return base::Error{base::Error::Kind::Offline, detail};
    case Connectivity::KeyMissing:
    case Connectivity::KeyRefused:
        return base::Error{base::Error::Kind::Unauthorized, detail};
    case Connectivity::Unsafe:
        return base::Error{base::Error::Kind::Tls, detail};
    case Connectivity::Connecting:
    case Connectivity::Online:
        break;
    }
    return std::nullopt;
}

void Connection::retry()
{
    m_pause = m_tempo.firstRetry;
    probe();
}

void Connection::follow()
{
    const Connectivity state = connectivityOf(m_transport.link());
    if (state == Connectivity::Online)
        m_pause = m_tempo.firstRetry;
    const bool isNews = state != m_state;
    m_state = state;
    plan();
    if (isNews)
        emit changed();
}

/// Asks again by itself only where time may help: a refused or missing key needs a person.
void Connection::plan()
{
    if (m_state == Connectivity::Connecting) {
        m_timer.start(0);
    } else if (m_state == Connectivity::Offline || m_state == Connectivity::Unsafe) {
        if (m_timer.isActive() || m_isProbing)
            return;
        const auto jittered = m_pause * (0.75 + QRandomGenerator::global()->bounded(0.25));
        m_timer.start(std::chrono::duration_cast<std::chrono::milliseconds>(jittered));
        m_pause = std::min(m_pause * 2, m_tempo.longestRetry);
    } else {
        m_timer.stop();
    }
}

void Connection::probe()
{
    if (m_isProbing || m_state == Connectivity::KeyMissing)
        return;
    m_timer.stop();
    m_isProbing = true;
    m_probe([self = QPointer(this)] {
        if (self == nullptr)
            return;
        self->m_isProbing = false;
        if (self->m_state != Connectivity::Connecting)
            self->plan();
    });
}

} // namespace workspace

#include "moc_connection.cpp"
