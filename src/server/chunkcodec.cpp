#include "server/chunkcodec.h"

#include <QtEndian>
#include <zlib.h>

namespace server {

namespace {

constexpr int compressionLevel = 1; // metrics shrink to a quarter at once; higher levels cost five times the time

quint32 checksumOf(const QByteArray &bytes)
{
    return static_cast<quint32>(
        crc32(0, reinterpret_cast<const Bytef *>(bytes.constData()), static_cast<uInt>(bytes.size())));
}

base::Error damagedChunk()
{
    return {base::Error::Kind::Storage, QStringLiteral("a block of lines is damaged")};
}

} // namespace

EncodedChunk encodeChunk(const QByteArrayList &lines)
{
    QByteArray raw;
    qsizetype size = 0;
    for (const QByteArray &line : lines)
        size += line.size() + 4;
    raw.reserve(size);
    for (const QByteArray &line : lines) {
        char length[4];
        qToLittleEndian(static_cast<quint32>(line.size()), length);
        raw.append(length, sizeof length).append(line);
    }
    return {qCompress(raw, compressionLevel), raw.size(), checksumOf(raw)};
}

base::Result<QByteArrayList> decodeChunk(const QByteArray &data, quint32 checksum)
{
    const QByteArray raw = qUncompress(data);
    if (checksumOf(raw) != checksum)
        return damagedChunk();
    QByteArrayList lines;
    for (qsizetype at = 0; at < raw.size();) {
        if (raw.size() - at < 4)
            return damagedChunk();
        const auto length = static_cast<qsizetype>(qFromLittleEndian<quint32>(raw.constData() + at));
        at += 4;
        if (length > raw.size() - at)
            return damagedChunk();
        lines.append(raw.mid(at, length));
        at += length;
    }
    return lines;
}

} // namespace server
