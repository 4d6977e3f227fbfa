#include "fuzzing.h"
#include "series/historyrows.h"
#include "server/chunkcodec.h"
#include "server/rowoutline.h"
#include "server/streamrequest.h"

/// A body of the file stream: its lines come back from a block as they were, and are read by both sides.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const auto request = server::StreamRequest::read(bytes);
    if (!request) {
        (void)server::outlineOf(bytes); // then it may be a line
        return 0;
    }
    for (const server::StreamRequest::Lines &chunk : request->chunks) {
        const server::EncodedChunk encoded = server::encodeChunk(chunk.lines);
        const auto decoded = server::decodeChunk(encoded.data, encoded.checksum);
        fuzz::require(decoded && *decoded == chunk.lines);
        fuzz::require(!server::decodeChunk(encoded.data, encoded.checksum + 1));
        series::HistoryTable table;
        for (const QByteArray &line : chunk.lines) {
            (void)server::outlineOf(line);
            (void)table.appendRow(line);
        }
        fuzz::require(table.rowCount() == chunk.lines.size());
    }
    return 0;
}
