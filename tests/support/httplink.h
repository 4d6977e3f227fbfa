#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace test {

/// One blocking keep-alive connection to a server on loopback, as the SDK has one for each run. Connects again by
/// itself after the server ended it. Belongs to one thread.
class HttpLink
{
public:
    /// `key` is an API key; empty: none is sent.
    HttpLink(quint16 port, const QByteArray &key);
    ~HttpLink();
    HttpLink(const HttpLink &) = delete;
    HttpLink &operator=(const HttpLink &) = delete;

    struct Answer
    {
        int status = 0; ///< 0: no whole answer came
        QByteArray head; ///< as it came
        QByteArray body;

        [[nodiscard]] QByteArray header(const QByteArray &name) const; ///< `name` as the server writes it
        [[nodiscard]] QJsonObject json() const;
    };
    Answer post(const QByteArray &target, const QByteArray &json);
    Answer send(const QByteArray &method, const QByteArray &target, const QByteArray &body);
    /// The answer's `data`; empty when there are errors.
    QJsonObject graphql(const QString &query, const QJsonObject &variables = {});

    /// Milliseconds without a byte after which an answer is given up.
    void setPatience(int milliseconds) { m_patience = milliseconds; }
    /// The next request comes upon a connection of its own.
    void close();

private:
    bool connectTo();
    [[nodiscard]] bool write(const QByteArray &bytes) const;
    Answer read();

    quint16 m_port;
    QByteArray m_authorization;
    int m_socket = -1;
    int m_patience = 60'000;
};

} // namespace test
