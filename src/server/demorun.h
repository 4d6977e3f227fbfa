#pragma once

#include "base/result.h"
#include "server/records.h"

#include <QByteArrayList>

namespace server {

/// A run of the demo team, as a line of its resource tells it.
struct DemoRun
{
    RunRecord record; ///< without project and creator
    QString owner; ///< user name
    QByteArrayList history;
    QByteArrayList console;

    /// Invalid: not such a line.
    static base::Result<DemoRun> read(const QByteArray &line);
};

} // namespace server
