#pragma once

#include "scene.h"
#include "server/automationstore.h"
#include "server/globalid.h"
#include "sqlite/database.h"

#include <QDateTime>

namespace test {

/// Owns what the person does not own, and asks for nothing.
inline constexpr char somebodyElse[] = "cleo";

/// What the parts of a scene are put together on.
struct SceneDesk
{
    sqlite::Database &database;
    Scene &scene;
    int number = 0; ///< of the scene, so that names differ
    qint64 now = QDateTime::currentMSecsSinceEpoch();
    bool isSound = true; ///< nothing has failed yet
};

/// Puts something into a scene, and names it with words.
class ScenePart
{
public:
    explicit ScenePart(SceneDesk &desk)
        : m_database(desk.database)
        , m_scene(desk.scene)
        , m_number(desk.number)
        , m_now(desk.now)
        , m_desk(desk)
    { }

protected:
    /// The value; an empty one where it failed, which the desk then knows.
    template <typename T>
    T sound(const base::Result<T> &result)
    {
        m_desk.isSound = m_desk.isSound && result.ok();
        return result.ok() ? *result : T{};
    }
    [[nodiscard]] SceneDesk &desk() { return m_desk; }
    void say(const char *word, const QString &text) { m_scene.words.insert(QLatin1String(word), text); }
    void sayId(const char *word, const char *kind, qint64 number) { say(word, server::numberId(kind, number)); }
    [[nodiscard]] QDateTime time() const { return QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC); }
    qint64 userNamed(const QString &name);
    /// One that does nothing when its event comes. `place`: entity, project, collection and event.
    void makeAutomation(server::AutomationRecord place, const char *word);

    sqlite::Database &m_database;
    Scene &m_scene;
    const int m_number;
    const qint64 m_now;

private:
    SceneDesk &m_desk;
};

} // namespace test
