#include "api/teamsapi.h"

#include "api/decode.h"
#include "api/decodeteams.h"
#include "base/whendone.h"

#include <memory>

namespace api {

using base::Error;

namespace {

/// The three questions about a team, asked at once. The first one decides; the others add what they could get.
struct TeamQuestions
{
    std::optional<base::Result<Reply>> team;
    std::optional<base::Result<Reply>> invitations;
    std::optional<base::Result<Reply>> organization;
    QPromise<base::Result<TeamReply>> promise;

    void answerIfComplete()
    {
        if (!team || !invitations || !organization)
            return;
        base::Result<TeamReply> reply = team->map(decodeTeamReply);
        if (reply) {
            const Reply nothing;
            const QString username =
                valueAt((*team)->data, {QLatin1String("viewer"), QLatin1String("username")}).toString();
            addInvitations(*reply, invitations->valueOr(nothing));
            addOrganization(*reply, organization->valueOr(nothing), username);
        }
        promise.addResult(std::move(reply));
        promise.finish();
    }
};

} // namespace

TeamsApi::TeamsApi(Transport &transport)
    : m_transport(transport)
{ }

QFuture<base::Result<QList<domain::Team>>> TeamsApi::list(const CallOptions &options)
{
    return m_transport.send(operationNamed(QLatin1String("Teams")), {}, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeTeams); });
}

QFuture<base::Result<TeamReply>> TeamsApi::team(const QString &entity, const CallOptions &options)
{
    auto questions = std::make_shared<TeamQuestions>();
    questions->promise.start();
    const auto ask = [&](const char *operation, std::optional<base::Result<Reply>> TeamQuestions::*place) {
        auto future =
            m_transport.send(operationNamed(QLatin1String(operation)), {{QStringLiteral("entity"), entity}}, options);
        base::whenDone(&m_transport, std::move(future), [questions, place](const base::Result<Reply> &reply) {
            (*questions).*place = reply;
            questions->answerIfComplete();
        });
    };
    ask("Team", &TeamQuestions::team);
    ask("TeamInvites", &TeamQuestions::invitations);
    ask("TeamOrganization", &TeamQuestions::organization);
    return questions->promise.future();
}

QFuture<base::Result<domain::Member>> TeamsApi::invite(
    const QString &entity, const QString &who, domain::BaseRole role, const CallOptions &options)
{
    return sendInvitation(entity, who, domain::wireName(role), options);
}

QFuture<base::Result<domain::Member>> TeamsApi::inviteAgain(
    const QString &entity, const domain::Member &invitation, const CallOptions &options)
{
    const QString who = invitation.email.isEmpty() ? invitation.username : invitation.email;
    const QString role = invitation.roleText.isEmpty() ? domain::wireName(invitation.role.base) : invitation.roleText;
    return sendInvitation(entity, who, role, options);
}

QFuture<base::Result<domain::Member>> TeamsApi::sendInvitation(
    const QString &entity, const QString &who, const QString &role, const CallOptions &options)
{
    const QString field = who.contains(QLatin1Char('@')) ? QStringLiteral("email") : QStringLiteral("username");
    const bool isAdmin = role == domain::wireName(domain::BaseRole::Admin);
    const QJsonObject input{{QStringLiteral("entityName"), entity}, {field, who}, {QStringLiteral("role"), role},
        {QStringLiteral("admin"), isAdmin}};
    return m_transport.send(operationNamed(QLatin1String("CreateInvite")), {{QStringLiteral("input"), input}}, options)
        .then([role, who](const base::Result<Reply> &reply) {
            return reply.map([&role, &who](const Reply &data) -> base::Result<domain::Member> {
                const auto payload = requiredObject(data, {QLatin1String("createInvite")});
                if (!payload || !(*payload)[QLatin1String("success")].toBool(true))
                    return Error{Error::Kind::Invalid, QStringLiteral("the server did not invite %1").arg(who)};
                domain::Member member = decodeInvitation((*payload)[QLatin1String("invite")].toObject());
                member.role = decodeRole({{QStringLiteral("role"), role}});
                member.roleText = role;
                return member;
            });
        });
}

QFuture<base::Status> TeamsApi::remove(
    const QString &entity, const domain::MemberId &member, const CallOptions &options)
{
    const QJsonObject input{{QStringLiteral("entityName"), entity}, {QStringLiteral("id"), member.value}};
    return m_transport.send(operationNamed(QLatin1String("DeleteInvite")), {{QStringLiteral("input"), input}}, options)
        .then([](const base::Result<Reply> &reply) {
            return reply.map([](const Reply &data) -> base::Status {
                if (!valueAt(data.data, {QLatin1String("deleteInvite"), QLatin1String("success")}).toBool())
                    return Error{Error::Kind::NotFound, QStringLiteral("deleteInvite: success is false")};
                return base::Done{};
            });
        });
}

QFuture<base::Status> TeamsApi::setRole(
    const QString &entity, const domain::MemberId &member, domain::BaseRole role, const CallOptions &options)
{
    const QJsonObject input{{QStringLiteral("entityName"), entity}, {QStringLiteral("user"), member.value},
        {QStringLiteral("role"), domain::wireName(role)}};
    return m_transport.send(operationNamed(QLatin1String("UpdateMember")), {{QStringLiteral("input"), input}}, options)
        .then([](const base::Result<Reply> &reply) {
            return reply.map([](const Reply &data) -> base::Status {
                const auto changed = requiredObject(data, {QLatin1String("updateMember"), QLatin1String("member")});
                if (!changed)
                    return changed.error();
                return base::Done{};
            });
        });
}

} // namespace api
