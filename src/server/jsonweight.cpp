#include "server/jsonweight.h"

namespace server {

bool hasMoreValues(QByteArrayView json, qsizetype limit)
{
    qsizetype count = 0;
    bool isInText = false;
    for (auto at = json.begin(); at != json.end(); ++at) {
        if (isInText) {
            if (*at == '\\' && at + 1 != json.end())
                ++at;
            else if (*at == '"')
                isInText = false;
            continue;
        }
        if (*at == '"')
            isInText = true;
        else if ((*at == ',' || *at == '[' || *at == '{') && ++count > limit)
            return true;
    }
    return false;
}

} // namespace server
