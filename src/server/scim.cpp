#include "server/scim.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace server {

namespace {

constexpr int mostChanges = 1000; ///< in one PATCH
constexpr qint64 itemsOfAll = 9999; ///< on the page that holds everything: so the hosted service says

std::optional<ScimChange::Op> opFrom(const QString &word)
{
    if (word.compare(QLatin1String("add"), Qt::CaseInsensitive) == 0)
        return ScimChange::Op::Add;
    if (word.compare(QLatin1String("remove"), Qt::CaseInsensitive) == 0)
        return ScimChange::Op::Remove;
    if (word.compare(QLatin1String("replace"), Qt::CaseInsensitive) == 0)
        return ScimChange::Op::Replace;
    return std::nullopt;
}

/// A part of the query; blanks are sent as `+`, too.
std::optional<QString> parameterOf(const QByteArray &query, const char *name)
{
    const QByteArray head = QByteArray(name) + '=';
    for (const QByteArray &part : query.split('&')) {
        if (part.startsWith(head))
            return QUrl::fromPercentEncoding(part.mid(head.size()).replace('+', ' '));
    }
    return std::nullopt;
}

/// `members`, or `members[value eq "…"]`.
bool readPath(const QString &path, ScimChange &change)
{
    const qsizetype open = path.indexOf(u'[');
    change.path = path.left(open);
    if (open < 0)
        return true;
    if (!path.endsWith(u']'))
        return false;
    change.filter = ScimFilter::parse(path.mid(open + 1, path.size() - open - 2));
    return change.filter.has_value();
}

} // namespace

base::Error badScim(const QString &text)
{
    return {base::Error::Kind::Invalid, text};
}

QJsonObject scimErrorBody(int status, const QString &detail)
{
    return {{QStringLiteral("schemas"), QJsonArray{QStringLiteral("urn:ietf:params:scim:api:messages:2.0:Error")}},
        {QStringLiteral("detail"), detail}, {QStringLiteral("status"), QString::number(status)}};
}

QJsonObject scimList(const QJsonArray &resources, qint64 start, qint64 total)
{
    const bool isPart = resources.size() < total; // clients go on by what the page holds
    return {
        {QStringLiteral("schemas"), QJsonArray{QStringLiteral("urn:ietf:params:scim:api:messages:2.0:ListResponse")}},
        {QStringLiteral("Resources"), resources},
        {QStringLiteral("itemsPerPage"), isPart ? resources.size() : itemsOfAll}, {QStringLiteral("startIndex"), start},
        {QStringLiteral("totalResults"), total}};
}

base::Result<ScimPage> ScimPage::from(const QByteArray &query)
{
    ScimPage page;
    for (const auto &[name, number] : {std::pair("startIndex", &page.start), std::pair("count", &page.count)}) {
        const auto text = parameterOf(query, name);
        if (!text)
            continue;
        bool isNumber = false;
        *number = text->toLongLong(&isNumber);
        if (!isNumber)
            return badScim(QStringLiteral("%1: a number is wanted").arg(QLatin1String(name)));
    }
    page.start = std::max<qint64>(page.start, 1);
    page.count = std::clamp<qint64>(page.count, 0, most);
    return page;
}

QByteArray scimTag(const QJsonObject &resource)
{
    const QByteArray text = QJsonDocument(resource).toJson(QJsonDocument::Compact);
    return "W/\"" + QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(32) + '"';
}

std::optional<ScimFilter> ScimFilter::parse(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*([A-Za-z.]{1,64})\\s+[eE][qQ]\\s+\"((?:[^\"\\\\]|\\\\.){0,512})\"\\s*$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QString value = match.captured(2);
    value.replace(QLatin1String("\\\""), QLatin1String("\"")).replace(QLatin1String("\\\\"), QLatin1String("\\"));
    return ScimFilter{match.captured(1), value};
}

base::Result<std::optional<ScimFilter>> ScimFilter::from(const QByteArray &query, const QStringList &attributes)
{
    const auto text = parameterOf(query, "filter");
    if (!text)
        return std::optional<ScimFilter>();
    auto filter = parse(*text);
    if (!filter || !attributes.contains(filter->attribute, Qt::CaseInsensitive))
        return badScim(QStringLiteral("filter: offered are %1, each as: attribute eq \"value\"")
                           .arg(attributes.join(QLatin1String(", "))));
    return filter;
}

base::Result<QList<ScimChange>> ScimChange::from(const QJsonObject &body)
{
    if (auto sound =
            checkScimBody(body, "urn:ietf:params:scim:api:messages:2.0:PatchOp", {QStringLiteral("Operations")});
        !sound)
        return sound.error();
    const QJsonArray operations = body.value(QLatin1String("Operations")).toArray();
    if (operations.isEmpty() || operations.size() > mostChanges)
        return badScim(QStringLiteral("Operations: 1 to %1 entries").arg(mostChanges));
    QList<ScimChange> changes;
    for (const QJsonValue entry : operations) {
        const auto op = opFrom(entry[QLatin1String("op")].toString());
        ScimChange change;
        if (!op || !readPath(entry[QLatin1String("path")].toString(), change))
            return badScim(QStringLiteral("Operations: op is add, remove or replace; path an attribute, or "
                                          "attribute[name eq \"value\"]"));
        change.op = *op;
        change.value = entry[QLatin1String("value")];
        if (!change.path.isEmpty()) {
            changes.append(change);
            continue;
        }
        const QJsonObject attributes = change.value.toObject();
        if (attributes.isEmpty())
            return badScim(QStringLiteral("Operations: without a path, value is an object of attributes"));
        for (auto it = attributes.begin(); it != attributes.end(); ++it)
            changes.append(ScimChange{*op, it.key(), std::nullopt, it.value()});
    }
    return changes;
}

std::optional<ScimAnswer> scimPrecondition(const ScimRequest &request, const QJsonObject &resource)
{
    if (request.ifMatch.isEmpty() || request.ifMatch.trimmed() == "*")
        return std::nullopt;
    const auto strong = [](QByteArray tag) {
        tag = tag.trimmed();
        return tag.startsWith("W/") ? tag.mid(2) : tag;
    };
    const QByteArray current = strong(scimTag(resource));
    for (const QByteArray &tag : request.ifMatch.split(',')) {
        if (strong(tag) == current)
            return std::nullopt;
    }
    return ScimAnswer{
        412, scimErrorBody(412, QStringLiteral("somebody else changed it meanwhile: read it again and repeat"))};
}

base::Status checkScimBody(const QJsonObject &body, const char *schema, const QStringList &attributes)
{
    const QJsonArray schemas = body.value(QLatin1String("schemas")).toArray();
    const bool isNamed = std::any_of(schemas.begin(), schemas.end(),
        [schema](const QJsonValue &each) { return each.toString() == QLatin1String(schema); });
    if (schema != nullptr && !isNamed)
        return badScim(QStringLiteral("schemas: %1 is missing").arg(QLatin1String(schema)));
    const QStringList names = body.keys();
    for (const QString &name : names) {
        if (name != QLatin1String("schemas") && !attributes.contains(name))
            return badScim(QStringLiteral("%1: this attribute is not offered").arg(name.left(64)));
    }
    return base::Done{};
}

QJsonObject scimMeta(const char *type, const QString &id, const QDateTime &created, const QDateTime &changed)
{
    const auto text = [](const QDateTime &time) { return time.toUTC().toString(Qt::ISODateWithMs); };
    return {{QStringLiteral("resourceType"), QLatin1String(type)}, {QStringLiteral("created"), text(created)},
        {QStringLiteral("lastModified"), text(std::max(created, changed))},
        {QStringLiteral("location"), QStringLiteral("%1s/%2").arg(QLatin1String(type), id)}};
}

} // namespace server
