// Which runs made and used which versions.
#include "server/artifactlookup.h"
#include "server/artifactretention.h"
#include "server/artifactstore.h"
#include "server/connection.h"
#include "server/globalid.h"
#include "server/resolving.h"
#include "server/runstore.h"

#include <QMap>
#include <QQueue>
#include <QSet>
#include <algorithm>

namespace server {

using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

/// A run that the caller may see; null: not there or not visible.
base::Result<SharedRun> visibleRun(Session &session, qint64 id)
{
    const auto record = RunStore(session.database).byId(id);
    if (!record)
        return record.error();
    if (!*record)
        return SharedRun();
    const auto project = projectViewOf(session, (*record)->project);
    if (!project)
        return project.error();
    if (!*project || !Access(session).allows(viewAction(**project), targetOf(**project)))
        return SharedRun();
    return findRun(session, *project, (*record)->name);
}

base::Result<Value> createdBy(Session &session, const SharedArtifact &artifact, const Value &)
{
    if (artifact->record.run != 0) {
        const auto run = visibleRun(session, artifact->record.run);
        if (!run)
            return run.error();
        return *run ? Value::object(QStringLiteral("Run"), *run) : Value();
    }
    const auto user = userOf(session, artifact->isSourceVisible ? artifact->record.creator : 0);
    return user ? base::Result<Value>(userValue(*user)) : user.error();
}

base::Result<QList<SharedRun>> usingRuns(Session &session, const SharedArtifact &artifact)
{
    const auto uses = ArtifactStore(session.database).usesOf(artifact->record.id);
    if (!uses)
        return uses.error();
    QList<SharedRun> runs;
    QSet<qint64> seen;
    for (const ArtifactStore::Use &use : *uses) {
        if (seen.contains(use.run))
            continue;
        seen.insert(use.run);
        const auto run = visibleRun(session, use.run);
        if (!run)
            return run.error();
        if (*run)
            runs.append(*run);
    }
    return runs;
}

base::Result<Value> usedBy(Session &session, const SharedArtifact &artifact, const Value &arguments)
{
    const auto runs = usingRuns(session, artifact);
    if (!runs)
        return runs.error();
    const PageRequest page = PageRequest::from(arguments, runs->size());
    Value::List nodes;
    for (const SharedRun &run : runs->mid(page.offset, page.count))
        nodes.push_back(Value::object(QStringLiteral("Run"), run));
    return connectionOf(nodes, page, runs->size());
}

base::Result<Value> usedCount(Session &session, const SharedArtifact &artifact, const Value &)
{
    const auto runs = usingRuns(session, artifact);
    return runs ? base::Result<Value>(Value(runs->size())) : runs.error();
}

/// Visible versions in the order of the numbers, and what `extra` adds to each edge.
base::Result<Value> artifactEdges(
    Session &session, const QList<qint64> &ids, const Value &arguments, const QMap<qint64, QStringList> &usedAs = {})
{
    QList<SharedArtifact> visible;
    for (const qint64 id : ids) {
        const auto artifact = findArtifact(session, id);
        if (!artifact)
            return artifact.error();
        if (*artifact && (*artifact)->record.isCommitted())
            visible.append(*artifact);
    }
    const PageRequest page = PageRequest::from(arguments, visible.size());
    Value::List nodes;
    for (const SharedArtifact &artifact : visible.mid(page.offset, page.count))
        nodes.push_back(artifactValue(artifact));
    Value::Fields connection = connectionOf(nodes, page, visible.size()).toFields();
    Value::List edges;
    qsizetype index = page.offset;
    for (const Value &edge : connection[QStringLiteral("edges")].toList()) {
        Value::Fields fields = edge.toFields();
        fields[QStringLiteral("usedAs")] = Value::strings(usedAs.value(visible[index++]->record.id));
        edges.push_back(std::move(fields));
    }
    connection[QStringLiteral("edges")] = std::move(edges);
    return Value(std::move(connection));
}

base::Result<Value> inputs(Session &session, const SharedRun &run, const Value &arguments)
{
    const auto uses = ArtifactStore(session.database).inputsOf(run->record.id);
    if (!uses)
        return uses.error();
    QList<qint64> ids;
    QMap<qint64, QStringList> usedAs;
    for (const ArtifactStore::Use &use : *uses) {
        if (!ids.contains(use.artifact))
            ids.append(use.artifact);
        if (!use.usedAs.isEmpty())
            usedAs[use.artifact].append(use.usedAs);
    }
    return artifactEdges(session, ids, arguments, usedAs);
}

base::Result<Value> outputs(Session &session, const SharedRun &run, const Value &arguments)
{
    const auto ids = ArtifactStore(session.database).outputsOf(run->record.id);
    return ids ? artifactEdges(session, *ids, arguments) : base::Result<Value>(ids.error());
}

/// Walks from a version over the runs that made and used it to further versions, breadth first.
class LineageWalk
{
public:
    LineageWalk(Session &session, bool withoutGenerated, qsizetype limit)
        : m_session(session)
        , m_withoutGenerated(withoutGenerated)
        , m_limit(limit)
    { }

    base::Result<Value> from(const SharedArtifact &start)
    {
        m_waiting.enqueue(start->record.id);
        while (!m_waiting.isEmpty()) {
            if (m_artifacts.size() >= m_limit) {
                m_hitLimit = true;
                break;
            }
            if (auto visited = visit(m_waiting.dequeue()); !visited)
                return visited.error();
        }
        return Value(Value::Fields{{QStringLiteral("artifacts"), valuesOf(m_artifacts)},
            {QStringLiteral("runs"), valuesOf(m_runs)}, {QStringLiteral("edges"), Value(m_edges)},
            {QStringLiteral("hitLimit"), m_hitLimit}});
    }

private:
    static Value valuesOf(const QMap<qint64, Value> &nodes)
    {
        return Value::list(nodes, [](const Value &node) { return node; });
    }

    base::Status visit(qint64 id)
    {
        const auto artifact = findArtifact(m_session, m_artifacts.contains(id) ? 0 : id);
        if (!artifact)
            return artifact.error();
        if (!*artifact || !(*artifact)->record.isCommitted()
            || (m_withoutGenerated && isGeneratedType((*artifact)->record.typeName) && !m_artifacts.isEmpty()))
            return base::Done{};
        m_artifacts.insert(id, artifactNode(**artifact));
        ArtifactStore store(m_session.database);
        const auto makers = store.makersOf(id);
        const auto uses = store.usesOf(id);
        if (!makers || !uses)
            return makers ? uses.error() : makers.error();
        for (const qint64 run : *makers) {
            if (auto joined = join(id, run, "TowardArtifact"); !joined)
                return joined;
        }
        for (const ArtifactStore::Use &use : *uses) {
            if (auto joined = join(id, use.run, "AwayFromArtifact"); !joined)
                return joined;
        }
        return base::Done{};
    }

    base::Status join(qint64 artifact, qint64 run, const char *direction)
    {
        if (!m_runs.contains(run)) {
            const auto view = visibleRun(m_session, run);
            if (!view)
                return view.error();
            if (!*view)
                return base::Done{};
            m_runs.insert(run, runNode(**view));
            if (auto expanded = expand(run); !expanded)
                return expanded;
        }
        const QString edge = QStringLiteral("%1:%2:%3").arg(artifact).arg(run).arg(QLatin1String(direction));
        if (m_seenEdges.contains(edge))
            return base::Done{};
        m_seenEdges.insert(edge);
        m_edges.push_back(Value::Fields{{QStringLiteral("edgeID"), edge},
            {QStringLiteral("artifactNodeID"), numberId("Artifact", artifact)},
            {QStringLiteral("runNodeID"), numberId("RunNode", run)},
            {QStringLiteral("direction"), Value::enumText(QLatin1String(direction))}});
        return base::Done{};
    }

    base::Status expand(qint64 run)
    {
        ArtifactStore store(m_session.database);
        const auto outputs = store.outputsOf(run);
        const auto inputs = store.inputsOf(run);
        if (!outputs || !inputs)
            return outputs ? inputs.error() : outputs.error();
        for (const qint64 output : *outputs)
            m_waiting.enqueue(output);
        for (const ArtifactStore::Use &use : *inputs)
            m_waiting.enqueue(use.artifact);
        return base::Done{};
    }

    static Value artifactNode(const ArtifactView &artifact)
    {
        const bool isKnown = artifact.isSourceVisible;
        return Value::Fields{{QStringLiteral("artifactNodeID"), numberId("Artifact", artifact.record.id)},
            {QStringLiteral("artifactCommitHash"), artifact.record.commitHash},
            {QStringLiteral("artifactSequenceName"), artifact.record.sequenceName},
            {QStringLiteral("artifactTypeName"), artifact.record.typeName},
            {QStringLiteral("entityName"), isKnown ? artifact.project->record.entityName : QString()},
            {QStringLiteral("projectName"), isKnown ? artifact.project->record.name : QString()},
            {QStringLiteral("versionIndex"), artifact.record.version}};
    }

    static Value runNode(const RunView &run)
    {
        return Value::Fields{{QStringLiteral("runNodeID"), numberId("RunNode", run.record.id)},
            {QStringLiteral("runName"), run.record.name}, {QStringLiteral("displayName"), run.record.displayName},
            {QStringLiteral("jobType"), run.record.jobType},
            {QStringLiteral("entityName"), run.project->record.entityName},
            {QStringLiteral("projectName"), run.project->record.name}};
    }

    Session &m_session;
    bool m_withoutGenerated;
    qsizetype m_limit;
    QQueue<qint64> m_waiting;
    QMap<qint64, Value> m_artifacts;
    QMap<qint64, Value> m_runs;
    Value::List m_edges;
    QSet<QString> m_seenEdges;
    bool m_hitLimit = false;
};

base::Result<Value> lineage(Session &session, const SharedArtifact &artifact, const Value &arguments)
{
    const qint64 limit = std::clamp<qint64>(arguments[QStringLiteral("limit")].toInt(), 1, 1000);
    const bool withoutGenerated = arguments[QStringLiteral("filterGeneratedArtifacts")].toBool();
    return LineageWalk(session, withoutGenerated, limit).from(artifact);
}

} // namespace

void addLineageResolvers(graphql::Resolvers &resolvers)
{
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<ArtifactView>(resolvers, QLatin1String("Artifact.") + QLatin1String(name), read);
    };
    field("createdBy", createdBy);
    field("usedBy", usedBy);
    field("usedCount", usedCount);
    field("artifactLineageDag", lineage);
    addSharedField<RunView>(resolvers, QStringLiteral("Run.inputArtifacts"), inputs);
    addSharedField<RunView>(resolvers, QStringLiteral("Run.outputArtifacts"), outputs);
}

} // namespace server
