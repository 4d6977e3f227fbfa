#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

namespace server {

/// What identifies content: SHA-256 to the store, MD5 on the wire.
struct ContentDigest
{
    QByteArray sha256; ///< 32 bytes
    QByteArray md5; ///< 16 bytes
    qint64 size = 0;

    [[nodiscard]] QString md5Text() const { return QString::fromLatin1(md5.toBase64()); }
};

/// Computes a ContentDigest of bytes as they pass.
class ContentHash
{
public:
    void add(const char *bytes, qsizetype size)
    {
        m_sha256.addData({bytes, size});
        m_md5.addData({bytes, size});
        m_size += size;
    }
    [[nodiscard]] ContentDigest digest() const { return {m_sha256.result(), m_md5.result(), m_size}; }

private:
    QCryptographicHash m_sha256{QCryptographicHash::Sha256};
    QCryptographicHash m_md5{QCryptographicHash::Md5};
    qint64 m_size = 0;
};

} // namespace server
