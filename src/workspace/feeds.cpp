#include "workspace/feeds.h"

#include "workspace/cachedfeed.h"
#include "workspace/runsbook.h"

namespace workspace {

namespace {

TeamPage teamPageOf(const domain::Team &team, const QList<domain::Member> &members)
{
    return {team, members, RightsBook::adminNames(members)};
}

/// The team that holds a project, as the rights know it.
ProjectPage projectPageOf(const Backend &backend, const domain::Project &project)
{
    domain::Team unknown;
    unknown.name = project.path.entity;
    return {project, backend.rights.team(project.path.entity).value_or(unknown)};
}

using ProjectAnswer = std::shared_ptr<QPromise<base::Result<ProjectPage>>>;

void answerProject(const ProjectAnswer &answer, const base::Result<ProjectPage> &page)
{
    answer->addResult(page);
    answer->finish();
}

/// Projects that only the team sees have roles of their own.
bool hasRolesOfItsOwn(const domain::Project &project)
{
    return project.visibility == domain::Visibility::Team || project.visibility == domain::Visibility::Restricted;
}

/// The roles are in a list that is asked for apart. A refusal leaves them unknown.
void addOwnRole(Backend &backend, const domain::Project &told, const ProjectAnswer &answer)
{
    base::whenDone(&backend, backend.projectsApi.members(told.path, {&backend}),
        [&backend, told, answer](const base::Result<QList<api::ProjectMember>> &members) {
            domain::Project project = told;
            if (members) {
                for (const api::ProjectMember &member : *members) {
                    if (member.username != backend.rights.account().username)
                        continue;
                    project.amListed = true;
                    project.myProjectRole.base = member.role;
                }
            }
            answerProject(answer, projectPageOf(backend, project));
        });
}

QFuture<base::Result<ProjectPage>> fetchProject(Backend &backend, const domain::ProjectPath &path)
{
    auto answer = std::make_shared<QPromise<base::Result<ProjectPage>>>();
    answer->start();
    auto future = answer->future();
    base::whenDone(&backend, backend.projectsApi.project(path, {&backend}),
        [&backend, answer](const base::Result<domain::Project> &project) {
            if (project && hasRolesOfItsOwn(*project))
                addOwnRole(backend, *project, answer);
            else
                answerProject(answer,
                    project.map([&backend](const domain::Project &told) { return projectPageOf(backend, told); }));
        });
    return future;
}

} // namespace

std::unique_ptr<Feed<QList<domain::Team>>> makeTeamsFeed(Backend &backend)
{
    using Teams = QList<domain::Team>;
    return std::make_unique<CachedFeed<Teams>>(backend,
        CachedFeed<Teams>::Source{
            [&backend] { return backend.cache.teams().teams(); },
            [&backend](const api::CallOptions &options) { return backend.teamsApi.list(options); },
            [&backend](const Teams &teams, const QDateTime &at) {
                backend.noteFailure(backend.cache.teams().setTeams(teams, at));
                backend.rights.setTeams(teams);
            },
            {},
            {},
        });
}

std::unique_ptr<Feed<TeamPage>> makeTeamFeed(Backend &backend, const QString &entity)
{
    auto feed = std::make_unique<CachedFeed<TeamPage>>(backend,
        CachedFeed<TeamPage>::Source{
            [&backend, entity] {
                return backend.cache.teams().team(entity).then(
                    [](const base::Result<cache::Aged<cache::TeamRecord>> &cached) {
                        return cached.map([](const cache::Aged<cache::TeamRecord> &record) {
                            return cache::Aged<TeamPage>{
                                teamPageOf(record.value.team, record.value.members), record.fetchedAt};
                        });
                    });
            },
            [&backend, entity](const api::CallOptions &options) {
                return backend.teamsApi.team(entity, options).then([](const base::Result<api::TeamReply> &reply) {
                    return reply.map([](const api::TeamReply &team) { return teamPageOf(team.team, team.members); });
                });
            },
            [&backend](const TeamPage &page, const QDateTime &at) {
                backend.noteFailure(backend.cache.teams().setTeam({page.team, page.members}, at));
                backend.rights.setTeam(page.team, page.members);
            },
            {},
            {},
        });
    QObject::connect(&backend, &Backend::teamStale, feed.get(), [feed = feed.get(), entity](const QString &stale) {
        if (stale == entity)
            feed->refresh();
    });
    return feed;
}

std::unique_ptr<Feed<ProjectPage>> makeProjectFeed(Backend &backend, const domain::ProjectPath &path)
{
    auto feed = std::make_unique<CachedFeed<ProjectPage>>(backend,
        CachedFeed<ProjectPage>::Source{
            [&backend, path] {
                return backend.cache.projects().project(path).then(
                    [](const base::Result<cache::Aged<domain::Project>> &cached) {
                        return cached.map([](const cache::Aged<domain::Project> &project) {
                            return cache::Aged<ProjectPage>{{project.value, {}}, project.fetchedAt};
                        });
                    });
            },
            [&backend, path](const api::CallOptions &) { return fetchProject(backend, path); },
            [&backend](const ProjectPage &page, const QDateTime &at) {
                backend.noteFailure(backend.cache.projects().setProject(page.project, at));
                backend.rights.setProject(page.project);
            },
            {},
            [&backend](const ProjectPage &page) { return projectPageOf(backend, page.project); },
        });
    QObject::connect(&backend.rights, &RightsBook::changed, feed.get(), [feed = feed.get(), &backend] {
        if (feed->freshness().hasValue())
            feed->amend(projectPageOf(backend, feed->value().project));
    });
    return feed;
}

std::unique_ptr<Feed<domain::Run>> makeRunFeed(Backend &backend, const domain::RunPath &path)
{
    auto feed = std::make_unique<CachedFeed<domain::Run>>(backend,
        CachedFeed<domain::Run>::Source{
            [&backend, path] { return backend.cache.runs().run(path); },
            [&backend, path](const api::CallOptions &options) { return backend.runsApi.run(path, options); },
            [&backend, path](const domain::Run &run, const QDateTime &at) {
                backend.noteFailure(backend.cache.runs().setRun(run, at));
                emit backend.runsTold(path.project, {run});
            },
            [&backend](const domain::Run &run) {
                return domain::isActive(run.state) ? backend.tempo.live : backend.tempo.idle;
            },
            {},
        });
    QObject::connect(&backend, &Backend::runsTold, feed.get(),
        [feed = feed.get(), path](const domain::ProjectPath &project, const QList<domain::Run> &runs) {
            for (const domain::Run &told : runs) {
                if (project == path.project && told.path.run == path.run && feed->freshness().hasValue())
                    feed->amend(mergedRun(feed->value(), told));
            }
        });
    QObject::connect(
        &backend, &Backend::runRemoved, feed.get(), [feed = feed.get(), path](const domain::RunPath &removed) {
            if (removed == path)
                feed->refresh();
        });
    return feed;
}

} // namespace workspace
