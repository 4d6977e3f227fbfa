#include "scene.h"

#include "artifactscene.h"
#include "peoplescene.h"
#include "projectscene.h"
#include "server/registrystore.h"
#include "server/store.h"
#include "server/teamstore.h"

#include <algorithm>
#include <utility>

namespace test {

using domain::Visibility;

namespace {

const char teammate[] = "ben"; ///< whom requests name

/// Puts the parts of a scene into the database, one after the other, until one fails.
class SceneBuilder : public ScenePart
{
public:
    using ScenePart::ScenePart;

    base::Status build(const QString &person, const Standpoint &standpoint, const SceneContent &content,
        const SceneContent &hiddenContent)
    {
        const auto entity = server::TeamStore(m_database).byName(m_scene.project.entity);
        desk().isSound = entity && *entity;
        m_team = desk().isSound ? (*entity)->id : 0;
        m_person = userNamed(person);
        m_owner = standpoint.isOwner ? m_person : userNamed(QLatin1String(somebodyElse));
        set(policyOf(standpoint.settings));
        switch (standpoint.place) {
        case Place::Team:
        case Place::Project:
            fillTeamProject(standpoint, content);
            break;
        case Place::ModelRegistry:
        case Place::Registry:
            fillRegistries(standpoint, content, hiddenContent);
            break;
        }
        sayId("self", "User", m_person);
        sayId("teammate", "User", userNamed(QLatin1String(teammate)));
        return desk().isSound ? base::Status(base::Done{})
                              : base::Error{base::Error::Kind::Storage, QStringLiteral("a scene cannot be made")};
    }

    [[nodiscard]] qint64 upload() const { return m_upload; }

private:
    /// Every scene sets what it needs, so that none inherits the switches of another.
    void set(const domain::TeamPolicy &policy)
    {
        sound(m_database.execute(
            QStringLiteral("UPDATE entities SET members_may_invite = ?2, members_may_set_ttl = ?3, public_reports = ?4,"
                           " hidden = ?5, private_only = ?5 WHERE id = ?1"),
            m_team, int(policy.membersMayInvite), int(policy.membersMaySetTtl), int(policy.publicReportSharing),
            int(policy.hideTeam)));
        const auto enforced = [&policy](
                                  bool isOn) { return policy.isEnforced ? std::optional<qint64>(isOn) : std::nullopt; };
        sound(m_database.execute(
            QStringLiteral("UPDATE organization SET enforced_members_may_invite = ?1, enforced_public_reports = ?2,"
                           " enforced_hidden = ?3, enforced_private_only = ?3"),
            enforced(policy.membersMayInvite), enforced(policy.publicReportSharing), enforced(policy.hideTeam)));
    }

    void fillTeamProject(const Standpoint &standpoint, const SceneContent &content)
    {
        ProjectScene scene(desk(), m_team, m_person, m_owner);
        scene.makeProject(m_scene.project.project + QStringLiteral("-b"), standpoint); // where runs may move to
        const qint64 project = scene.makeProject(m_scene.project.project, standpoint);
        const qint64 run = scene.makeRun(m_scene.run.run, false);
        scene.makeRun(m_scene.run.run + QStringLiteral("-deleted"), true);
        scene.makeViews(standpoint.share);
        scene.makeSweep();
        scene.makeAutomations();
        if (standpoint.place == Place::Team) {
            PeopleScene(desk(), m_team).makePeople();
            return;
        }
        ArtifactScene artifacts(desk(), m_owner);
        artifacts.fillProject(project, run, content);
        m_upload = artifacts.upload();
    }

    /// A project of the team with a run, one that is closed to everybody, and the registry.
    void fillRegistries(const Standpoint &standpoint, const SceneContent &content, const SceneContent &hiddenContent)
    {
        Standpoint closed;
        closed.visibility = Visibility::Restricted;
        const qint64 colleague = userNamed(QLatin1String(somebodyElse));
        const qint64 hidden = ProjectScene(desk(), m_team, m_person, colleague)
                                  .makeProject(m_scene.project.project + QStringLiteral("-h"), closed);
        Standpoint open;
        open.isOwner = standpoint.isOwner;
        open.projectRole = standpoint.projectRole;
        ProjectScene scene(desk(), m_team, m_person, m_owner);
        const qint64 project = scene.makeProject(m_scene.project.project, open);
        scene.makeRun(m_scene.run.run, false);
        ArtifactScene artifacts(desk(), m_owner);
        const ArtifactScene::Sources sources{project, hidden, content, hiddenContent};
        if (standpoint.place == Place::Registry) {
            artifacts.fillRegistry(standpoint, m_person, colleague, m_team, sources);
        } else {
            artifacts.fillModelRegistry(m_team, sources);
            sound(server::RegistryStore(m_database)
                      .setModelRegistryAdmin(m_team, m_person, standpoint.isModelRegistryAdmin));
        }
        m_upload = artifacts.upload();
    }

    qint64 m_team = 0;
    qint64 m_person = 0;
    qint64 m_owner = 0;
    qint64 m_upload = 0; ///< whose part is still to be put into the store
};

void nameThings(Scene &scene, int number)
{
    const domain::ProjectPath &project = scene.project;
    const std::pair<const char *, QString> words[] = {
        {"team", project.entity},
        {"project", project.project},
        {"otherProject", project.project + QStringLiteral("-b")},
        {"organization", server::numberId("Organization", 1)},
        {"projectId", server::projectId({project.entity, project.project})},
        {"run", scene.run.run},
        {"runId", server::runId({project.entity, project.project, scene.run.run})},
        {"deletedRun", scene.run.run + QStringLiteral("-deleted")},
        {"member", scene.member.value},
        {"invitation", scene.invitation.value},
        {"robot", scene.robot.value},
        {"access", domain::wireName(scene.otherVisibility)},
        {"fresh", QStringLiteral("new-%1").arg(number)},
    };
    for (const auto &[word, value] : words)
        scene.words.insert(QLatin1String(word), value);
}

} // namespace

QString Scene::filled(QString text) const
{
    QStringList longestFirst = words.keys(); // $runId before $run
    std::sort(longestFirst.begin(), longestFirst.end(),
        [](const QString &left, const QString &right) { return left.size() > right.size(); });
    for (const QString &word : longestFirst)
        text.replace(QLatin1Char('$') + word, words.value(word));
    return text;
}

Scene makeScene(server::Store &store, int number, const QString &person, const Standpoint &standpoint)
{
    Scene scene;
    const QString owner = standpoint.isOwner ? person : QLatin1String(somebodyElse);
    scene.project = {standpoint.isPersonal ? owner : Scene::team(), QStringLiteral("p%1").arg(number)};
    scene.run = {scene.project, QStringLiteral("r%1").arg(number)};
    scene.otherVisibility = domain::reachableVisibilities(standpoint.visibility, {}).value(0);
    const auto content = SceneContent::keep(store, "kept", number);
    const auto hiddenContent = SceneContent::keep(store, "hidden", number);
    if (!content || !hiddenContent)
        return {};
    qint64 upload = 0;
    const base::Status made = store.write([&](sqlite::Database &database) {
        SceneDesk desk{database, scene, number};
        SceneBuilder builder(desk);
        auto built = builder.build(person, standpoint, *content, *hiddenContent);
        upload = builder.upload();
        return built;
    });
    if (!made || (upload != 0 && !content->keepAsPart(store, upload)))
        return {};
    nameThings(scene, number);
    return scene;
}

} // namespace test
