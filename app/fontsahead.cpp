#include "fontsahead.h"

#include <fontconfig/fontconfig.h>

FontsAhead::FontsAhead()
    : m_thread([] { FcInit(); })
{ }

FontsAhead::~FontsAhead()
{
    wait();
}

void FontsAhead::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}
