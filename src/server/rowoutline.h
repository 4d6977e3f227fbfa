#pragma once

#include <QByteArrayView>
#include <QString>
#include <QVector>
#include <optional>

namespace server {

/// What the server has to know of a history row: its step, and which keys of which types it holds (nested objects
/// flattened with "."; media objects count as their `_type`).
struct RowOutline
{
    struct Entry
    {
        QString key;
        QString type; ///< number, string, list, map or the media object's _type
        double number = 0;
    };
    std::optional<qint64> step;
    QVector<Entry> entries;
};

/// An unreadable line has no entries.
RowOutline outlineOf(QByteArrayView line);

} // namespace server
