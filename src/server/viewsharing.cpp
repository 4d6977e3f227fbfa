#include "server/globalid.h"
#include "server/mutations.h"
#include "server/projectstore.h"
#include "server/savedview.h"
#include "server/viewtalk.h"

#include <QRandomGenerator>

namespace server {

using domain::Action;
using graphql::Value;
using SharedView = std::shared_ptr<const SavedView>;

namespace {

constexpr qsizetype mostLinksOfAView = 100;
constexpr qsizetype mostProjectsOfALink = 50;

/// 64 letters and digits of the system's generator: 380 bits.
QString makeToken()
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString token;
    for (int i = 0; i < 64; ++i)
        token.append(QLatin1Char(letters[QRandomGenerator::system()->bounded(int(sizeof letters) - 1)]));
    return token;
}

/// The projects of a link that the caller sees.
base::Result<Value> linkValue(Session &session, const ShareLinkRecord &link, const SharedView &view)
{
    Value::List projects;
    for (const qint64 id : link.projects) {
        const auto record = ProjectStore(session.database).byId(id);
        if (!record)
            return record.error();
        if (!*record)
            continue;
        const auto project = findProject(session, (*record)->entityName, (*record)->name);
        if (!project)
            return project.error();
        if (*project)
            projects.push_back(Value::object(QStringLiteral("Project"), *project));
    }
    const auto creator = userOf(session, link.createdBy);
    if (!creator)
        return creator.error();
    return Value(Value::Fields{{QStringLiteral("id"), numberId("AccessToken", link.id)},
        {QStringLiteral("token"), link.token}, {QStringLiteral("type"), Value::enumText(QStringLiteral("PUBLIC"))},
        {QStringLiteral("createdAt"), timeValue(link.createdAt)},
        {QStringLiteral("revokedAt"), timeValue(link.revokedAt)}, {QStringLiteral("createdBy"), userValue(*creator)},
        {QStringLiteral("emails"), Value::List{}}, {QStringLiteral("projects"), std::move(projects)},
        {QStringLiteral("view"), Value::object(QStringLiteral("View"), view)}});
}

/// Whoever may make links sees them: a link is a right of its own.
base::Result<Value> accessTokens(Session &session, const SharedView &view, const Value &)
{
    if (!Access(session).allows(Action::ReportShareLink, targetOf(*view)))
        return Value(Value::List{});
    const auto links = ViewTalkStore(session.database).links(view->record.id);
    if (!links)
        return links.error();
    Value::List values;
    for (const ShareLinkRecord &link : *links) {
        auto value = linkValue(session, link, view);
        if (!value)
            return value;
        values.push_back(std::move(*value));
    }
    return Value(std::move(values));
}

/// Each of them visible to the caller; a link never shows more than its maker sees.
base::Result<QList<qint64>> wantedProjects(Session &session, const Value &input)
{
    const Value projects = input[QStringLiteral("projects")];
    if (static_cast<qsizetype>(projects.toList().size()) > mostProjectsOfALink)
        return invalidInput("projects: more than 50");
    QList<qint64> ids;
    for (const Value &named : projects.toList()) {
        const auto project = requireProject(
            session, named[QStringLiteral("entityName")].toString(), named[QStringLiteral("projectName")].toString());
        if (!project)
            return project.error();
        ids.append((*project)->record.id);
    }
    return ids;
}

base::Result<Value::Fields> createAccessToken(Session &session, const Value &input)
{
    const auto view = requireView(session, input[QStringLiteral("viewId")].toString(), Action::ReportShareLink);
    if (!view)
        return view.error();
    if (kindOf((*view)->record) != ViewKind::Report)
        return invalidInput("viewId: only a report that is published has links");
    if (!input[QStringLiteral("email")].isNull() || !input[QStringLiteral("username")].isNull())
        return invalidInput("email, username: this server has links for everybody only");
    const auto projects = wantedProjects(session, input);
    if (!projects)
        return projects.error();
    ViewTalkStore store(session.database);
    const auto others = store.links((*view)->record.id);
    if (!others)
        return others.error();
    if (others->size() >= mostLinksOfAView)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the report has 100 links")};
    ShareLinkRecord link;
    link.view = (*view)->record.id;
    link.token = makeToken();
    link.projects = *projects;
    link.createdBy = session.who.user.id;
    link.createdAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    const auto id = store.addLink(link);
    if (!id)
        return id.error();
    link.id = *id;
    const auto value = linkValue(session, link, *view);
    if (!value)
        return value.error();
    return Value::Fields{{QStringLiteral("accessToken"), *value}};
}

struct OwnLink
{
    ShareLinkRecord link;
    SharedView view;
};

base::Result<OwnLink> requireShareLink(Session &session, const Value &input)
{
    const auto link = ViewTalkStore(session.database).link(input[QStringLiteral("token")].toString());
    if (!link)
        return link.error();
    if (!*link)
        return Access::notFound();
    const auto view = requireView(session, numberId("View", (*link)->view));
    if (!view)
        return view.error();
    return OwnLink{**link, *view};
}

base::Result<Value::Fields> revokeAccessToken(Session &session, const Value &input)
{
    const auto own = requireShareLink(session, input);
    if (!own)
        return own.error();
    // While links are switched off they can be taken back all the same, by whoever may change the report.
    if (auto allowed = Access(session).require(Action::ReportEdit, targetOf(*own->view)); !allowed)
        return allowed.error();
    if (auto revoked = ViewTalkStore(session.database).revoke(own->link.id, session.now); !revoked)
        return revoked.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> updateAccessTokenProjects(Session &session, const Value &input)
{
    const auto own = requireShareLink(session, input);
    if (!own)
        return own.error();
    if (auto allowed = Access(session).require(Action::ReportShareLink, targetOf(*own->view)); !allowed)
        return allowed.error();
    const auto projects = wantedProjects(session, input);
    if (!projects)
        return projects.error();
    if (auto set = ViewTalkStore(session.database).setLinkProjects(own->link.id, *projects); !set)
        return set.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addViewSharing(graphql::Resolvers &resolvers)
{
    addSharedField<SavedView>(resolvers, QStringLiteral("View.accessTokens"), accessTokens);
    addMutation(resolvers, "createAccessToken", createAccessToken);
    addMutation(resolvers, "revokeAccessToken", revokeAccessToken);
    addMutation(resolvers, "updateAccessTokenProjects", updateAccessTokenProjects);
}

} // namespace server
