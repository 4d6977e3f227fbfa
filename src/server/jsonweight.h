#pragma once

#include <QByteArrayView>

namespace server {

/// Does the JSON text hold more than `limit` values? A parsed document needs up to thirty times the room of its text
/// when that is all brackets and commas; so this is asked before.
bool hasMoreValues(QByteArrayView json, qsizetype limit);

} // namespace server
