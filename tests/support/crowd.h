#pragma once

#include <QByteArray>
#include <vector>

namespace test {

/// Many connections to a server on loopback at once, without an object of the toolkit for each. They do nothing but
/// what they are told, and leave when this dies.
class Crowd
{
public:
    explicit Crowd(quint16 port)
        : m_port(port)
    { }
    ~Crowd();
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    /// Lets this process have as many files open as such a crowd needs on both sides.
    static void makeRoom();

    /// One more, that says this and falls silent; false: it is not let in.
    [[nodiscard]] bool join(const QByteArray &says);
    void sayToAll(char c);
    /// Any thread.
    void leave();
    /// How many the server has not shown out.
    [[nodiscard]] int countInside() const;

private:
    quint16 m_port;
    std::vector<int> m_sockets;
};

} // namespace test
