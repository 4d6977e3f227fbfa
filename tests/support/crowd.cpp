#include "support/crowd.h"

#include <algorithm>
#include <cerrno>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace test {

Crowd::~Crowd()
{
    for (const int socket : m_sockets)
        ::close(socket);
}

void Crowd::makeRoom()
{
    rlimit files = {};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096);
    ::setrlimit(RLIMIT_NOFILE, &files);
}

bool Crowd::join(const QByteArray &says)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_sockets.push_back(socket);
    return ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::send(socket, says.constData(), static_cast<size_t>(says.size()), MSG_NOSIGNAL) == says.size();
}

void Crowd::sayToAll(char c)
{
    for (const int socket : m_sockets)
        ::send(socket, &c, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Crowd::leave()
{
    for (const int socket : m_sockets)
        ::shutdown(socket, SHUT_RDWR);
}

int Crowd::countInside() const
{
    const auto isInside = [](int socket) {
        char next = 0;
        const ssize_t got = ::recv(socket, &next, 1, MSG_PEEK | MSG_DONTWAIT);
        return got > 0 || (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
    };
    return static_cast<int>(std::count_if(m_sockets.begin(), m_sockets.end(), isInside));
}

} // namespace test
