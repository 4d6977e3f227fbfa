#include "requests.h"

namespace test {

namespace {

using A = domain::Action;

constexpr AskedElsewhere askedElsewhere[] = {
    {"moveRuns", A::RunLog, "asked of the other end, where logging is asked; TestMoves has ends that differ"},
    {"deleteInvite", A::TeamMemberLeave, "nobody may leave; an admin who removes themself removes a member"},
};

} // namespace

std::span<const AskedElsewhere> rulesAskedElsewhere()
{
    return askedElsewhere;
}

} // namespace test
