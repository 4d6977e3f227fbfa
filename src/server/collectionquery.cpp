#include "server/collectionquery.h"

#include "base/lenientjson.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/connection.h"
#include "server/runorder.h"

#include <QJsonArray>
#include <algorithm>

namespace server {

using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

QJsonValue millisecondsOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(static_cast<double>(time.toMSecsSinceEpoch()))
                          : QJsonValue(QJsonValue::Undefined);
}

bool isOneOf(const QString &path, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&path](const char *name) { return path == QLatin1String(name); });
}

QJsonValue collectionField(Session &session, const CollectionRecord &collection, const QString &path)
{
    if (isOneOf(path, {"id", "artifact_collection_id", "collection_id"}))
        return collection.id;
    if (isOneOf(path, {"name", "collection_name"}))
        return collection.name;
    if (isOneOf(path, {"description"}))
        return collection.description;
    if (isOneOf(path, {"type", "artifact_type"}))
        return collection.typeName;
    if (isOneOf(path, {"tag", "tags"}))
        return QJsonArray::fromStringList(CollectionStore(session.database).tags(collection.id).valueOr({}));
    if (isOneOf(path, {"created_at", "createdAt"}))
        return millisecondsOf(collection.createdAt);
    if (isOneOf(path, {"updated_at", "updatedAt"}))
        return millisecondsOf(collection.updatedAt);
    return QJsonValue::Undefined;
}

QJsonValue metadataField(const ArtifactRecord &artifact, const QString &path)
{
    QJsonValue value = base::parseLenientJson(artifact.metadata.toUtf8()).valueOr(QJsonValue());
    if (path.isEmpty())
        return value;
    for (const QString &key : path.split(u'.'))
        value = value.toObject().value(key);
    return value;
}

QJsonArray aliasField(Session &session, const MembershipRecord &place)
{
    QJsonArray names;
    for (const AliasRecord &alias : CollectionStore(session.database).aliasesOf(place.id).valueOr({}))
        names.append(alias.alias);
    return names;
}

QJsonValue versionField(Session &session, const MembershipView &place, const QString &path)
{
    const ArtifactRecord &artifact = place.artifact->record;
    if (path.startsWith(QLatin1String("metadata")))
        return metadataField(artifact, path.section(u'.', 1));
    if (isOneOf(path, {"state"}))
        return artifact.state;
    if (isOneOf(path, {"digest"}))
        return artifact.digest;
    if (isOneOf(path, {"id", "artifact_id"}))
        return artifact.id;
    if (isOneOf(path, {"version", "version_index", "versionIndex"})) // by number or by word
        return QJsonArray{place.record.version, QStringLiteral("v%1").arg(place.record.version)};
    if (isOneOf(path, {"tag", "tags"}))
        return QJsonArray::fromStringList(ArtifactStore(session.database).tags(artifact.id).valueOr({}));
    if (isOneOf(path, {"alias", "aliases"}))
        return aliasField(session, place.record);
    if (isOneOf(path, {"size", "artifact_size"}))
        return artifact.size;
    if (isOneOf(path, {"created_at", "createdAt", "artifact_created_at"}))
        return millisecondsOf(artifact.createdAt);
    if (isOneOf(path, {"updated_at", "updatedAt"}))
        return millisecondsOf(artifact.updatedAt);
    if (isOneOf(path, {"linked_at", "acm_created_at"}))
        return millisecondsOf(place.record.createdAt);
    return QJsonValue::Undefined;
}

QString argumentText(const Value &arguments, const char *name)
{
    return arguments[QLatin1String(name)].toString();
}

/// Orders `items` as the argument says; without one they stay as they are.
template <typename T, typename ValueOf>
void orderBy(QList<T> &items, const QString &text, ValueOf valueOf)
{
    if (text.trimmed().isEmpty())
        return;
    const RunOrder order(text);
    std::vector<std::pair<QJsonValue, T>> keyed;
    for (const T &item : items) {
        QJsonValue value = valueOf(item, order.path());
        keyed.emplace_back(value.isArray() ? value.toArray().first() : value, item);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
        [&order](const auto &a, const auto &b) { return order.isBefore(a.first, b.first); });
    std::transform(keyed.begin(), keyed.end(), items.begin(), [](const auto &pair) { return pair.second; });
}

base::Result<QList<SharedCollection>> matchingCollections(Session &session, const QList<SharedProject> &projects,
    const QString &filters, const std::function<bool(const CollectionRecord &)> &isWanted)
{
    const auto filter = RunFilter::parse(filters);
    if (!filter)
        return filter.error();
    QList<SharedCollection> matching;
    for (const SharedProject &project : projects) {
        if (!allowsDeed(session, ArtifactDeed::View, *project))
            continue;
        const auto all = CollectionStore(session.database).ofProject(project->record.id);
        if (!all)
            return all.error();
        for (const CollectionRecord &record : *all) {
            const auto valueOf = [&](const QString &path) { return collectionField(session, record, path); };
            if (isWanted(record) && filter->matches(valueOf))
                matching.append(std::make_shared<const CollectionView>(CollectionView{record, project, true}));
        }
    }
    return matching;
}

base::Result<QList<SharedMembership>> matchingVersions(
    Session &session, const QList<SharedCollection> &collections, const Value &arguments)
{
    const auto filter = RunFilter::parse(argumentText(arguments, "filters"));
    if (!filter)
        return filter.error();
    QList<SharedMembership> matching;
    for (const SharedCollection &collection : collections) {
        const auto records = CollectionStore(session.database).members(collection->record.id);
        if (!records)
            return records.error();
        for (const MembershipRecord &record : *records) {
            const auto place = membershipView(session, collection, record);
            if (!place)
                return place.error();
            const auto valueOf = [&](const QString &path) { return versionField(session, **place, path); };
            if (*place && filter->matches(valueOf))
                matching.append(*place);
        }
    }
    orderBy(matching, argumentText(arguments, "order"),
        [&session](const SharedMembership &place, const QString &path) { return versionField(session, *place, path); });
    return matching;
}

Value pageOfMemberships(const QList<SharedMembership> &places, const Value &arguments)
{
    const PageRequest page = PageRequest::from(arguments, places.size());
    Value::List nodes;
    for (const SharedMembership &place : places.mid(page.offset, page.count))
        nodes.push_back(membershipValue(place));
    return connectionOf(nodes, page, places.size());
}

} // namespace

QJsonValue projectField(const ProjectView &view, const QString &path)
{
    const ProjectRecord &project = view.record;
    if (isOneOf(path, {"id", "project_id"}))
        return project.id;
    if (isOneOf(path, {"name"}))
        return project.name;
    if (isOneOf(path, {"entity_id"}))
        return project.entity;
    if (view.isNameOnly) // a filter that takes it or not would tell what the answer hides
        return QJsonValue::Undefined;
    if (isOneOf(path, {"description"}))
        return project.description;
    if (isOneOf(path, {"created_at", "createdAt"}))
        return millisecondsOf(project.createdAt);
    if (isOneOf(path, {"updated_at", "updatedAt"}))
        return millisecondsOf(project.updatedAt);
    return QJsonValue::Undefined;
}

base::Result<Value> collectionConnection(
    Session &session, const QList<SharedProject> &projects, const QString &type, const Value &arguments)
{
    const QStringList kinds = [&arguments] {
        QStringList words;
        for (const Value &kind : arguments[QStringLiteral("collectionTypes")].toList())
            words.append(kind.toString());
        return words;
    }();
    const auto isWanted = [&](const CollectionRecord &record) {
        const QString kind = record.isPortfolio ? QStringLiteral("PORTFOLIO") : QStringLiteral("SEQUENCE");
        return (type.isEmpty() || record.typeName == type) && (kinds.isEmpty() || kinds.contains(kind));
    };
    auto matching = matchingCollections(session, projects, argumentText(arguments, "filters"), isWanted);
    if (!matching)
        return matching.error();
    orderBy(*matching, argumentText(arguments, "order"),
        [&session](const SharedCollection &collection, const QString &path) {
            return collectionField(session, collection->record, path);
        });
    const PageRequest page = PageRequest::from(arguments, matching->size());
    Value::List nodes;
    for (const SharedCollection &collection : matching->mid(page.offset, page.count))
        nodes.push_back(collectionValue(collection));
    return connectionOf(nodes, page, matching->size());
}

base::Result<Value> versionConnection(Session &session, const SharedCollection &collection, const Value &arguments)
{
    const auto places = matchingVersions(session, {collection}, arguments);
    if (!places)
        return places.error();
    const PageRequest page = PageRequest::from(arguments, places->size());
    Value::List nodes;
    QStringList versions;
    for (const SharedMembership &place : places->mid(page.offset, page.count)) {
        nodes.push_back(artifactValue(place->artifact));
        versions.append(QStringLiteral("v%1").arg(place->record.version));
    }
    Value::Fields connection = connectionOf(nodes, page, places->size()).toFields();
    Value::List edges;
    qsizetype index = 0;
    for (const Value &edge : connection[QStringLiteral("edges")].toList()) {
        Value::Fields fields = edge.toFields();
        fields[QStringLiteral("version")] = versions.value(index++);
        edges.push_back(std::move(fields));
    }
    connection[QStringLiteral("edges")] = std::move(edges);
    return Value(std::move(connection));
}

base::Result<Value> membershipConnection(Session &session, const SharedCollection &collection, const Value &arguments)
{
    const auto places = matchingVersions(session, {collection}, arguments);
    return places ? base::Result<Value>(pageOfMemberships(*places, arguments)) : places.error();
}

base::Result<Value> membershipConnection(Session &session, const QList<SharedProject> &projects, const Value &arguments)
{
    const auto collections = matchingCollections(session, projects, argumentText(arguments, "collectionFilters"),
        [](const CollectionRecord &record) { return record.isPortfolio; });
    if (!collections)
        return collections.error();
    const auto places = matchingVersions(session, *collections, arguments);
    return places ? base::Result<Value>(pageOfMemberships(*places, arguments)) : places.error();
}

} // namespace server
