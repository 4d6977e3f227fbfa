#pragma once

#include "base/result.h"
#include "series/points.h"

#include <QByteArray>
#include <QByteArrayView>
#include <span>

namespace series {

/// A stretch of one metric as bytes for storage: steps as runs of equal differences, values as float32 where that loses
/// no bit, else as float64, and a checksum. About 4.0 bytes a point for values that began as float32, 8.0 for others,
/// one or two more where the steps are irregular. Bit-exact: NaN payloads, infinities and -0 come back as they were.
/// The bytes are the same on every machine. Any thread.
///
/// Precondition: as many steps as values.
QByteArray encodeChunk(const Steps &steps, std::span<const double> values);

/// Appends the points of a chunk to `points`. Foreign or damaged bytes are an error (Kind::Storage) and leave `points`
/// as they were; memory is asked for only after the size of the chunk has proved the count.
base::Status appendChunk(QByteArrayView bytes, Points &points);

/// The points of one chunk.
base::Result<Points> decodeChunk(QByteArrayView bytes);

} // namespace series
