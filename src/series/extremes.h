#pragma once

#include "series/range.h"

#include <cmath>
#include <cstddef>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace series {

/// Adds the lowest and highest of `count` numbers to the range; NaN is skipped.
inline void addExtremes(Range &range, const double *y, size_t count)
{
#if defined(__SSE2__)
    if (count >= 2) {
        // MINPD and MAXPD give their second operand when one is NaN: with the running extreme second, NaN is skipped.
        __m128d low = _mm_set1_pd(range.low);
        __m128d high = _mm_set1_pd(range.high);
        size_t i = 0;
        for (; i + 2 <= count; i += 2) {
            const __m128d two = _mm_loadu_pd(y + i);
            low = _mm_min_pd(two, low);
            high = _mm_max_pd(two, high);
        }
        const __m128d last = _mm_loadu_pd(y + count - 2);
        low = _mm_min_pd(last, low);
        high = _mm_max_pd(last, high);
        low = _mm_min_sd(_mm_unpackhi_pd(low, low), low);
        high = _mm_max_sd(_mm_unpackhi_pd(high, high), high);
        range.low = _mm_cvtsd_f64(low);
        range.high = _mm_cvtsd_f64(high);
        return;
    }
#endif
    for (size_t i = 0; i < count; ++i)
        range.add(y[i]);
}

/// Whether one of the numbers is NaN.
inline bool hasNan(const double *y, size_t count)
{
    size_t i = 0;
#if defined(__SSE2__)
    __m128d unordered = _mm_setzero_pd();
    for (; i + 2 <= count; i += 2) {
        const __m128d two = _mm_loadu_pd(y + i);
        unordered = _mm_or_pd(unordered, _mm_cmpunord_pd(two, two));
    }
    if (_mm_movemask_pd(unordered) != 0)
        return true;
#endif
    for (; i < count; ++i) {
        if (std::isnan(y[i]))
            return true;
    }
    return false;
}

} // namespace series
