#include "series/points.h"

#include <atomic>

namespace series {

quint64 newLineage()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace series
