#include "base/lenientjson.h"
#include "fuzzing.h"
#include "server/reportspec.h"

/// The spec of a report, a draft or a workspace: what is taken is an object within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(fuzz::bytesOf(data, size));
    for (const char *type : {"runs", "runs/draft", "project-view"}) {
        const base::Status sound = server::checkViewSpec(QLatin1String(type), text);
        if (!sound)
            continue;
        const auto spec = base::parseLenientJson(text.toUtf8(), server::deepestSpec);
        fuzz::require(spec && spec->isObject());
        fuzz::require(text.toUtf8().size() <= server::longestSpec);
    }
    return 0;
}
