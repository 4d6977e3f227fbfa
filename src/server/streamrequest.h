#pragma once

#include "base/result.h"
#include "server/records.h"

#include <QByteArrayList>
#include <QList>
#include <QString>
#include <optional>

namespace server {

/// One request of the file stream (protocol, section 9), read and ready to be written.
struct StreamRequest
{
    struct Lines
    {
        Stream stream = Stream::History;
        qint64 offset = 0;
        QByteArrayList lines;
    };
    QList<Lines> chunks;
    QString summary; ///< JSON text; empty: not sent
    bool isComplete = false;
    bool isPreempting = false;
    std::optional<qint64> exitcode;
    std::optional<QString> writer = std::nullopt; ///< which of several programs sends it; nothing: the run has one

    /// Invalid: not what the protocol says.
    static base::Result<StreamRequest> read(const QByteArray &body);
};

} // namespace server
