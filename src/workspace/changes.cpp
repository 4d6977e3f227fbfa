#include "workspace/changes.h"

#include "base/whendone.h"
#include "workspace/runsbook.h"

#include <QPromise>

namespace workspace {

namespace {

using Answer = std::shared_ptr<QPromise<base::Status>>;

/// The promise of a change; unanswered when the workspace closes, its future is cancelled.
Answer beginAnswer()
{
    auto answer = std::make_shared<QPromise<base::Status>>();
    answer->start();
    return answer;
}

/// After the server's answer: the refusal's consequences, then the caller.
void endAnswer(Backend &backend, const Answer &answer, const base::Status &status)
{
    if (!status) {
        backend.noteError(status.error());
        if (status.error().kind == base::Error::Kind::NotFound) // no longer visible is told alike
            backend.refreshRights();
    }
    answer->addResult(status);
    answer->finish();
}

/// Waits for a call that answers nothing, runs `after` when it went well.
QFuture<base::Status> follow(Backend &backend, QFuture<base::Status> call, std::function<void()> after)
{
    const Answer answer = beginAnswer();
    base::whenDone(&backend, std::move(call), [&backend, answer, after = std::move(after)](const base::Status &status) {
        if (status)
            after();
        endAnswer(backend, answer, status);
    });
    return answer->future();
}

template <typename T>
base::Status withoutValue(const base::Result<T> &result)
{
    return result ? base::Status(base::Done{}) : base::Status(result.error());
}

} // namespace

void Changes::withRun(const domain::RunPath &path, std::function<void(const base::Result<domain::Run> &)> then)
{
    base::whenDone(&m_backend, m_backend.cache.runs().run(path),
        [this, path, then = std::move(then)](const base::Result<cache::Aged<domain::Run>> &cached) {
            if (cached && !cached->value.id.isEmpty())
                then(cached->value);
            else
                base::whenDone(&m_backend, m_backend.runsApi.run(path), then);
        });
}

QFuture<base::Status> Changes::editRun(const domain::RunPath &path, const domain::RunEdit &edit)
{
    const Answer answer = beginAnswer();
    withRun(path, [this, path, edit, answer](const base::Result<domain::Run> &known) {
        if (!known) {
            endAnswer(m_backend, answer, known.error());
            return;
        }
        base::whenDone(&m_backend, m_backend.runsApi.edit(known->id, edit),
            [this, path, answer, known = *known](const base::Result<domain::Run> &edited) {
                if (edited) {
                    domain::Run told = *edited;
                    told.path = path;
                    const domain::Run now = mergedRun(known, told);
                    m_backend.noteFailure(m_backend.cache.runs().change(path.project, {now}, {}, {}));
                    emit m_backend.runsTold(path.project, {told});
                }
                endAnswer(m_backend, answer, withoutValue(edited));
            });
    });
    return answer->future();
}

QFuture<base::Status> Changes::stopRun(const domain::RunPath &path)
{
    const Answer answer = beginAnswer();
    withRun(path, [this, path, answer](const base::Result<domain::Run> &known) {
        if (!known) {
            endAnswer(m_backend, answer, known.error());
            return;
        }
        base::whenDone(&m_backend, m_backend.runsApi.stop(known->id), [this, path, answer](const base::Status &status) {
            if (status)
                emit m_backend.projectRunsStale(path.project);
            endAnswer(m_backend, answer, status);
        });
    });
    return answer->future();
}

QFuture<base::Status> Changes::deleteRun(const domain::RunPath &path, bool withArtifacts)
{
    const Answer answer = beginAnswer();
    withRun(path, [this, path, withArtifacts, answer](const base::Result<domain::Run> &known) {
        if (!known) {
            endAnswer(m_backend, answer, known.error());
            return;
        }
        base::whenDone(&m_backend, m_backend.runsApi.remove(known->id, withArtifacts),
            [this, path, answer](const base::Status &status) {
                if (status) {
                    m_backend.noteFailure(m_backend.cache.runs().remove(path));
                    emit m_backend.runRemoved(path);
                }
                endAnswer(m_backend, answer, status);
            });
    });
    return answer->future();
}

QFuture<base::Status> Changes::undeleteRun(const domain::RunPath &path)
{
    return follow(
        m_backend, m_backend.runsApi.undelete(path), [this, path] { emit m_backend.projectRunsStale(path.project); });
}

QFuture<base::Status> Changes::invite(const QString &entity, const QString &who, domain::BaseRole role)
{
    return follow(m_backend, m_backend.teamsApi.invite(entity, who, role).then(withoutValue<domain::Member>),
        [this, entity] { emit m_backend.teamStale(entity); });
}

QFuture<base::Status> Changes::resendInvitation(const QString &entity, const domain::Member &invitation)
{
    return follow(m_backend, m_backend.teamsApi.inviteAgain(entity, invitation).then(withoutValue<domain::Member>),
        [this, entity] { emit m_backend.teamStale(entity); });
}

QFuture<base::Status> Changes::removeMember(const QString &entity, const domain::MemberId &member)
{
    return follow(m_backend, m_backend.teamsApi.remove(entity, member), [this, entity] {
        emit m_backend.teamStale(entity);
        m_backend.refreshRights();
    });
}

QFuture<base::Status> Changes::setMemberRole(
    const QString &entity, const domain::MemberId &member, domain::BaseRole role)
{
    return follow(m_backend, m_backend.teamsApi.setRole(entity, member, role), [this, entity] {
        emit m_backend.teamStale(entity);
        m_backend.refreshRights();
    });
}

QFuture<base::Status> Changes::createProject(
    const domain::ProjectPath &path, const QString &description, domain::Visibility visibility)
{
    const Answer answer = beginAnswer();
    base::whenDone(&m_backend, m_backend.projectsApi.create(path, description, visibility, {&m_backend}),
        [this, path, answer](const base::Result<domain::Project> &created) {
            if (created) {
                m_backend.noteFailure(m_backend.cache.projects().merge({*created}));
                m_backend.rights.setProject(*created);
                emit m_backend.projectsStale(path.entity);
            }
            endAnswer(m_backend, answer, withoutValue(created));
        });
    return answer->future();
}

} // namespace workspace
