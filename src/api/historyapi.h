#pragma once

#include "api/transport.h"
#include "domain/ids.h"
#include "domain/run.h"

#include <QByteArrayList>

namespace api {

/// Rows as they were logged: one JSON text each, undecoded. Bare NaN and Infinity occur (base::parseLenientJson).
struct HistoryPage
{
    QByteArrayList lines;
    qint64 lineCount = -1; ///< rows that the server has of this run; -1: not told
    domain::RunState state = domain::RunState::Unknown; ///< Unknown also where it was not asked

    bool operator==(const HistoryPage &) const = default;
};

/// Steps from `first` on, below `end`; -1: open.
struct StepRange
{
    qint64 first = 0;
    qint64 end = -1;
};

/// Which metrics a run has logged.
struct HistoryKeys
{
    qint64 lastStep = -1; ///< -1: nothing logged
    qint64 lineCount = -1;
    QStringList keys; ///< all, sorted
    QStringList numberKeys; ///< those with at least one number, sorted

    bool operator==(const HistoryKeys &) const = default;
};

/// The rows of a run (protocol, section 18).
class HistoryApi
{
public:
    /// `transport` outlives this object.
    explicit HistoryApi(Transport &transport);

    /// At most `samples` rows of a range of steps: fewer than asked for means that these are all of them.
    QFuture<base::Result<HistoryPage>> page(
        const domain::RunPath &run, const StepRange &range, int samples, const CallOptions &options = {});
    /// A sample of the rows that hold all `keys`.
    QFuture<base::Result<HistoryPage>> sampled(
        const domain::RunPath &run, const QStringList &keys, int samples, const CallOptions &options = {});
    QFuture<base::Result<HistoryKeys>> keys(const domain::RunPath &run, const CallOptions &options = {});
    /// Rows of the system metrics, at most `samples`.
    QFuture<base::Result<HistoryPage>> events(const domain::RunPath &run, int samples, const CallOptions &options = {});

private:
    Transport &m_transport;
};

} // namespace api
