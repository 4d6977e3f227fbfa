#include "base/lenientjson.h"
#include "fuzzing.h"

/// What was read and is written again reads back as the same text; numbers keep every bit.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto value = base::parseLenientJson(fuzz::bytesOf(data, size));
    if (!value)
        return 0;
    for (const auto form : {base::NonFinite::AsText, base::NonFinite::AsWord}) {
        const QByteArray text = base::writeLenientJson(*value, form);
        const auto again = base::parseLenientJson(text);
        fuzz::require(again.ok());
        fuzz::require(base::writeLenientJson(*again, form) == text);
    }
    return 0;
}
