#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QJsonValue>
#include <optional>

namespace base {

/// Reads JSON as the SDK writes it: besides RFC 8259 the bare words NaN, Infinity and -Infinity are numbers
/// (protocol, section 10). Integers up to 64 bits keep their value. Nesting deeper than `maxDepth`, trailing text and
/// invalid UTF-8 are errors (Kind::Invalid, with the byte offset). No recursion without a bound. Any thread.
Result<QJsonValue> parseLenientJson(QByteArrayView text, int maxDepth = 100);

enum class NonFinite {
    AsText, ///< "NaN", "Infinity", "-Infinity": valid JSON that every client reads
    AsWord, ///< NaN, Infinity, -Infinity: what the Python SDK reads as a number
};

/// Compact UTF-8 JSON. Doubles keep every bit (shortest text that reads back the same).
QByteArray writeLenientJson(const QJsonValue &value, NonFinite nonFinite = NonFinite::AsText);

/// The number that a JSON value stands for: a number, or one of the texts "NaN", "Infinity", "-Infinity".
std::optional<double> numberOf(const QJsonValue &value);

} // namespace base
