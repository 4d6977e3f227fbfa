#pragma once

namespace bench {

/// The history's chunks in memory: speed, size, and whether every bit comes back.
bool benchmarkCodec(bool isNarrow, int chunks);
/// Rows of JSON to columns.
bool benchmarkRows(int rows);
/// One metric of `runs` runs from the cache's file, against a row per point in SQLite and against copying the bytes.
bool benchmarkHistoryStore(int runs, int count, int rounds);

} // namespace bench
