#include "server/byterange.h"

#include <algorithm>

namespace server {

namespace {

/// -1: no number.
qint64 numberIn(const QByteArray &text)
{
    if (text.isEmpty() || text.size() > 18
        || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return -1;
    return text.toLongLong();
}

} // namespace

ByteRange ByteRange::parse(const QByteArray &header, qint64 size)
{
    const ByteRange whole{Kind::Whole, 0, size};
    const QByteArray text = header.trimmed();
    if (!text.toLower().startsWith("bytes=") || text.contains(','))
        return whole;
    const QByteArray range = text.mid(6).trimmed();
    const auto dash = range.indexOf('-');
    if (dash < 0)
        return whole;
    const QByteArray first = range.left(dash).trimmed();
    const QByteArray last = range.mid(dash + 1).trimmed();
    const qint64 begin = numberIn(first);
    const qint64 end = numberIn(last);
    if ((first.isEmpty() && end < 0) || (!first.isEmpty() && (begin < 0 || (!last.isEmpty() && end < begin))))
        return whole;
    if (first.isEmpty()) { // the last bytes
        const qint64 count = std::min(end, size);
        return count == 0 ? ByteRange{Kind::Unsatisfiable, 0, 0} : ByteRange{Kind::Part, size - count, count};
    }
    if (begin >= size)
        return {Kind::Unsatisfiable, 0, 0};
    const qint64 stop = last.isEmpty() ? size - 1 : std::min(end, size - 1);
    return {Kind::Part, begin, stop - begin + 1};
}

} // namespace server
