#include "server/connection.h"
#include "server/projectlist.h"
#include "server/resolving.h"
#include "server/userstore.h"

#include <QJsonObject>

namespace server {

using graphql::FieldContext;
using graphql::Value;

namespace {

base::Result<Value> viewer(const FieldContext &context)
{
    auto &session = context.context<Session>();
    return session.who.isVisitor() ? Value() : userValue(std::make_shared<const UserRecord>(session.who.user));
}

base::Result<Value> serverInfo(const FieldContext &)
{
    const auto feature = [](const char *name) {
        return Value::Fields{
            {QStringLiteral("name"), QString(QLatin1String(name))}, {QStringLiteral("isEnabled"), true}};
    };
    const Value::Fields version{{QStringLiteral("outOfDate"), false},
        {QStringLiteral("latestVersionString"), QStringLiteral(COHORT_VERSION)},
        {QStringLiteral("versionOnThisInstanceString"), QStringLiteral(COHORT_VERSION)}};
    // No promises for others: the SDK uses what is named here.
    return Value(Value::Fields{
        {QStringLiteral("features"),
            Value::List{feature("LARGE_FILENAMES"), feature("STRUCTURED_CONSOLE_LOGS"), feature("FILESTREAM_GZIP"),
                feature("SWEEPS_QUERY_FILTERING"), feature("MARK_RUN_FILES_UPLOADED"),
                feature("TOTAL_COUNT_IN_FILE_CONNECTION"), feature("CLIENT_IDS"), feature("ARTIFACT_REGISTRY_SEARCH"),
                feature("INCLUDE_ARTIFACT_TYPES_IN_REGISTRY_CREATION"), feature("ARTIFACT_TAGS"),
                feature("PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP"), feature("ARTIFACT_COLLECTION_MEMBERSHIP_FILES"),
                feature("ARTIFACT_COLLECTION_MEMBERSHIP_FILE_DOWNLOAD_HANDLER"),
                feature("ARTIFACT_V2_DOWNLOAD_HANDLER_SUPPORTS_ARTIFACT_ID"),
                feature("USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION"),
                feature("ARTIFACT_MEMBERSHIP_IN_LINK_ARTIFACT_RESPONSE"),
                feature("ARTIFACT_COLLECTIONS_FILTERING_SORTING"), feature("AUTOMATION_SCOPE_ENTITY"),
                feature("AUTOMATION_ACTION_NO_OP"), feature("AUTOMATION_EVENT_RUN_METRIC"),
                feature("AUTOMATION_EVENT_RUN_METRIC_CHANGE"), feature("AUTOMATION_EVENT_RUN_METRIC_ZSCORE"),
                feature("AUTOMATION_EVENT_RUN_STATE"), feature("AUTOMATION_EVENT_ADD_ARTIFACT_TAG"),
                feature("AUTOMATION_EVENT_ADD_COLLECTION_TAG"), feature("AUTOMATION_EVENT_REMOVE_ARTIFACT_TAG"),
                feature("AUTOMATION_EVENT_REMOVE_COLLECTION_TAG"), feature("AUTOMATION_EVENT_UNLINK_ARTIFACT"),
                feature("QUERY_AUTOMATIONS_ON_ENTITY")}},
        {QStringLiteral("cliVersionInfo"),
            Value::json(QJsonObject{{QStringLiteral("max_cli_version"), QStringLiteral("99.0.0")}})},
        {QStringLiteral("latestLocalVersionInfo"), version}});
}

base::Result<Value> queryEntity(const FieldContext &context)
{
    auto &session = context.context<Session>();
    const QString name = context.arguments[QStringLiteral("name")].toString();
    const auto found = entityNamed(session, name);
    if (!found)
        return found.error();
    const auto view = viewOf(session, *found, name);
    if (!view)
        return view.error();
    return Value::object(QStringLiteral("Entity"), *view);
}

base::Result<Value> queryProject(const FieldContext &context)
{
    const auto found =
        findProject(context.context<Session>(), context.arguments[QStringLiteral("entityName")].toString(),
            context.arguments[QStringLiteral("name")].toString());
    if (!found)
        return found.error();
    return *found ? Value::object(QStringLiteral("Project"), *found) : Value();
}

base::Result<Value> queryProjects(const FieldContext &context)
{
    auto &session = context.context<Session>();
    const auto found = entityNamed(session, context.arguments[QStringLiteral("entityName")].toString());
    if (!found)
        return found.error();
    if (!*found)
        return connectionOf({}, {}, 0);
    return projectConnection(session, **found, context.arguments);
}

/// The organisation's people, by a part of their name or address.
base::Result<Value> queryUsers(const FieldContext &context)
{
    auto &session = context.context<Session>();
    if (auto allowed = Access(session).require(domain::Action::OrgUsersView, {}); !allowed)
        return allowed.error();
    const auto all = UserStore(session.database).all();
    if (!all)
        return all.error();
    const QString query = context.arguments[QStringLiteral("query")].toString();
    const QStringList names = context.arguments[QStringLiteral("usernames")].toStrings();
    Value::List found;
    for (const UserRecord &user : *all) {
        const bool fits = query.isEmpty() || user.username.contains(query, Qt::CaseInsensitive)
            || user.email.contains(query, Qt::CaseInsensitive);
        if (!user.isService && fits && (names.isEmpty() || names.contains(user.username)))
            found.push_back(userValue(std::make_shared<const UserRecord>(user)));
    }
    const auto total = static_cast<qint64>(found.size());
    const PageRequest page = PageRequest::from(context.arguments, total);
    const Value::List part(found.begin() + page.offset, found.begin() + page.offset + page.count);
    return connectionOf(part, page, total);
}

base::Result<Value> user(const FieldContext &context)
{
    auto &session = context.context<Session>();
    const QString name = context.arguments[QStringLiteral("userName")].toString();
    if (name != session.who.user.username && !Access(session).allows(domain::Action::OrgUsersView, {}))
        return Value();
    auto found = UserStore(session.database).byUsername(name);
    if (!found)
        return found.error();
    return *found ? userValue(std::make_shared<const UserRecord>(**found)) : Value();
}

base::Result<Value> queryOrganization(const FieldContext &context)
{
    auto &session = context.context<Session>();
    const auto name = UserStore(session.database).organizationName();
    if (!name)
        return name.error();
    const auto asked = context.arguments[QStringLiteral("name")].text();
    if (!Access(session).allows(domain::Action::OrgUsersView, {}) || (asked && *asked != *name))
        return Value();
    return Value::object(QStringLiteral("Organization"), OrganizationView{*name});
}

} // namespace

void addRootResolvers(graphql::Resolvers &resolvers)
{
    resolvers.add(QStringLiteral("Query.viewer"), viewer);
    resolvers.add(QStringLiteral("Query.serverInfo"), serverInfo);
    resolvers.add(QStringLiteral("Query.entity"), queryEntity);
    resolvers.add(QStringLiteral("Query.project"), queryProject);
    resolvers.add(QStringLiteral("Query.model"), queryProject);
    resolvers.add(QStringLiteral("Query.projects"), queryProjects);
    resolvers.add(QStringLiteral("Query.models"), queryProjects);
    resolvers.add(QStringLiteral("Query.users"), queryUsers);
    resolvers.add(QStringLiteral("Query.user"), user);
    resolvers.add(QStringLiteral("Query.organization"), queryOrganization);
}

graphql::Resolvers allResolvers()
{
    graphql::Resolvers resolvers;
    for (const auto add :
        {addRootResolvers, addUserResolvers, addEntityResolvers, addOrganizationResolvers, addProjectResolvers,
            addRunResolvers, addRunContentResolvers, addHistoryResolvers, addFileResolvers, addUpsertBucket,
            addRunMutations, addProjectMutations, addProjectMemberMutations, addMemberMutations, addAccountMutations,
            addFileMutations, addViewResolvers, addViewMutations, addViewSharing, addViewComments, addArtifactResolvers,
            addArtifactFileResolvers, addCollectionResolvers, addLineageResolvers, addArtifactMutations,
            addArtifactFileMutations, addArtifactEditMutations, addArtifactLinkMutations, addCollectionMutations,
            addRegistryResolvers, addRegistryMutations, addSweepResolvers, addSweepMutations, addSweepAgents,
            addRunAlerts, addRunRewind, addRunFacets, addBucketHistory, addAutomationResolvers, addAutomationMutations,
            addCustomCharts, addTeamMutations, addOrganizationMutations, addRoleMutations, addMoveMutations})
        add(resolvers);
    return resolvers;
}

} // namespace server
