#pragma once

#include "base/result.h"

#include <QByteArrayList>

namespace server {

/// Lines of a stream as one compressed block. Any bytes, line breaks among them, come back as they were.
struct EncodedChunk
{
    QByteArray data;
    qint64 rawBytes = 0;
    quint32 checksum = 0; ///< of the lines with their lengths
};

EncodedChunk encodeChunk(const QByteArrayList &lines);
/// Storage: damaged.
base::Result<QByteArrayList> decodeChunk(const QByteArray &data, quint32 checksum);

} // namespace server
