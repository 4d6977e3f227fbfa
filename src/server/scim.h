#pragma once

#include "server/session.h"

#include <QJsonArray>
#include <QJsonObject>

/// What the parts of SCIM have in common (protocol, section 22): answers, filters, changes.
namespace server {

struct ScimAnswer
{
    int status = 200;
    QJsonObject body; ///< empty for 204
};
using ScimResult = base::Result<ScimAnswer>;

/// `{"schemas": [...Error], "detail": "…", "status": "400"}`.
QJsonObject scimErrorBody(int status, const QString &detail);
/// Names the state of a resource; another state has another tag.
QByteArray scimTag(const QJsonObject &resource);
/// Invalid, with a text that names the attribute.
base::Error badScim(const QString &text);

/// The part of a collection that a request asks for (RFC 7644, section 3.4.2.4).
struct ScimPage
{
    static constexpr qint64 most = 1000; ///< resources in one answer, however many are asked for

    qint64 start = 1; ///< of all that fit, counted from 1
    qint64 count = most;

    /// Everything, as far as it fits, where the query names neither startIndex nor count. Invalid: no numbers.
    static base::Result<ScimPage> from(const QByteArray &query);
};
/// The page that begins with `start`, of a collection of `total`.
QJsonObject scimList(const QJsonArray &resources, qint64 start, qint64 total);

/// The one form of filter that is offered: `attribute eq "value"`.
struct ScimFilter
{
    QString attribute;
    QString value;

    /// Nothing: there is no filter. Invalid: another form, or an attribute that is not offered.
    static base::Result<std::optional<ScimFilter>> from(const QByteArray &query, const QStringList &attributes);
    /// The same inside of `members[value eq "…"]`.
    static std::optional<ScimFilter> parse(const QString &text);
};

/// One entry of a PATCH.
struct ScimChange
{
    enum class Op { Add, Remove, Replace };
    Op op = Op::Replace;
    QString path; ///< the attribute; empty: `value` is an object of attributes
    std::optional<ScimFilter> filter; ///< of `members[value eq "…"]`
    QJsonValue value;

    /// The whole list of a request. Entries without a path become one for each attribute.
    static base::Result<QList<ScimChange>> from(const QJsonObject &body);
};

/// A request that has found its resource type.
struct ScimRequest
{
    QByteArray method;
    QString id; ///< empty: the whole collection
    QByteArray query;
    QJsonObject body;
    QByteArray ifMatch; ///< empty: none
    qint64 now = 0;
};

/// 412 where the request expects another state than `resource`; nothing: go on.
std::optional<ScimAnswer> scimPrecondition(const ScimRequest &request, const QJsonObject &resource);
/// Only attributes of the list may be in a body; `schemas` has to name `schema`.
base::Status checkScimBody(const QJsonObject &body, const char *schema, const QStringList &attributes);
/// `{"resourceType", "created", "lastModified", "location"}`.
QJsonObject scimMeta(const char *type, const QString &id, const QDateTime &created, const QDateTime &changed);

/// Those of a collection that the request asks for; `show(session, found)` is asked for these only.
template <typename Found, typename Show>
ScimResult answerScimList(Session &session, const ScimRequest &request, const QList<Found> &all, Show show)
{
    const auto page = ScimPage::from(request.query);
    if (!page)
        return page.error();
    QJsonArray resources;
    for (const Found &found : all.mid(page->start - 1, page->count)) {
        const base::Result<QJsonObject> resource = show(session, found);
        if (!resource)
            return resource.error();
        resources.append(*resource);
    }
    return ScimAnswer{200, scimList(resources, page->start, all.size())};
}

/// What every type of resource has in common: the one of the request is found or refused, read, or changed if it still
/// is in the state that the request expects. `find(session, id)`, `show(session, found)`: the resource as clients see
/// it, `change(session, request, found)`: every method but GET.
template <typename Find, typename Show, typename Change>
ScimResult answerScimResource(Session &session, const ScimRequest &request, Find find, Show show, Change change)
{
    const auto found = find(session, request.id);
    if (!found)
        return found.error();
    const base::Result<QJsonObject> resource = show(session, *found);
    if (!resource)
        return resource.error();
    if (request.method == "GET")
        return ScimAnswer{200, *resource};
    if (auto refused = scimPrecondition(request, *resource))
        return *refused;
    return change(session, request, *found);
}

ScimResult answerScimUsers(Session &session, const ScimRequest &request);
ScimResult answerScimGroups(Session &session, const ScimRequest &request);
ScimResult answerScimRoles(Session &session, const ScimRequest &request);

} // namespace server
