#include "base/lenientjson.h"
#include "server/attribution.h"
#include "server/mutations.h"
#include "server/names.h"
#include "server/placeforruns.h"
#include "server/projectstore.h"
#include "server/runbranches.h"
#include "server/runstore.h"
#include "server/runtimeof.h"
#include "server/sharedwriters.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <algorithm>
#include <tuple>

namespace server {

using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

constexpr qsizetype longestRunText = 256;
constexpr qsizetype mostTags = 200;

std::optional<QString> givenText(const Value &input, const char *field)
{
    return input[QLatin1String(field)].text();
}

/// Fields that a program that logs sends, beyond what a person may write on a run.
bool isLogging(const Value &input)
{
    if (input[QStringLiteral("id")].isNull())
        return true;
    static constexpr const char *fields[] = {
        "config", "summaryMetrics", "state", "host", "commit", "jobProgram", "jobRepo", "sweep"};
    return std::any_of(std::begin(fields), std::end(fields),
        [&input](const char *field) { return !input[QLatin1String(field)].isNull(); });
}

bool isJsonObject(const QString &text)
{
    const auto parsed = base::parseLenientJson(text.toUtf8());
    return parsed && parsed->isObject();
}

std::optional<base::Error> problemOf(const Value &input)
{
    for (const char *field : {"config", "summaryMetrics"}) {
        const auto text = givenText(input, field);
        if (text && !text->isEmpty() && !isJsonObject(*text))
            return invalidInput(field);
    }
    for (const char *field : {"displayName", "groupName", "jobType", "host", "commit", "sweep"}) {
        if (givenText(input, field).value_or(QString()).size() > longestRunText)
            return invalidInput(field);
    }
    if (input[QStringLiteral("tags")].toList().size() > mostTags)
        return invalidInput("tags: more than 200");
    static const QStringList states{QStringLiteral("pending"), QStringLiteral("running"), QStringLiteral("finished"),
        QStringLiteral("failed"), QStringLiteral("crashed"), QStringLiteral("killed"), QStringLiteral("preempting"),
        QStringLiteral("preempted")};
    const auto state = givenText(input, "state");
    if (state && !state->isEmpty() && !states.contains(*state))
        return invalidInput("state: one of pending, running, finished, failed, crashed, killed, preempting, preempted");
    return std::nullopt;
}

void take(const Value &input, const char *field, QString &into)
{
    if (const auto text = givenText(input, field))
        into = *text;
}

/// What the input gives; absent and null leave things as they are.
void applyTo(RunRecord &run, const Value &input)
{
    take(input, "groupName", run.group);
    take(input, "jobType", run.jobType);
    take(input, "notes", run.notes);
    take(input, "description", run.description);
    take(input, "host", run.host);
    take(input, "commit", run.commit);
    take(input, "jobProgram", run.program);
    take(input, "jobRepo", run.repo);
    take(input, "sweep", run.sweep);
    take(input, "config", run.config);
    if (!input[QStringLiteral("tags")].isNull()) {
        run.tags = input[QStringLiteral("tags")].toStrings();
        run.tags.removeDuplicates();
    }
    const auto summary = givenText(input, "summaryMetrics");
    if (summary && !summary->isEmpty()) {
        run.summary = *summary;
        if (const double runtime = runtimeOf(*summary); runtime >= 0)
            run.runtime = runtime;
    }
}

QString inventedId()
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString id;
    for (int i = 0; i < 8; ++i)
        id.append(QLatin1Char(letters[QRandomGenerator::global()->bounded(int(sizeof letters) - 1)]));
    return id;
}

base::Result<QString> displayNameFor(Session &session, qint64 project, const Value &input)
{
    const QString wanted = givenText(input, "displayName").value_or(QString()).trimmed();
    if (!wanted.isEmpty())
        return RunStore(session.database).freeDisplayName(project, wanted);
    const auto number = ProjectStore(session.database).nextRunNumber(project);
    if (!number)
        return number.error();
    return inventedRunName(QRandomGenerator::global()->generate(), *number);
}

base::Result<SharedRun> createRun(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name, const Value &input)
{
    if (!isSoundRunId(name))
        return invalidInput("name: use 1 to 128 characters for a run's id, none of : ; , # ? / '");
    if (auto allowed = Access(session).require(domain::Action::RunLog, targetOf(*project)); !allowed)
        return allowed.error();
    const auto creator = creatorOf(session, project->entity);
    if (!creator)
        return creator.error();
    const auto displayName = displayNameFor(session, project->record.id, input);
    if (!displayName)
        return displayName.error();
    RunRecord run;
    run.project = project->record.id;
    run.name = name;
    run.displayName = *displayName;
    run.creator = *creator;
    run.state = givenText(input, "state").value_or(QString());
    if (run.state.isEmpty())
        run.state = QStringLiteral("running");
    run.createdAt = run.updatedAt = run.heartbeatAt = session.now;
    run.config = run.summary = QStringLiteral("{}");
    applyTo(run, input);
    const auto id = RunStore(session.database).insert(run);
    if (!id)
        return id.error();
    run.id = *id;
    if (auto taken = takeForkedHistory(session, project, run); !taken)
        return taken.error();
    return std::make_shared<const RunView>(RunView{std::move(run), project, true});
}

/// A program that goes on with a run that had ended makes it running again.
void revive(RunRecord &run, const Value &input, qint64 now)
{
    const QString state = givenText(input, "state").value_or(QString());
    const bool hasEnded = run.state != QLatin1String("running") && run.state != QLatin1String("preempting");
    if (!state.isEmpty()) {
        run.state = state;
    } else if (hasEnded) {
        run.state = QStringLiteral("running");
        run.isStopRequested = false;
        run.exitcode.reset();
    }
    run.heartbeatAt = std::max(run.heartbeatAt, now);
}

/// Going on with a run is logging (R14); what it is called and filed under is a right of its own.
bool hasOtherMeta(const RunRecord &before, const RunRecord &after)
{
    const auto meta = [](const RunRecord &run) {
        return std::tie(run.displayName, run.notes, run.description, run.group, run.jobType, run.tags);
    };
    return meta(before) != meta(after);
}

base::Result<SharedRun> changeRun(Session &session, const SharedRun &found, const Value &input)
{
    const auto action = isLogging(input) ? domain::Action::RunLog : domain::Action::RunEditMeta;
    Access access(session);
    if (auto allowed = access.require(action, targetOf(*found)); !allowed)
        return allowed.error();
    RunRecord run = found->record;
    applyTo(run, input);
    if (session.isShared) {
        run.config = laidOver(found->record.config, run.config);
        run.summary = laidOver(found->record.summary, run.summary);
    }
    const QString name = givenText(input, "displayName").value_or(QString()).trimmed();
    if (!name.isEmpty())
        run.displayName = name;
    const bool isOwn = found->record.creator == session.who.user.id;
    if (!isOwn && hasOtherMeta(found->record, run)) {
        if (auto allowed = access.require(domain::Action::RunEditMeta, targetOf(*found)); !allowed)
            return allowed.error();
    }
    if (input[QStringLiteral("id")].isNull())
        revive(run, input, session.now);
    run.updatedAt = session.now;
    if (auto updated = RunStore(session.database).update(run); !updated)
        return updated.error();
    return std::make_shared<const RunView>(RunView{std::move(run), found->project, true});
}

Value::Fields payloadOf(const SharedRun &run, bool isInserted)
{
    return {{QStringLiteral("bucket"), Value::object(QStringLiteral("Run"), run)},
        {QStringLiteral("inserted"), isInserted}, {QStringLiteral("updateAvailable"), false},
        // Older SDKs learn from the schema that there are such, and cannot do without.
        {QStringLiteral("serverSettings"), Value::Fields{{QStringLiteral("serverMessages"), Value::List{}}}}};
}

base::Result<Value::Fields> upsertBucket(Session &session, const Value &input)
{
    if (const auto problem = problemOf(input))
        return *problem;
    if (const auto id = givenText(input, "id"); id && !id->isEmpty()) {
        const auto found = requireRun(session, *id);
        if (!found)
            return found.error();
        return changeRun(session, *found, input).map([](const SharedRun &run) { return payloadOf(run, false); });
    }
    const auto project = placeForRuns(session, givenText(input, "entityName").value_or(QString()),
        givenText(input, "modelName").value_or(QStringLiteral("uncategorized")));
    if (!project)
        return project.error();
    const QString name = givenText(input, "name").value_or(QString());
    const QString wanted = name.isEmpty() ? inventedId() : name;
    auto existing = RunStore(session.database).find((*project)->record.id, wanted);
    if (!existing)
        return existing.error();
    if (!*existing)
        return createRun(session, *project, wanted, input).map([](const SharedRun &run) {
            return payloadOf(run, true);
        });
    if ((*existing)->deletedAt != 0)
        return base::Error{
            base::Error::Kind::Conflict, QStringLiteral("a run of this id was deleted; its id cannot be used again")};
    const auto found = std::make_shared<const RunView>(RunView{std::move(**existing), *project, true});
    return changeRun(session, found, input).map([](const SharedRun &run) { return payloadOf(run, false); });
}

} // namespace

void addUpsertBucket(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "upsertBucket", upsertBucket);
}

} // namespace server
