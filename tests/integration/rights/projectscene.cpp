#include "projectscene.h"

#include "server/filestore.h"
#include "server/projectstore.h"
#include "server/runstore.h"
#include "server/sharestore.h"
#include "server/sweepstore.h"
#include "server/viewstore.h"

namespace test {

using domain::BaseRole;
using domain::Visibility;

namespace {

const char steward[] = "ada"; ///< puts files into the scenes

} // namespace

qint64 ProjectScene::makeProject(const QString &name, const Standpoint &standpoint)
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
    return m_project;
}

qint64 ProjectScene::makeRun(const QString &name, bool isDeleted)
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
        sayId("fileId", "File", file ? file->id : 0);
    return id;
}

/// One view of a kind, and the word for it.
qint64 ProjectScene::makeView(const char *type, const char *name, const char *spec, const char *word)
{
    server::ViewRecord view;
    view.project = m_project;
    view.type = QLatin1String(type);
    view.name = QLatin1String(name);
    view.displayName = view.name;
    view.spec = QLatin1String(spec);
    view.createdUsing = QStringLiteral("WANDB_SDK");
    view.creator = m_owner;
    view.createdAt = view.updatedAt = time();
    const qint64 id = sound(server::ViewStore(m_database).insert(view));
    sayId(word, "View", id);
    return id;
}

/// With the runs of its project; the token.
QString ProjectScene::shareReport(qint64 report, const char *name, Share how, const QList<qint64> &people)
{
    server::ShareRecord share;
    share.view = report;
    share.token = QStringLiteral("token-%1-%2").arg(m_number).arg(QLatin1String(name));
    share.projects = {m_project};
    share.isPersonal = how != Share::ByLink;
    share.mayEdit = how == Share::ToEdit;
    share.people = people;
    share.createdBy = m_owner;
    share.createdAt = time();
    sound(server::ShareStore(m_database).insert(share));
    return share.token;
}

void ProjectScene::makeViews(Share share)
{
    const qint64 report = makeView("runs", "report", R"({"blocks": []})", "reportId");
    say("shareToken", shareReport(report, "everybody", Share::ByLink, {}));
    const qint64 guest = userNamed(QLatin1String(somebodyElse));
    say("personalToken", shareReport(report, "guest", Share::ToView, {guest}));
    say("guestName", QLatin1String(somebodyElse));
    if (share == Share::ByLink)
        m_scene.linkToken = shareReport(report, "given", share, {});
    else if (share != Share::None)
        shareReport(report, "person", share, {m_person});
    makeView("project-view", "nw-shared-v", R"({"section": {}})", "savedViewId");
    makeView("project-view", "nw-nwuserx-v", R"({"section": {}})", "workspaceId");
}

void ProjectScene::makeSweep()
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
    say("sweep", sweep.name);
    sayId("sweepId", "Sweep", agent.sweep);
    sayId("agentId", "Agent", id);
}

void ProjectScene::makeAutomations()
{
    server::WebhookRecord webhook;
    webhook.entity = m_team;
    webhook.name = QStringLiteral("hook");
    webhook.url = QStringLiteral("https://x.invalid/");
    webhook.createdAt = time();
    sayId("webhookId", "Integration", sound(server::AutomationStore(m_database).insertWebhook(webhook)));
    server::AutomationRecord automation;
    automation.entity = m_team;
    automation.project = m_project;
    automation.eventType = QStringLiteral("RUN_STATE");
    makeAutomation(automation, "triggerId");
}

} // namespace test
