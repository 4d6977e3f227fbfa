#include "base/lenientjson.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/runquery.h"
#include "server/runstore.h"
#include "server/sweepconfig.h"
#include "server/sweepview.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>

namespace server {

using domain::Action;
using graphql::Value;
using SharedSweep = std::shared_ptr<const SweepView>;

namespace {

constexpr qsizetype longestHost = 256;
constexpr qsizetype mostAgentsOfASweep = 10'000;

QString randomName()
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString name;
    for (int i = 0; i < 8; ++i)
        name.append(QLatin1Char(letters[QRandomGenerator::global()->bounded(int(sizeof letters) - 1)]));
    return name;
}

/// Agents make runs: whoever may log into the project may lend a hand.
base::Result<Value::Fields> createAgent(Session &session, const Value &input)
{
    const auto project = requireProject(
        session, input[QStringLiteral("entityName")].toString(), input[QStringLiteral("projectName")].toString());
    if (!project)
        return project.error();
    const auto sweep = findSweep(session, *project, input[QStringLiteral("sweep")].toString());
    if (!sweep)
        return sweep.error();
    if (!*sweep)
        return base::Error{base::Error::Kind::NotFound, QStringLiteral("there is no such sweep in this project")};
    if (auto allowed = Access(session).require(Action::RunLog, targetOf(**project)); !allowed)
        return allowed.error();
    SweepAgentRecord agent;
    agent.sweep = (*sweep)->record.id;
    agent.name = randomName();
    agent.host = input[QStringLiteral("host")].toString();
    agent.creator = session.who.user.id;
    agent.createdAt = agent.heartbeatAt = session.now;
    if (agent.host.size() > longestHost)
        return invalidInput("host: longer than 256 characters");
    SweepStore store(session.database);
    const auto others = store.agents(agent.sweep);
    if (!others)
        return others.error();
    if (others->size() >= mostAgentsOfASweep)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the sweep has had 10000 agents")};
    const auto id = store.insertAgent(agent);
    if (!id)
        return id.error();
    agent.id = *id;
    return Value::Fields{
        {QStringLiteral("agent"), Value::object(QStringLiteral("Agent"), SweepAgentView{agent, *sweep})}};
}

QJsonObject command(const char *type)
{
    return {{QStringLiteral("type"), QLatin1String(type)}};
}

/// What an agent does next.
class AgentTurn
{
public:
    AgentTurn(Session &session, SweepAgentView &agent)
        : m_session(session)
        , m_store(session.database)
        , m_agent(agent)
        , m_sweep(agent.sweep->record)
    { }

    /// `runState`: the runs that the agent has, and whether each is running.
    base::Result<QJsonArray> commands(const QJsonObject &runState)
    {
        QStringList running;
        for (auto it = runState.begin(); it != runState.end(); ++it) {
            if (it->toBool())
                running.append(it.key());
        }
        auto found = stops(running);
        if (!found || !found->isEmpty() || !running.isEmpty())
            return found;
        const QString &state = m_sweep.state;
        if (state == QLatin1String("FINISHED") || state == QLatin1String("CANCELED"))
            return exit();
        if (state == QLatin1String("PAUSED"))
            return QJsonArray();
        return nextRun();
    }

private:
    base::Result<QJsonArray> stops(const QStringList &running)
    {
        QJsonArray commands;
        for (const QString &name : running) {
            const auto run = findRun(m_session, m_agent.sweep->project, name);
            if (!run)
                return run.error();
            if (m_sweep.state != QLatin1String("CANCELED") && (!*run || !(*run)->record.isStopRequested))
                continue;
            QJsonObject stop = command("stop");
            stop.insert(QStringLiteral("run_id"), name);
            commands.append(stop);
        }
        return commands;
    }

    QJsonArray exit()
    {
        m_agent.record.isDone = true;
        return {command("exit")};
    }

    /// Runs that were preempted go before new ones.
    base::Result<QJsonArray> nextRun()
    {
        const auto config = SweepConfig::read(m_sweep.config);
        if (!config)
            return config.error();
        const auto preempted = m_store.preemptedRun(m_sweep, m_session.now - m_session.facts.crashAfter);
        if (!preempted)
            return preempted.error();
        return *preempted != 0 ? runAgain(*preempted, *config) : newRun(*config);
    }

    base::Result<QJsonArray> runAgain(qint64 number, const SweepConfig &config)
    {
        RunStore runs(m_session.database);
        const auto run = runs.byId(number);
        if (!run)
            return run.error();
        const auto stored = base::parseLenientJson((*run)->config.toUtf8());
        QJsonObject arguments;
        for (const QString &name : config.parameters()) {
            const QJsonValue value = stored ? (*stored)[name][QLatin1String("value")] : QJsonValue();
            if (!value.isUndefined() && !value.isNull())
                arguments.insert(name, QJsonObject{{QStringLiteral("value"), value}});
        }
        // Until its program speaks up: nobody else gets it.
        base::Status noted = runs.setState(number, QStringLiteral("pending"), std::nullopt, m_session.now);
        if (noted)
            noted = runs.noteHeartbeat(number, m_session.now);
        return noted ? handOut("resume", (*run)->name, arguments, config) : base::Result<QJsonArray>(noted.error());
    }

    base::Result<QJsonArray> newRun(const SweepConfig &config)
    {
        const auto arguments = config.argumentsOf(m_sweep.nextIndex, *QRandomGenerator::global());
        m_sweep.updatedAt = m_session.now;
        m_sweep.state = QLatin1String(arguments ? "RUNNING" : "FINISHED");
        if (arguments)
            ++m_sweep.nextIndex;
        if (auto updated = m_store.update(m_sweep); !updated)
            return updated.error();
        if (!arguments)
            return exit();
        return handOut("run", randomName(), *arguments, config);
    }

    base::Result<QJsonArray> handOut(
        const char *type, const QString &name, const QJsonObject &arguments, const SweepConfig &config)
    {
        QJsonObject run = command(type);
        run.insert(QStringLiteral("run_id"), name);
        run.insert(QStringLiteral("args"), arguments);
        // `wandb agent` starts this; an agent with a function has no use for it (protocol, section 26).
        if (!config.program().isEmpty())
            run.insert(QStringLiteral("program"), config.program());
        if (auto noted = m_store.noteRun(m_sweep.id, m_agent.record.id, name); !noted)
            return noted.error();
        return QJsonArray{run};
    }

    Session &m_session;
    SweepStore m_store;
    SweepAgentView &m_agent;
    SweepRecord m_sweep;
};

base::Result<Value::Fields> agentHeartbeat(Session &session, const Value &input)
{
    const auto number = numberFromId("Agent", input[QStringLiteral("id")].toString());
    if (!number)
        return Access::notFound();
    SweepStore store(session.database);
    const auto record = store.agent(*number);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    const auto sweep = requireSweep(session, (*record)->sweep);
    if (!sweep)
        return sweep.error();
    // The agent of somebody else: only whoever may log to the runs of others as well.
    Access::Target target = targetOf(*(*sweep)->project);
    target.creator = (*record)->creator;
    if (auto allowed = Access(session).require(Action::RunLog, target); !allowed)
        return allowed.error();
    const QString text = input[QStringLiteral("runState")].toString();
    const auto runState =
        text.isEmpty() ? base::Result<QJsonValue>(QJsonObject()) : base::parseLenientJson(text.toUtf8(), 8);
    if (!runState)
        return invalidInput("runState: no JSON");
    SweepAgentView agent{**record, *sweep};
    const auto commands = AgentTurn(session, agent).commands(runState->toObject());
    if (!commands)
        return commands.error();
    if (auto noted = store.noteHeartbeat(agent.record, session.now); !noted)
        return noted.error();
    return Value::Fields{{QStringLiteral("agent"), Value::object(QStringLiteral("Agent"), agent)},
        {QStringLiteral("commands"), QString::fromUtf8(base::writeLenientJson(*commands))}};
}

} // namespace

void addSweepAgents(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createAgent", createAgent);
    addMutation(resolvers, "agentHeartbeat", agentHeartbeat);
}

} // namespace server
