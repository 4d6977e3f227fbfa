#include "server/artifactfilestore.h"
#include "server/artifactfilevalue.h"
#include "server/connection.h"
#include "server/resolving.h"

namespace server {

using graphql::Value;

namespace {

constexpr qint64 filesAtOnce = 5000;

base::Result<Value> pageOfFiles(
    Session &session, const SharedArtifact &artifact, const MembershipView *place, const Value &arguments)
{
    ArtifactFileStore store(session.database);
    Value::List nodes;
    const auto names = arguments[QStringLiteral("names")].toStrings();
    if (!names.isEmpty()) {
        for (const QString &name : names) {
            const auto entry = store.entry(artifact->record.id, name);
            if (!entry)
                return entry.error();
            if (*entry)
                nodes.push_back(entryValue(session, artifact, place, **entry));
        }
        return fileConnectionOf(nodes);
    }
    const auto totals = store.totals(artifact->record.id);
    if (!totals)
        return totals.error();
    const PageRequest page = PageRequest::from(arguments, totals->count, 50, filesAtOnce);
    const auto entries = store.entries(artifact->record.id, page.offset, page.count);
    if (!entries)
        return entries.error();
    for (const EntryRecord &entry : *entries)
        nodes.push_back(entryValue(session, artifact, place, entry));
    Value::Fields connection = connectionOf(nodes, page, totals->count).toFields();
    connection[QStringLiteral("uploadHeaders")] = Value::List{};
    return Value(std::move(connection));
}

/// The place to fetch content through; null where the caller may not fetch it.
base::Result<SharedMembership> downloadPlace(Session &session, const SharedArtifact &artifact)
{
    auto place = placeFor(session, ArtifactDeed::Download, artifact);
    if (place)
        return place;
    const auto kind = place.error().kind;
    if (kind == base::Error::Kind::Forbidden || kind == base::Error::Kind::NotFound)
        return SharedMembership();
    return place;
}

base::Result<Value> filesOfArtifact(Session &session, const SharedArtifact &artifact, const Value &arguments)
{
    const auto place = downloadPlace(session, artifact);
    return place ? pageOfFiles(session, artifact, place->get(), arguments) : place.error();
}

base::Result<Value> filesOfMembership(Session &session, const SharedMembership &membership, const Value &arguments)
{
    const bool isAllowed = allowsDeed(session, ArtifactDeed::Download, *membership->collection->project);
    return pageOfFiles(session, membership->artifact, isAllowed ? membership.get() : nullptr, arguments);
}

/// In the order of the entries that were asked for; one that is not in the version has no address.
base::Result<Value> filesByEntries(Session &session, const SharedArtifact &artifact, const Value &arguments)
{
    const Value::List &wanted = arguments[QStringLiteral("entries")].toList();
    if (wanted.size() > std::size_t(2 * filesAtOnce))
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("entries: more than 10000 at once")};
    const auto place = placeFor(session, ArtifactDeed::Download, artifact);
    if (!place)
        return place.error();
    ArtifactFileStore store(session.database);
    Value::List nodes;
    for (const Value &one : wanted) {
        const auto entry = store.entry(artifact->record.id, one[QStringLiteral("name")].toString());
        if (!entry)
            return entry.error();
        EntryRecord found = entry->value_or(EntryRecord{});
        if (!*entry)
            found.path = one[QStringLiteral("name")].toString();
        const bool isThere = entry->has_value() && found.digest == one[QStringLiteral("digest")].toString();
        nodes.push_back(entryValue(session, artifact, isThere ? place->get() : nullptr, found));
    }
    return fileConnectionOf(nodes);
}

} // namespace

void addArtifactFileResolvers(graphql::Resolvers &resolvers)
{
    addSharedField<ArtifactView>(resolvers, QStringLiteral("Artifact.files"), filesOfArtifact);
    addSharedField<ArtifactView>(resolvers, QStringLiteral("Artifact.filesByManifestEntries"), filesByEntries);
    addSharedField<MembershipView>(resolvers, QStringLiteral("ArtifactCollectionMembership.files"), filesOfMembership);
}

} // namespace server
