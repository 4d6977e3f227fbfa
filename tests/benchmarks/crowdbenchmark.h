#pragma once

namespace test {
class ServerProcess;
}

namespace bench {

/// How long new clients wait while slow ones crowd the server, next to how long they wait when it is empty, and how
/// long the server needs to end among them: they hold up nobody. Stops the server. `isStrict`: the promised times
/// count; otherwise they may be multiplied by as much as a busy machine makes an empty server slower. False: somebody
/// was held up.
bool benchmarkCrowds(test::ServerProcess &server, bool isStrict);

} // namespace bench
