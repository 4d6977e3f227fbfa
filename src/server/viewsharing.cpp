#include "server/globalid.h"
#include "server/mutations.h"
#include "server/savedview.h"
#include "server/sharestore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <QRandomGenerator>

namespace server {

using domain::Action;
using graphql::Value;
using SharedView = std::shared_ptr<const SavedView>;

namespace {

constexpr qsizetype mostSharesOfAView = 100;
constexpr qsizetype mostPeopleOfAShare = 1000;
constexpr qsizetype mostProjectsOfAShare = 50;

/// 64 letters and digits of the system's generator: 380 bits.
QString makeToken()
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString token;
    for (int i = 0; i < 64; ++i)
        token.append(QLatin1Char(letters[QRandomGenerator::system()->bounded(int(sizeof letters) - 1)]));
    return token;
}

/// Whether the share's people are in the team that holds the report.
base::Result<bool> isOnTeam(Session &session, const SavedView &view, qint64 user)
{
    return TeamStore(session.database).roleOf(view.project->entity.id, user).map([](domain::BaseRole role) {
        return role != domain::BaseRole::None;
    });
}

base::Result<Value::List> addressesOf(Session &session, const ShareRecord &share)
{
    Value::List addresses;
    for (const qint64 person : share.people) {
        const auto user = userOf(session, person);
        if (!user)
            return user.error();
        if (*user)
            addresses.push_back((*user)->email.isEmpty() ? (*user)->username : (*user)->email);
    }
    return addresses;
}

/// Of the share's projects those that the caller sees.
base::Result<Value::List> projectsOf(Session &session, const ShareRecord &share)
{
    Value::List projects;
    for (const qint64 id : share.projects) {
        const auto project = requireProject(session, id);
        if (!project && project.error().kind != base::Error::Kind::NotFound)
            return project.error();
        if (project)
            projects.push_back(Value::object(QStringLiteral("Project"), *project));
    }
    return projects;
}

base::Result<Value> shareValue(Session &session, const ShareRecord &share, const SharedView &view)
{
    const auto projects = projectsOf(session, share);
    const auto emails = addressesOf(session, share);
    const auto creator = userOf(session, share.createdBy);
    if (!projects || !emails)
        return projects ? emails.error() : projects.error();
    if (!creator)
        return creator.error();
    const QString type = share.isPersonal ? QStringLiteral("INDIVIDUAL_SHARING") : QStringLiteral("PUBLIC");
    return Value(Value::Fields{{QStringLiteral("id"), numberId("AccessToken", share.id)},
        {QStringLiteral("token"), share.token}, {QStringLiteral("type"), Value::enumText(type)},
        {QStringLiteral("access"),
            Value::enumText(share.mayEdit ? QStringLiteral("CAN_EDIT") : QStringLiteral("CAN_VIEW"))},
        {QStringLiteral("createdAt"), timeValue(share.createdAt)},
        {QStringLiteral("revokedAt"), timeValue(share.revokedAt)}, {QStringLiteral("createdBy"), userValue(*creator)},
        {QStringLiteral("emails"), *emails}, {QStringLiteral("projects"), *projects},
        {QStringLiteral("view"), Value::object(QStringLiteral("View"), view)}});
}

/// Whoever may share the report sees with whom it is shared: an address is a right of its own.
base::Result<Value> accessTokens(Session &session, const SharedView &view, const Value &)
{
    if (!Access(session).allows(Action::ReportSharePerson, targetOf(*view)))
        return Value(Value::List{});
    const auto shares = ShareStore(session.database).ofView(view->record.id);
    if (!shares)
        return shares.error();
    Value::List values;
    for (const ShareRecord &share : *shares) {
        auto value = shareValue(session, share, view);
        if (!value)
            return value;
        values.push_back(std::move(*value));
    }
    return Value(std::move(values));
}

/// Each of them visible to the caller; a share never shows more than its maker sees.
base::Result<QList<qint64>> wantedProjects(Session &session, const Value &input)
{
    const Value projects = input[QStringLiteral("projects")];
    if (static_cast<qsizetype>(projects.toList().size()) > mostProjectsOfAShare)
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

/// Somebody with an account, by mail address or user name.
base::Result<UserRecord> wantedPerson(Session &session, const Value &input)
{
    const QString email = input[QStringLiteral("email")].toString();
    const QString username = input[QStringLiteral("username")].toString();
    UserStore users(session.database);
    const auto found = email.isEmpty() ? users.byUsername(username) : users.byEmail(email);
    if (!found)
        return found.error();
    if (!*found || (*found)->isDeactivated)
        return invalidInput("email, username: nobody here has that account; an organization admin can make one");
    if ((*found)->isService)
        return invalidInput("username: reports are shared with people, this is a service account");
    return **found;
}

bool namesPerson(const Value &input)
{
    return !input[QStringLiteral("email")].isNull() || !input[QStringLiteral("username")].isNull();
}

base::Result<ShareRecord> newShare(Session &session, const SharedView &view, const Value &input)
{
    ShareRecord share;
    share.view = view->record.id;
    share.token = makeToken();
    share.createdBy = session.who.user.id;
    share.createdAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    share.isPersonal = namesPerson(input);
    share.mayEdit = input[QStringLiteral("access")].toString() == QLatin1String("CAN_EDIT");
    if (share.mayEdit && !share.isPersonal)
        return invalidInput("access: a link for everybody only shows the report; name a person who may edit it");
    if (share.isPersonal) {
        const auto person = wantedPerson(session, input);
        if (!person)
            return person.error();
        share.people = {person->id};
    }
    const auto projects = wantedProjects(session, input);
    if (!projects)
        return projects.error();
    share.projects = *projects;
    return share;
}

/// What a change of a share answers: the share, and what is to be told about the person it was made for.
base::Result<Value::Fields> shareAnswer(
    Session &session, const ShareRecord &share, const SharedView &view, qint64 recipient)
{
    const auto value = shareValue(session, share, view);
    const auto isThere = isOnTeam(session, *view, recipient);
    if (!value || !isThere)
        return value ? isThere.error() : value.error();
    return Value::Fields{{QStringLiteral("accessToken"), *value}, {QStringLiteral("success"), true},
        {QStringLiteral("recipientAlreadyOnTeam"), *isThere}, {QStringLiteral("toNewUser"), false}};
}

base::Result<Value::Fields> createAccessToken(Session &session, const Value &input)
{
    const Action action = namesPerson(input) ? Action::ReportSharePerson : Action::ReportShareLink;
    const auto view = requireView(session, input[QStringLiteral("viewId")].toString(), action);
    if (!view)
        return view.error();
    if (kindOf((*view)->record) != ViewKind::Report)
        return invalidInput("viewId: only a report that is published can be shared");
    ShareStore store(session.database);
    const auto others = store.ofView((*view)->record.id);
    if (!others)
        return others.error();
    if (others->size() >= mostSharesOfAView)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the report was shared 100 times")};
    auto share = newShare(session, *view, input);
    if (!share)
        return share.error();
    const auto id = store.insert(*share);
    if (!id)
        return id.error();
    share->id = *id;
    return shareAnswer(session, *share, *view, share->people.value(0));
}

struct OwnShare
{
    ShareRecord share;
    SharedView view;
};

base::Result<OwnShare> requireShare(Session &session, const Value &input, Action action)
{
    const auto share = ShareStore(session.database).byToken(input[QStringLiteral("token")].toString());
    if (!share)
        return share.error();
    if (!*share)
        return Access::notFound();
    const auto view = requireView(session, numberId("View", (*share)->view), action);
    if (!view)
        return view.error();
    return OwnShare{**share, *view};
}

/// While links are switched off they can be taken back all the same.
base::Result<Value::Fields> revokeAccessToken(Session &session, const Value &input)
{
    const auto own = requireShare(session, input, Action::ReportSharePerson);
    if (!own)
        return own.error();
    if (auto revoked = ShareStore(session.database).revoke(own->share.id, session.now); !revoked)
        return revoked.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> updateAccessTokenProjects(Session &session, const Value &input)
{
    const auto found = requireShare(session, input, Action::ReportSharePerson);
    if (!found)
        return found.error();
    if (!found->share.isPersonal) {
        if (auto allowed = Access(session).require(Action::ReportShareLink, targetOf(*found->view)); !allowed)
            return allowed.error();
    }
    const auto projects = wantedProjects(session, input);
    if (!projects)
        return projects.error();
    if (auto set = ShareStore(session.database).setProjects(found->share.id, *projects); !set)
        return set.error();
    ShareRecord share = found->share;
    share.projects = *projects;
    return shareAnswer(session, share, found->view, 0);
}

/// A share by name, and who is meant.
base::Result<OwnShare> requirePersonalShare(Session &session, const Value &input)
{
    auto own = requireShare(session, input, Action::ReportSharePerson);
    if (own && !own->share.isPersonal)
        return invalidInput("token: this link is for everybody; share the report with people anew");
    if (own && own->share.revokedAt.isValid())
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("token: the share was taken back")};
    return own;
}

/// One person more.
base::Result<Value::Fields> updateAccessToken(Session &session, const Value &input)
{
    auto own = requirePersonalShare(session, input);
    if (!own)
        return own.error();
    const auto person = wantedPerson(session, input);
    if (!person)
        return person.error();
    if (own->share.people.size() >= mostPeopleOfAShare)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the share has 1000 people")};
    if (auto added = ShareStore(session.database).addPerson(own->share.id, person->id); !added)
        return added.error();
    if (!own->share.people.contains(person->id))
        own->share.people.append(person->id);
    return shareAnswer(session, own->share, own->view, person->id);
}

/// One person less.
base::Result<Value::Fields> revokeAccessTokenEmail(Session &session, const Value &input)
{
    auto own = requirePersonalShare(session, input);
    if (!own)
        return own.error();
    const QString email = input[QStringLiteral("email")].toString();
    for (const qint64 person : QList<qint64>(own->share.people)) {
        const auto user = userOf(session, person);
        if (!user)
            return user.error();
        const bool isMeant =
            *user && ((*user)->email.compare(email, Qt::CaseInsensitive) == 0 || (*user)->username == email);
        if (!isMeant)
            continue;
        if (auto removed = ShareStore(session.database).removePerson(own->share.id, person); !removed)
            return removed.error();
        own->share.people.removeOne(person);
        return shareAnswer(session, own->share, own->view, person);
    }
    return invalidInput("email: the report is not shared with that address");
}

} // namespace

void addViewSharing(graphql::Resolvers &resolvers)
{
    addSharedField<SavedView>(resolvers, QStringLiteral("View.accessTokens"), accessTokens);
    addMutation(resolvers, "createAccessToken", createAccessToken);
    addMutation(resolvers, "revokeAccessToken", revokeAccessToken);
    addMutation(resolvers, "revokeAccessTokenEmail", revokeAccessTokenEmail);
    addMutation(resolvers, "updateAccessToken", updateAccessToken);
    addMutation(resolvers, "updateAccessTokenProjects", updateAccessTokenProjects);
}

} // namespace server
