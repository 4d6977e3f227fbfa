#include "cache/trouble.h"

#include "sqlite/fault.h"

namespace cache {

Trouble troubleOf(const base::Error &error)
{
    switch (sqlite::faultOf(error)) {
    case sqlite::Fault::Full:
        return Trouble::Full;
    case sqlite::Fault::ReadOnly:
    case sqlite::Fault::NoAccess:
        return Trouble::Unwritable;
    case sqlite::Fault::InputOutput:
        return Trouble::Failing;
    case sqlite::Fault::Corrupt:
        return Trouble::Damaged;
    case sqlite::Fault::NewerVersion:
        return Trouble::Newer;
    case sqlite::Fault::Foreign:
        return Trouble::Foreign;
    case sqlite::Fault::None:
    case sqlite::Fault::Locked:
    case sqlite::Fault::Constraint:
    case sqlite::Fault::Other:
        break;
    }
    return Trouble::None;
}

} // namespace cache
