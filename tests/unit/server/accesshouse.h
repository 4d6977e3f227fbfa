#pragma once

#include "dwellers.h"
#include "serverfixture.h"

#include <memory>

namespace test {

/// A server with all dwellers, each with a key or a sign-in token, and scenes for them.
class AccessHouse
{
public:
    /// Anew, with nothing of what was there. Whether it worked.
    bool build(const QList<Dweller> &dwellers);
    void leave() { m_server.reset(); }

    [[nodiscard]] bool isSound() const { return m_server && m_server->isSound(); }
    [[nodiscard]] ServerFixture &server() { return *m_server; }
    [[nodiscard]] QString keyOf(const Dweller &dweller) const { return m_keys.value(dweller.name); }
    /// An empty project: it did not work.
    Scene sceneFor(const Dweller &dweller, const Standpoint &standpoint);

private:
    bool settle(const Dweller &dweller);
    bool settleRobot(const Dweller &dweller);
    bool putFile(const Scene &scene, bool isPersonal);

    std::unique_ptr<ServerFixture> m_server;
    QHash<QString, QString> m_keys;
    int m_scenes = 0;
};

} // namespace test
