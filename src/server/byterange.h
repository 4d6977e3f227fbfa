#pragma once

#include <QByteArray>

namespace server {

/// Which part of a file an HTTP Range header asks for.
struct ByteRange
{
    enum class Kind {
        Whole, ///< no header, or one that is not understood: the header may be ignored
        Part,
        Unsatisfiable,
    };
    Kind kind = Kind::Whole;
    qint64 offset = 0;
    qint64 length = 0;

    /// A single range of bytes; several ranges count as not understood. `size`: the file's.
    static ByteRange parse(const QByteArray &header, qint64 size);
};

} // namespace server
