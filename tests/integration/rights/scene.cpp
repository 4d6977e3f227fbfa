#include "scene.h"

#include "artifactscene.h"
#include "server/automationstore.h"
#include "server/customrolestore.h"
#include "server/filestore.h"
#include "server/globalid.h"
#include "server/keystore.h"
#include "server/projectstore.h"
#include "server/registrystore.h"
#include "server/runstore.h"
#include "server/sharestore.h"
#include "server/store.h"
#include "server/sweepstore.h"
#include "server/teamstore.h"
#include "server/userstore.h"
#include "server/viewstore.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

namespace test {

using domain::BaseRole;
using domain::Visibility;

namespace {

/// Owns what the person does not own, and asks for nothing.
const char somebodyElse[] = "cleo";
const char teammate[] = "ben"; ///< whom requests name
const char steward[] = "ada"; ///< puts files into the scenes

/// Puts the parts of a scene into the database, one after the other, until one fails.
class SceneBuilder
{
public:
    SceneBuilder(sqlite::Database &database, Scene &scene, int number)
        : m_database(database)
        , m_scene(scene)
        , m_number(number)
    { }

    base::Status build(const QString &person, const Standpoint &standpoint, const SceneContent &content,
        const SceneContent &hiddenContent)
    {
        const auto lab = server::TeamStore(m_database).byName(Scene::team());
        m_isSound = lab && *lab;
        m_team = m_isSound ? (*lab)->id : 0;
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
        m_scene.words.insert(QStringLiteral("self"), server::numberId("User", m_person));
        m_scene.words.insert(QStringLiteral("teammate"), server::numberId("User", userNamed(QLatin1String(teammate))));
        return m_isSound ? base::Status(base::Done{})
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
        makeProject(m_scene.project.project + QStringLiteral("-b"), standpoint); // where runs may move to
        makeProject(m_scene.project.project, standpoint);
        const qint64 run = makeRun(m_scene.run.run, false);
        makeRun(m_scene.run.run + QStringLiteral("-deleted"), true);
        makeViews(standpoint.share);
        makeSweep();
        makeAutomation();
        if (standpoint.place == Place::Team)
            return makePeople();
        ArtifactScene artifacts(m_database, m_scene, m_owner, m_number);
        artifacts.fillProject(m_project, run, content);
        m_upload = artifacts.upload();
        m_isSound = m_isSound && artifacts.isSound();
    }

    /// A project of the team with a run, one that is closed to everybody, and the registry.
    void fillRegistries(const Standpoint &standpoint, const SceneContent &content, const SceneContent &hiddenContent)
    {
        Standpoint closed;
        closed.visibility = Visibility::Restricted;
        const qint64 closedTo = std::exchange(m_owner, userNamed(QLatin1String(somebodyElse)));
        makeProject(m_scene.project.project + QStringLiteral("-h"), closed);
        const qint64 hidden = std::exchange(m_project, 0);
        m_owner = closedTo;
        Standpoint open;
        open.isOwner = standpoint.isOwner;
        open.projectRole = standpoint.projectRole;
        makeProject(m_scene.project.project, open);
        makeRun(m_scene.run.run, false);
        ArtifactScene artifacts(m_database, m_scene, m_owner, m_number);
        const ArtifactScene::Sources sources{m_project, hidden, content, hiddenContent};
        if (standpoint.place == Place::Registry) {
            const qint64 colleague = userNamed(QLatin1String(somebodyElse));
            artifacts.fillRegistry(standpoint, m_person, colleague, m_team, sources);
        } else {
            artifacts.fillModelRegistry(m_team, sources);
            sound(server::RegistryStore(m_database)
                      .setModelRegistryAdmin(m_team, m_person, standpoint.isModelRegistryAdmin));
        }
        m_upload = artifacts.upload();
        m_isSound = m_isSound && artifacts.isSound();
    }

    template <typename T>
    T sound(const base::Result<T> &result)
    {
        m_isSound = m_isSound && result.ok();
        return result.ok() ? *result : T{};
    }

    qint64 userNamed(const QString &name)
    {
        const auto user = sound(server::UserStore(m_database).byUsername(name));
        m_isSound = m_isSound && user;
        return user ? user->id : 0;
    }

    void makeProject(const QString &name, const Standpoint &standpoint)
    {
        server::ProjectRecord project;
        project.entity = m_team;
        project.name = name;
        project.visibility = standpoint.visibility;
        project.owner = m_owner;
        server::ProjectStore projects(m_database);
        m_project = sound(projects.insert(project, m_now));
        const bool isRestricted = standpoint.visibility == Visibility::Restricted;
        const bool hasRole = standpoint.visibility == Visibility::Team && standpoint.projectRole != BaseRole::None;
        if (isRestricted && !standpoint.isListed)
            sound(projects.unlist(m_project, m_person));
        else if (isRestricted || hasRole)
            sound(projects.list(m_project, m_person, standpoint.projectRole));
        if (isRestricted)
            sound(projects.list(m_project, userNamed(QLatin1String(steward)), BaseRole::None));
    }

    qint64 makeRun(const QString &name, bool isDeleted)
    {
        server::RunRecord run;
        run.project = m_project;
        run.name = run.displayName = name;
        run.creator = m_owner;
        run.state = QStringLiteral("running");
        run.createdAt = run.updatedAt = run.heartbeatAt = m_now;
        run.config = run.summary = QStringLiteral("{}");
        server::RunStore runs(m_database);
        const qint64 id = sound(runs.insert(run));
        if (isDeleted)
            sound(runs.markDeleted(id, false, m_now));
        server::FileStore files(m_database);
        sound(files.put(id, {0, QStringLiteral("listed.txt"), 0, {}, {}}, m_now));
        const auto file = sound(files.find(id, QStringLiteral("listed.txt")));
        if (!isDeleted)
            m_scene.words.insert(QStringLiteral("fileId"), server::numberId("File", file ? file->id : 0));
        return id;
    }

    /// One view of a kind, and the word for it.
    qint64 makeView(const char *type, const char *name, const char *spec, const char *word)
    {
        server::ViewRecord view;
        view.project = m_project;
        view.type = QLatin1String(type);
        view.name = QLatin1String(name);
        view.displayName = view.name;
        view.spec = QLatin1String(spec);
        view.createdUsing = QStringLiteral("WANDB_SDK");
        view.creator = m_owner;
        view.createdAt = view.updatedAt = QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC);
        const qint64 id = sound(server::ViewStore(m_database).insert(view));
        m_scene.words.insert(QLatin1String(word), server::numberId("View", id));
        return id;
    }

    /// With the runs of its project; the token.
    QString shareReport(qint64 report, const char *name, Share how, const QList<qint64> &people)
    {
        server::ShareRecord share;
        share.view = report;
        share.token = QStringLiteral("token-%1-%2").arg(m_number).arg(QLatin1String(name));
        share.projects = {m_project};
        share.isPersonal = how != Share::ByLink;
        share.mayEdit = how == Share::ToEdit;
        share.people = people;
        share.createdBy = m_owner;
        share.createdAt = QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC);
        sound(server::ShareStore(m_database).insert(share));
        return share.token;
    }

    void makeViews(Share share)
    {
        const qint64 report = makeView("runs", "report", R"({"blocks": []})", "reportId");
        m_scene.words.insert(QStringLiteral("shareToken"), shareReport(report, "everybody", Share::ByLink, {}));
        const qint64 guest = userNamed(QLatin1String(somebodyElse));
        m_scene.words.insert(QStringLiteral("personalToken"), shareReport(report, "guest", Share::ToView, {guest}));
        m_scene.words.insert(QStringLiteral("guestName"), QLatin1String(somebodyElse));
        if (share == Share::ByLink)
            m_scene.linkToken = shareReport(report, "given", share, {});
        else if (share != Share::None)
            shareReport(report, "person", share, {m_person});
        makeView("project-view", "nw-shared-v", R"({"section": {}})", "savedViewId");
        makeView("project-view", "nw-nwuserx-v", R"({"section": {}})", "workspaceId");
    }

    void makeSweep()
    {
        server::SweepRecord sweep;
        sweep.project = m_project;
        sweep.name = QStringLiteral("sweep-%1").arg(m_number);
        sweep.config = QStringLiteral("{method: random, parameters: {a: {value: 1}}}");
        sweep.method = QStringLiteral("random");
        sweep.state = QStringLiteral("RUNNING");
        sweep.creator = m_owner;
        sweep.createdAt = sweep.updatedAt = sweep.heartbeatAt = m_now;
        server::SweepStore sweeps(m_database);
        server::SweepAgentRecord agent;
        agent.sweep = sound(sweeps.insert(sweep));
        agent.name = QStringLiteral("agent");
        agent.creator = m_owner;
        agent.createdAt = agent.heartbeatAt = m_now;
        const qint64 id = sound(sweeps.insertAgent(agent));
        m_scene.words.insert(QStringLiteral("sweep"), sweep.name);
        m_scene.words.insert(QStringLiteral("sweepId"), server::numberId("Sweep", agent.sweep));
        m_scene.words.insert(QStringLiteral("agentId"), server::numberId("Agent", id));
    }

    void makeAutomation()
    {
        server::AutomationStore store(m_database);
        server::WebhookRecord webhook;
        webhook.entity = m_team;
        webhook.name = QStringLiteral("hook");
        webhook.url = QStringLiteral("https://x.invalid/");
        webhook.createdAt = QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC);
        m_scene.words.insert(
            QStringLiteral("webhookId"), server::numberId("Integration", sound(store.insertWebhook(webhook))));
        server::AutomationRecord automation;
        automation.entity = m_team;
        automation.project = m_project;
        automation.name = QStringLiteral("automation");
        automation.eventType = QStringLiteral("RUN_STATE");
        automation.eventFilter = QStringLiteral("{}");
        automation.actionType = QStringLiteral("NO_OP");
        automation.createdAt = automation.updatedAt = webhook.createdAt;
        m_scene.words.insert(QStringLiteral("triggerId"), server::numberId("Trigger", sound(store.insert(automation))));
    }

    qint64 makeUser(const char *kind, bool isService, bool isOfOrganization = false)
    {
        server::UserRecord user;
        user.username = QStringLiteral("%1-%2").arg(QLatin1String(kind)).arg(m_number);
        user.name = user.username;
        user.isService = isService;
        user.serviceEntity = isService && !isOfOrganization ? m_team : 0;
        user.orgRole = domain::OrgRole::Member;
        const qint64 id = sound(server::UserStore(m_database).insert(user, m_now));
        sound(server::TeamStore(m_database).setRole(m_team, id, BaseRole::Member, m_now));
        return id;
    }

    void makePeople()
    {
        m_scene.member.value = server::numberId("User", makeUser("member", false));
        m_scene.words.insert(QStringLiteral("memberName"), QStringLiteral("member-%1").arg(m_number));
        makeForOrganization();
        const qint64 robot = makeUser("robot", true);
        m_scene.robot.value = server::numberId("User", robot);
        const auto key = sound(server::KeyStore(m_database).issue(robot, server::KeyKind::ApiKey, {}, m_now));
        m_scene.words.insert(QStringLiteral("robotKey"), server::numberId("ApiKey", key.id));
        server::InviteRecord invite;
        invite.entity = m_team;
        invite.email = QStringLiteral("invited-%1@house.invalid").arg(m_number);
        invite.invitedBy = userNamed(QLatin1String(somebodyElse));
        const qint64 id = sound(server::TeamStore(m_database).putInvite(invite, m_now));
        m_scene.invitation.value = server::numberId("Invite", id);
        m_scene.words.insert(QStringLiteral("invited"), invite.email);
    }

    void makeForOrganization()
    {
        const qint64 fleet = makeUser("fleet", true, true);
        m_scene.words.insert(QStringLiteral("fleet"), server::numberId("User", fleet));
        const auto key = sound(server::KeyStore(m_database).issue(fleet, server::KeyKind::ApiKey, {}, m_now));
        m_scene.words.insert(QStringLiteral("fleetKey"), server::numberId("ApiKey", key.id));
        domain::CustomRole role;
        role.name = QStringLiteral("role-%1").arg(m_number);
        role.base = BaseRole::Member;
        const qint64 id = sound(server::CustomRoleStore(m_database).insert(role));
        m_scene.words.insert(QStringLiteral("customRole"), server::numberId("Role", id));
        server::EntityRecord team;
        team.name = QStringLiteral("spare-%1").arg(m_number);
        sound(server::TeamStore(m_database).insert(team, m_now));
        m_scene.words.insert(QStringLiteral("spareTeam"), team.name);
    }

    sqlite::Database &m_database;
    Scene &m_scene;
    const int m_number;
    const qint64 m_now = QDateTime::currentMSecsSinceEpoch();
    bool m_isSound = true;
    qint64 m_team = 0;
    qint64 m_person = 0;
    qint64 m_owner = 0;
    qint64 m_project = 0;
    qint64 m_upload = 0; ///< whose part is still to be put into the store
};

void nameThings(Scene &scene, int number)
{
    const domain::ProjectPath &project = scene.project;
    const std::pair<const char *, QString> words[] = {
        {"team", Scene::team()},
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
    scene.project = {Scene::team(), QStringLiteral("p%1").arg(number)};
    scene.run = {scene.project, QStringLiteral("r%1").arg(number)};
    scene.otherVisibility = domain::reachableVisibilities(standpoint.visibility, {}).value(0);
    const auto content = SceneContent::keep(store, "kept", number);
    const auto hiddenContent = SceneContent::keep(store, "hidden", number);
    if (!content || !hiddenContent)
        return {};
    qint64 upload = 0;
    const base::Status made = store.write([&](sqlite::Database &database) {
        SceneBuilder builder(database, scene, number);
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
