#include "answers.h"

#include "server/refusaltext.h"

namespace test {

namespace {

/// What an error of GraphQL says: that nothing is there, or why it was refused; else the whole body.
QString answerOfError(const Request &request, const Reply &reply)
{
    if (reply.status == 401)
        return keylessAnswer;
    const QString code = reply.errorCode();
    if (code == QLatin1String("NOT_FOUND"))
        return hiddenAnswer;
    const QJsonValue details = reply.json().value(QLatin1String("errors"))[0][QLatin1String("extensions")];
    const QString reason = details[QLatin1String("reason")].toString();
    if (code != QLatin1String("FORBIDDEN") || reason.isEmpty())
        return QString::fromUtf8(reply.body);
    const QString creation = domain::actionName(domain::Action::ProjectCreate);
    const bool isCreation = details[QLatin1String("action")] == creation;
    return isCreation && request.action != domain::Action::ProjectCreate ? creation + u' ' + reason : reason;
}

QString answerOfMutation(const Request &request, const Reply &reply)
{
    return reply.errorCode().isEmpty() && reply.status == 200 ? allowedAnswer : answerOfError(request, reply);
}

QString answerOfQuery(const Request &request, const Reply &reply, const Scene &scene)
{
    if (reply.status != 200 || !reply.errorCode().isEmpty())
        return answerOfError(request, reply);
    const QString place = QString::fromLatin1(request.name);
    const bool isNegated = place.startsWith(u'!');
    const QJsonValue value = reply.data(place.mid(isNegated ? 1 : 0).section(u'=', 0, 0));
    const QString wanted = scene.filled(place.section(u'=', 1));
    const bool isEmpty = value.isNull() || value.isUndefined() || value == QJsonValue(QString());
    const bool isThere = isNegated ? value == QJsonValue(false)
        : wanted.isEmpty()         ? !isEmpty
                                   : value == QJsonValue(wanted);
    return isThere ? allowedAnswer : hiddenAnswer;
}

QString answerOfRoute(const Reply &reply)
{
    switch (reply.status) {
    case 200:
        return allowedAnswer;
    case 401:
        return keylessAnswer;
    case 403:
        return refusedAnswer;
    case 404:
        return hiddenAnswer;
    default:
        return QStringLiteral("%1 %2").arg(reply.status).arg(QString::fromUtf8(reply.body));
    }
}

} // namespace

QString nameOf(const Request &request)
{
    return domain::actionName(request.action) + QLatin1String(" by ") + QLatin1String(request.name);
}

QString textOf(const domain::Decision &decision)
{
    if (decision.allowed())
        return allowedAnswer;
    return decision.reason == domain::Reason::NotVisible ? hiddenAnswer : server::reasonName(decision.reason);
}

QString serverAnswer(ServerFixture &server, const QString &key, const Request &request, const Scene &scene)
{
    const QString text = scene.filled(QString::fromUtf8(request.text));
    const QByteArray link =
        scene.linkToken.isEmpty() ? QByteArray() : QByteArray("?accessToken=") + scene.linkToken.toLatin1();
    switch (request.way) {
    case Request::Way::Mutation:
        return answerOfMutation(request,
            server.graphql(key, QStringLiteral("mutation { ") + QLatin1String(request.name) + text + u'}', {}, link));
    case Request::Way::Query:
        return answerOfQuery(request, server.graphql(key, text, {}, link), scene);
    case Request::Way::Http:
        break;
    }
    const QString head = text.section(u'\n', 0, 0);
    return answerOfRoute(server.request(head.section(u' ', 0, 0).toLatin1(), head.section(u' ', 1).toLatin1() + link,
        key, text.section(u'\n', 1).toUtf8()));
}

} // namespace test
