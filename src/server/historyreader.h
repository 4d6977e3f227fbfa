#pragma once

#include "server/streamstore.h"

#include <QJsonArray>
#include <QJsonObject>
#include <optional>

namespace server {

/// Answers questions about the rows of a run (protocol, section 18).
class HistoryReader
{
public:
    HistoryReader(sqlite::Database &database, const RunRecord &run)
        : m_store(database)
        , m_run(run)
    { }

    /// All rows with minStep <= step < maxStep in the order they were written, at most `most`. Equal and falling steps
    /// come as they were logged.
    base::Result<QByteArrayList> range(qint64 minStep, qint64 maxStep, qint64 most);
    /// At most `samples` whole rows, spread evenly over the lines, the last among them.
    base::Result<QByteArrayList> sample(Stream stream, qint64 samples);
    /// The rows that hold all keys of a spec, with only these keys: at most its `samples`, the last among them.
    base::Result<QJsonArray> sampleKeys(const QJsonObject &spec);
    /// The last line; empty: none.
    base::Result<QByteArray> last(Stream stream);
    /// `historyKeys` of the protocol.
    base::Result<QJsonObject> keys();

private:
    [[nodiscard]] qint64 lineCount(Stream stream) const;

    StreamStore m_store;
    const RunRecord &m_run;
};

} // namespace server
