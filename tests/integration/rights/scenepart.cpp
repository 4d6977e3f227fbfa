#include "scenepart.h"

#include "server/userstore.h"

namespace test {

qint64 ScenePart::userNamed(const QString &name)
{
    const auto user = sound(server::UserStore(m_database).byUsername(name));
    m_desk.isSound = m_desk.isSound && user;
    return user ? user->id : 0;
}

void ScenePart::makeAutomation(server::AutomationRecord place, const char *word)
{
    place.name = QStringLiteral("automation");
    place.eventFilter = QStringLiteral("{}");
    place.actionType = QStringLiteral("NO_OP");
    place.createdAt = place.updatedAt = time();
    sayId(word, "Trigger", sound(server::AutomationStore(m_database).insert(place)));
}

} // namespace test
