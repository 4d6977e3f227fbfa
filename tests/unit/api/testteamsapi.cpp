#include "api/accountapi.h"
#include "api/teamsapi.h"
#include "recorded.h"
#include "support/testmain.h"

using base::Error;
using domain::BaseRole;
using domain::Member;
using test::FakeTransport;
using test::recorded;
using test::resultOf;

class TestTeamsApi : public QObject
{
    Q_OBJECT

private:
    static const Member *memberNamed(const api::TeamReply &reply, const char *username)
    {
        const auto found = std::find_if(reply.members.begin(), reply.members.end(),
            [username](const Member &member) { return member.username == QLatin1String(username); });
        return found == reply.members.end() ? nullptr : &*found;
    }

private slots:
    void theAccountIsWhatTheKeyBelongsTo()
    {
        FakeTransport transport;
        const QUrl server(QStringLiteral("https://api.example.org"));
        api::AccountApi api(transport, server);
        transport.prepare(QStringLiteral("Viewer"), recorded("viewer.json"));
        const auto signedIn = resultOf(api.account());
        QVERIFY(signedIn);
        QCOMPARE(signedIn->account.id.value, QStringLiteral("VXNlcjo3"));
        QCOMPARE(signedIn->account.username, QStringLiteral("ada"));
        QCOMPARE(signedIn->account.defaultEntity, QStringLiteral("algoperf"));
        QCOMPARE(signedIn->account.server, server);
        QCOMPARE(signedIn->account.seat, domain::Seat::Full);
        QVERIFY(signedIn->account.isServerAdmin);
        QVERIFY(!signedIn->account.isServiceAccount);
        QCOMPARE(signedIn->teams.size(), 2);
        QVERIFY(!signedIn->teams.first().isPersonal);
        QVERIFY(signedIn->teams.last().isPersonal);
        QCOMPARE(signedIn->teams.first().myRole.base, BaseRole::Unknown);
    }

    void nobodyIsUnauthorized()
    {
        FakeTransport transport;
        api::AccountApi api(transport, {});
        transport.prepare(QStringLiteral("Viewer"), QByteArray(R"({"viewer": null})"));
        QCOMPARE(resultOf(api.account()).error().kind, Error::Kind::Unauthorized);
        transport.prepare(QStringLiteral("Viewer"), QByteArray(R"({"viewer": {}})"));
        QCOMPARE(resultOf(api.account()).error().kind, Error::Kind::BadReply);
        transport.prepare(QStringLiteral("Viewer"), Error{Error::Kind::Offline, {}});
        QCOMPARE(resultOf(api.account()).error().kind, Error::Kind::Offline);
    }

    void anOldServerHasNoFeatures()
    {
        FakeTransport transport;
        api::AccountApi api(transport, {});
        transport.prepare(QStringLiteral("ServerInfo"),
            Error{Error::Kind::BadReply, QStringLiteral("Cannot query field \"features\" on type \"ServerInfo\".")});
        const auto old = resultOf(api.serverInfo());
        QVERIFY(old && old->isOld && old->features.isEmpty());
        transport.prepare(QStringLiteral("ServerInfo"),
            QByteArray("{\"serverInfo\": {\"features\": [{\"name\": \"A\", \"isEnabled\": true}, null,"
                       "{\"name\": \"B\", \"isEnabled\": false}]}}"));
        const auto info = resultOf(api.serverInfo());
        QVERIFY(info && !info->isOld);
        QCOMPARE(info->features, QStringList{QStringLiteral("A")});
    }

    void theOwnRoleIsFoundInEachTeam()
    {
        FakeTransport transport;
        api::TeamsApi api(transport);
        transport.prepare(QStringLiteral("Teams"), recorded("teams.json"));
        const auto teams = resultOf(api.list());
        QVERIFY(teams);
        QHash<QString, BaseRole> roles;
        for (const domain::Team &team : *teams)
            roles.insert(team.name, team.myRole.base);
        QCOMPARE(roles.value(QStringLiteral("algoperf")), BaseRole::Admin);
        QCOMPARE(roles.value(QStringLiteral("oldserver")), BaseRole::Member); // a server before roles
        QCOMPARE(roles.value(QStringLiteral("custom")), BaseRole::Unknown); // a word that nobody knows
        QCOMPARE(roles.value(QStringLiteral("others")), BaseRole::None);
        QCOMPARE(roles.value(QStringLiteral("untold")), BaseRole::Unknown);
        QCOMPARE(roles.value(QStringLiteral("ada")), BaseRole::Admin);
        QVERIFY(teams->first().policy.membersMayInvite);
        QVERIFY(teams->first().policy.futureProjectsPrivate);
        QVERIFY(teams->first().policy.saveCodeByDefault);
        QCOMPARE(teams->first().projectCount, 2);
    }

    void aTeamComesWithItsPeopleInvitationsAndSeats()
    {
        FakeTransport transport;
        api::TeamsApi api(transport);
        transport.prepare(QStringLiteral("Team"), recorded("team.json"));
        transport.prepare(QStringLiteral("TeamInvites"), recorded("teaminvites.json"));
        transport.prepare(QStringLiteral("TeamOrganization"), recorded("teamorganization.json"));
        const auto reply = resultOf(api.team(QStringLiteral("algoperf")));
        QVERIFY(reply);
        QVERIFY(!reply->isPartial);
        QCOMPARE(reply->team.myRole.base, BaseRole::Admin);
        QCOMPARE(reply->team.myOrgRole, domain::OrgRole::Admin);
        QCOMPARE(reply->team.organization, QStringLiteral("Engines Ltd"));
        QVERIFY(reply->team.policy.joinByDomain);
        QCOMPARE(reply->members.size(), 5); // the pending member is the invitation
        const Member *vera = memberNamed(*reply, "vera");
        QVERIFY(vera != nullptr);
        QCOMPARE(vera->role.base, BaseRole::ViewOnly);
        QCOMPARE(vera->seat, domain::Seat::Viewer);
        QCOMPARE(vera->name, QStringLiteral("<b>Vera</b>")); // foreign text stays as it is
        QCOMPARE(vera->user.value, QStringLiteral("VXNlcjo5"));
        QCOMPARE(memberNamed(*reply, "ci-bot")->kind, Member::Kind::ServiceAccount);
        const Member *rita = memberNamed(*reply, "rita");
        QVERIFY(rita->role.isCustom());
        QCOMPARE(rita->role.base, BaseRole::ViewOnly);
        const Member &invitation = reply->members.last();
        QCOMPARE(invitation.kind, Member::Kind::Invitation);
        QCOMPARE(invitation.id.value, QStringLiteral("SW52aXRlOjE="));
        QCOMPARE(invitation.invitedBy, QStringLiteral("Ada Lovelace"));
        QCOMPARE(invitation.invitedAt, QDateTime(QDate(2026, 11, 1), QTime(12, 30), Qt::UTC));
    }

    void aRefusalOfTheInvitationsCostsNothingElse()
    {
        FakeTransport transport;
        api::TeamsApi api(transport);
        auto future = api.team(QStringLiteral("algoperf"));
        QCOMPARE(transport.waiting(), 3);
        QVERIFY(transport.answer(QStringLiteral("TeamInvites"), test::denied()));
        QVERIFY(transport.answer(QStringLiteral("TeamOrganization"), test::denied()));
        QVERIFY(transport.answer(QStringLiteral("Team"), base::Result<api::Reply>(recorded("team.json"))));
        const auto reply = resultOf(future);
        QVERIFY(reply && reply->isPartial);
        QCOMPARE(reply->members.size(), 5);
        QCOMPARE(reply->team.myOrgRole, domain::OrgRole::None);
        QCOMPARE(reply->team.mySeat, domain::Seat::Full);
    }

    void aTeamThatIsNotThereIsNotFound()
    {
        FakeTransport transport;
        api::TeamsApi api(transport);
        const auto ask = [&](const QByteArray &team) {
            transport.prepare(QStringLiteral("Team"), team);
            transport.prepare(QStringLiteral("TeamInvites"), QByteArray(R"({"entity": null})"));
            transport.prepare(QStringLiteral("TeamOrganization"), QByteArray(R"({"entity": null})"));
            return resultOf(api.team(QStringLiteral("x")));
        };
        QCOMPARE(ask(R"({"viewer": {"username": "a"}, "entity": null})").error().kind, Error::Kind::NotFound);
        QCOMPARE(ask(R"({"entity": {"name": "x", "available": true}})").error().kind, Error::Kind::NotFound);
    }

    void anInvitationGoesToAnAddressOrAUserName()
    {
        FakeTransport transport;
        api::TeamsApi api(transport);
        auto future = api.invite(QStringLiteral("algoperf"), QStringLiteral("new@example.org"), BaseRole::ViewOnly);
        QJsonObject input = transport.calls().back().variables.value(QStringLiteral("input")).toObject();
        QCOMPARE(input,
            (QJsonObject{{QStringLiteral("entityName"), QStringLiteral("algoperf")},
                {QStringLiteral("email"), QStringLiteral("new@example.org")},
                {QStringLiteral("role"), QStringLiteral("viewer")}, {QStringLiteral("admin"), false}}));
        QVERIFY(transport.calls().back().operation.isMutation);
        const QJsonObject invite{
            {QStringLiteral("id"), QStringLiteral("i1")}, {QStringLiteral("email"), QStringLiteral("new@example.org")}};
        QVERIFY(transport.answer(QStringLiteral("CreateInvite"),
            QJsonObject{{QStringLiteral("createInvite"),
                QJsonObject{{QStringLiteral("success"), true}, {QStringLiteral("invite"), invite}}}}));
        const auto member = resultOf(future);
        QVERIFY(member);
        QCOMPARE(member->id.value, QStringLiteral("i1"));
        QCOMPARE(member->role.base, BaseRole::ViewOnly);

        const auto second = api.invite(QStringLiteral("algoperf"), QStringLiteral("grace"), BaseRole::Admin);
        input = transport.calls().back().variables.value(QStringLiteral("input")).toObject();
        QCOMPARE(input.value(QStringLiteral("username")).toString(), QStringLiteral("grace"));
        QVERIFY(input.value(QStringLiteral("admin")).toBool());
        QVERIFY(transport.answer(QStringLiteral("CreateInvite"),
            QJsonObject{{QStringLiteral("createInvite"), QJsonObject{{QStringLiteral("success"), false}}}}));
        QCOMPARE(resultOf(second).error().kind, Error::Kind::Invalid);
    }

    void anInvitationIsSentAgainInOneCallWithItsRole()
    {
        FakeTransport transport;
        api::TeamsApi api(transport);
        transport.prepare(QStringLiteral("CreateInvite"), QByteArray(R"({"createInvite": {"success": true}})"));
        domain::Member invitation;
        invitation.kind = domain::Member::Kind::Invitation;
        invitation.id.value = QStringLiteral("i1");
        invitation.email = QStringLiteral("new@example.org");
        invitation.role.base = BaseRole::ViewOnly; // what a custom role is taken for
        invitation.role.custom.name = QStringLiteral("Reviewer");
        invitation.roleText = QStringLiteral("Reviewer");
        QVERIFY(resultOf(api.inviteAgain(QStringLiteral("algoperf"), invitation)));
        QCOMPARE(transport.calls().size(), std::size_t(1));
        QCOMPARE(transport.calls().back().variables.value(QStringLiteral("input")).toObject(),
            (QJsonObject{{QStringLiteral("entityName"), QStringLiteral("algoperf")},
                {QStringLiteral("email"), QStringLiteral("new@example.org")},
                {QStringLiteral("role"), QStringLiteral("Reviewer")}, {QStringLiteral("admin"), false}}));

        invitation.email.clear(); // a server that does not tell addresses
        invitation.username = QStringLiteral("grace");
        invitation.role = {BaseRole::Admin, {}};
        invitation.roleText.clear();
        transport.prepare(QStringLiteral("CreateInvite"), QByteArray(R"({"createInvite": {"success": true}})"));
        QVERIFY(resultOf(api.inviteAgain(QStringLiteral("algoperf"), invitation)));
        const QJsonObject input = transport.calls().back().variables.value(QStringLiteral("input")).toObject();
        QCOMPARE(input.value(QStringLiteral("username")).toString(), QStringLiteral("grace"));
        QCOMPARE(input.value(QStringLiteral("role")).toString(), QStringLiteral("admin"));
        QVERIFY(input.value(QStringLiteral("admin")).toBool());
    }

    void rolesAndRemovalsNameTheMember()
    {
        FakeTransport transport;
        api::TeamsApi api(transport);
        transport.prepare(QStringLiteral("UpdateMember"),
            QByteArray(R"({"updateMember": {"member": {"id": "m", "role": "member"}}})"));
        QVERIFY(resultOf(api.setRole(QStringLiteral("t"), {QStringLiteral("m")}, BaseRole::Member)));
        QCOMPARE(transport.calls().back().variables.value(QStringLiteral("input")).toObject(),
            (QJsonObject{{QStringLiteral("entityName"), QStringLiteral("t")},
                {QStringLiteral("user"), QStringLiteral("m")}, {QStringLiteral("role"), QStringLiteral("member")}}));
        transport.prepare(QStringLiteral("DeleteInvite"), QByteArray(R"({"deleteInvite": {"success": true}})"));
        QVERIFY(resultOf(api.remove(QStringLiteral("t"), {QStringLiteral("m")})));
        transport.prepare(QStringLiteral("DeleteInvite"), QByteArray(R"({"deleteInvite": null})"));
        QVERIFY(!resultOf(api.remove(QStringLiteral("t"), {QStringLiteral("m")})));
        transport.prepare(QStringLiteral("DeleteInvite"), test::denied());
        QCOMPARE(resultOf(api.remove(QStringLiteral("t"), {QStringLiteral("m")})).error(), test::denied());
    }
};

COHORT_TEST(TestTeamsApi)
#include "testteamsapi.moc"
