#pragma once

#include <QByteArray>

namespace server {

/// Foreign text with whatever is long enough to be a key left out, wherever somebody put it.
QByteArray withoutKeys(const QByteArray &foreign);

/// Foreign text for one line of the log: control characters and everything beyond ASCII escaped, cut to `limit` bytes,
/// and whatever is long enough to be a key left out, wherever somebody put it.
QByteArray forLog(const QByteArray &foreign, qsizetype limit = 200);

} // namespace server
