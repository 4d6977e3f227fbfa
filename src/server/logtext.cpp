#include "server/logtext.h"

#include <algorithm>

namespace server {

namespace {

constexpr qsizetype shortestKey = 32; // ours have 43, the SDK's at least 40 letters

bool isOfKey(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

QByteArray withoutKeys(const QByteArray &foreign)
{
    QByteArray text;
    for (auto at = foreign.begin(); at != foreign.end();) {
        const auto end = std::find_if_not(at, foreign.end(), isOfKey);
        if (end - at >= shortestKey)
            text.append("[left out]");
        else
            text.append(&*at, end - at);
        at = end;
        for (; at != foreign.end() && !isOfKey(*at); ++at)
            text.append(*at);
    }
    return text;
}

QByteArray forLog(const QByteArray &foreign, qsizetype limit)
{
    return withoutKeys(foreign).left(limit).toPercentEncoding(" !\"#$%&'()*+,/:;<=>?@[]^`{|}");
}

} // namespace server
