#include "base/lenientjson.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/placeforruns.h"
#include "server/runquery.h"
#include "server/runstore.h"
#include "server/sweepconfig.h"
#include "server/sweepview.h"

#include <QRandomGenerator>

namespace server {

using domain::Action;
using graphql::Value;
using SharedSweep = std::shared_ptr<const SweepView>;

namespace {

constexpr qsizetype longestSweepName = 256;
constexpr qsizetype longestSweepText = 64 * 1024;
constexpr qsizetype mostSweepsOfAProject = 10'000;

const QStringList &sweepStates()
{
    static const QStringList states{QStringLiteral("PENDING"), QStringLiteral("RUNNING"), QStringLiteral("PAUSED"),
        QStringLiteral("FINISHED"), QStringLiteral("CANCELED")};
    return states;
}

QString inventedSweepName()
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString name;
    for (int i = 0; i < 8; ++i)
        name.append(QLatin1Char(letters[QRandomGenerator::global()->bounded(int(sizeof letters) - 1)]));
    return name;
}

/// What the input gives; absent and null leave things as they are. The warnings are about the config.
base::Result<QStringList> applySweepInput(SweepRecord &sweep, const Value &input)
{
    QStringList warnings;
    if (const auto text = input[QStringLiteral("config")].text(); text && *text != sweep.config) {
        const auto config = SweepConfig::read(*text);
        if (!config)
            return config.error();
        sweep.config = *text;
        sweep.method = config->method();
        sweep.displayName = config->name().isEmpty() ? sweep.displayName : config->name();
        sweep.description = config->description().isEmpty() ? sweep.description : config->description();
        warnings = config->warnings();
    }
    const std::pair<const char *, QString *> texts[] = {{"displayName", &sweep.displayName},
        {"description", &sweep.description}, {"controller", &sweep.controller}, {"scheduler", &sweep.scheduler}};
    for (const auto &[field, into] : texts)
        *into = input[QLatin1String(field)].text().value_or(*into);
    if (sweep.displayName.size() > longestSweepName)
        return invalidInput("displayName: longer than 256 characters");
    for (const QString *text : {&sweep.description, &sweep.controller, &sweep.scheduler}) {
        if (text->size() > longestSweepText)
            return invalidInput("description, controller, scheduler: longer than 65536 characters");
    }
    if (const auto state = input[QStringLiteral("state")].text(); state && !state->isEmpty()) {
        sweep.state = state->toUpper();
        if (!sweepStates().contains(sweep.state))
            return invalidInput("state: one of PENDING, RUNNING, PAUSED, FINISHED, CANCELED");
    }
    return warnings;
}

/// Runs of before that belong to the sweep from now on. How many.
base::Result<qint64> adoptRuns(Session &session, const SweepView &sweep, const QString &filters)
{
    if (filters.isEmpty() || filters == QLatin1String("null"))
        return 0;
    const auto runs = RunQuery(session, sweep.project).matching(filters);
    if (!runs)
        return runs.error();
    Access access(session);
    for (const RunRecord &run : *runs) {
        const Access::Target target{&sweep.project->entity, &sweep.project->record, &run};
        if (auto allowed = access.require(Action::RunEditMeta, target); !allowed)
            return allowed.error();
        const auto full = RunStore(session.database).byId(run.id);
        if (!full)
            return full.error();
        RunRecord changed = **full;
        changed.sweep = sweep.record.name;
        if (auto updated = RunStore(session.database).update(changed); !updated)
            return updated.error();
    }
    return runs->size();
}

/// Whoever cancels a sweep stops its runs: agents learn of it, and so do the runs themselves. Runs of others that the
/// person may not stop end with their agents only: a sweep gives no right to what somebody put into it.
base::Status stopRuns(Session &session, const SweepView &sweep)
{
    Access access(session);
    const auto runs = RunQuery(session, sweep.project).matching(runFilterOf(sweep.record));
    if (!runs)
        return runs.error();
    for (const RunRecord &run : *runs) {
        if (!domain::isActive(domain::runStateFromWire(run.state)))
            continue;
        const auto decision = access.decide(Action::RunStop, {&sweep.project->entity, &sweep.project->record, &run});
        if (!decision)
            return decision.error();
        if (!decision->allowed() && decision->reason != domain::Reason::WrongState) // silent ones may still be at work
            continue;
        if (auto asked = RunStore(session.database).requestStop(run.id, session.who.user.id, session.now); !asked)
            return asked;
    }
    return base::Done{};
}

Value::Fields sweepPayload(const SweepView &sweep, const QStringList &warnings, bool isInserted, qint64 adopted)
{
    return {{QStringLiteral("sweep"), Value::object(QStringLiteral("Sweep"), sweep)},
        {QStringLiteral("configValidationWarnings"), Value::strings(warnings)},
        {QStringLiteral("inserted"), isInserted}, {QStringLiteral("insertedPriorRuns"), adopted}};
}

base::Result<Value::Fields> createSweep(Session &session, const Value &input)
{
    const auto project = placeForRuns(session, input[QStringLiteral("entityName")].toString(),
        input[QStringLiteral("projectName")].text().value_or(QStringLiteral("uncategorized")));
    if (!project)
        return project.error();
    if (auto allowed = Access(session).require(Action::SweepCreate, targetOf(**project)); !allowed)
        return allowed.error();
    if (input[QStringLiteral("config")].isNull())
        return invalidInput("config: what the sweep looks for");
    SweepView sweep{{}, *project};
    SweepRecord &record = sweep.record;
    record.project = (*project)->record.id;
    record.name = inventedSweepName();
    record.state = QStringLiteral("PENDING");
    record.creator = session.who.user.id;
    record.createdAt = record.updatedAt = record.heartbeatAt = session.now;
    const auto warnings = applySweepInput(record, input);
    if (!warnings)
        return warnings.error();
    SweepStore store(session.database);
    const auto others = store.ofProject(record.project);
    if (!others)
        return others.error();
    if (others->size() >= mostSweepsOfAProject)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the project has 10000 sweeps")};
    const auto id = store.insert(record);
    if (!id)
        return id.error();
    record.id = *id;
    const auto adopted = adoptRuns(session, sweep, input[QStringLiteral("priorRunsFilters")].toString());
    return adopted ? base::Result<Value::Fields>(sweepPayload(sweep, *warnings, true, *adopted)) : adopted.error();
}

base::Result<Value::Fields> changeSweep(Session &session, const SharedSweep &found, const Value &input)
{
    if (auto allowed = Access(session).require(Action::SweepStop, targetOf(*found)); !allowed)
        return allowed.error();
    SweepView sweep = *found;
    const auto warnings = applySweepInput(sweep.record, input);
    if (!warnings)
        return warnings.error();
    if (sweep.record.config != found->record.config)
        sweep.record.nextIndex = 0; // another grid begins at its first point
    sweep.record.updatedAt = session.now;
    if (auto updated = SweepStore(session.database).update(sweep.record); !updated)
        return updated.error();
    const QString canceled = QStringLiteral("CANCELED");
    if (sweep.record.state == canceled && found->record.state != canceled) {
        if (auto stopped = stopRuns(session, sweep); !stopped)
            return stopped.error();
    }
    const auto adopted = adoptRuns(session, sweep, input[QStringLiteral("priorRunsFilters")].toString());
    return adopted ? base::Result<Value::Fields>(sweepPayload(sweep, *warnings, false, *adopted)) : adopted.error();
}

/// The id may also be the sweep's short name with its entity and project beside it.
base::Result<Value::Fields> upsertSweep(Session &session, const Value &input)
{
    const QString id = input[QStringLiteral("id")].toString();
    if (id.isEmpty())
        return createSweep(session, input);
    if (numberFromId("Sweep", id)) {
        const auto sweep = requireSweep(session, id);
        return sweep ? changeSweep(session, *sweep, input) : sweep.error();
    }
    const auto project = requireProject(
        session, input[QStringLiteral("entityName")].toString(), input[QStringLiteral("projectName")].toString());
    if (!project)
        return project.error();
    const auto sweep = findSweep(session, *project, id);
    if (!sweep)
        return sweep.error();
    if (!*sweep)
        return Access::notFound();
    return changeSweep(session, *sweep, input);
}

} // namespace

void addSweepMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "upsertSweep", upsertSweep);
}

} // namespace server
