#include "api/onewaybody.h"

#include <algorithm>
#include <cstring>

namespace api {

OneWayBody::OneWayBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneWayBody::bytesAvailable() const
{
    return m_bytes.size() - m_at + QIODevice::bytesAvailable();
}

qint64 OneWayBody::readData(char *data, qint64 size)
{
    if (m_at == m_bytes.size())
        return -1;
    const qsizetype taken = std::min<qsizetype>(size, m_bytes.size() - m_at);
    std::memcpy(data, m_bytes.constData() + m_at, static_cast<size_t>(taken));
    m_at += taken;
    return taken;
}

qint64 OneWayBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace api
