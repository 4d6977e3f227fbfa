#include "artifactclient.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

/// People who come and go: what they had does not wait for them, nobody is left without somebody to ask, and an
/// invitation is for the one whom it was sent to.
class TestComingGoing : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void whoeverWasTakenOffTheOrganisationComesBackWithNothing()
    {
        QVERIFY(m_server->execute(QStringLiteral("INSERT INTO registry_users(project, user, role) SELECT projects.id,"
                                                 " users.id, 'admin' FROM projects, users WHERE projects.name ="
                                                 " 'wandb-registry-model' AND username = 'cleo'")));
        QVERIFY(scim("GET", "/Users/" + idOf("cleo")).body.contains("\"roleName\":\"admin\""));
        QCOMPARE(scim("DELETE", "/Users/" + idOf("cleo")).status, 204);
        const test::Reply back = scim("POST", "/Users", newPerson("cleo", "cleo@house.invalid"));
        QCOMPARE(back.status, 201);
        QCOMPARE(back.json().value(QLatin1String("registryRoles")).toArray(), QJsonArray());
        QCOMPARE(back.json().value(QLatin1String("teamRoles")).toArray(), QJsonArray());
    }

    void whoeverLeftTheTeamLeadsItsModelRegistryNoMore()
    {
        const QJsonObject flag{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("username"), QStringLiteral("cleo")},
            {QStringLiteral("adminType"), QStringLiteral("MODEL")}};
        QCOMPARE(change("ada", "addWorkflowsAdmin", flag, "success").errorCode(), QString());
        const QJsonObject aliases{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("aliases"), QJsonArray{QStringLiteral("prod")}},
            {QStringLiteral("adminType"), QStringLiteral("MODEL")}};
        QCOMPARE(change("cleo", "addProtectedAliases", aliases, "aliases").errorCode(), QString());
        QCOMPARE(change("ada", "deleteInvite", member("cleo"), "success").errorCode(), QString());
        QVERIFY(m_server->server().addMember(QStringLiteral("lab"), QStringLiteral("cleo"), domain::BaseRole::Member));
        QCOMPARE(change("cleo", "removeProtectedAliases", aliases, "aliases").errorCode(), QStringLiteral("FORBIDDEN"));
    }

    /// An admin whose seat only looks administers nothing.
    void theLastAdminKeepsASeatToAdministerWith()
    {
        const auto give = [this](const char *person, const char *role, const char *seat) {
            const QJsonObject input{
                {QStringLiteral("organizationId"), QString::fromLatin1(QByteArray("Organization:1").toBase64())},
                {QStringLiteral("userName"), QLatin1String(person)},
                {QStringLiteral("userOrgRole"), QLatin1String(role)},
                {QStringLiteral("modelsSeat"), QLatin1String(seat)}};
            return change("olga", "updateOrganizationUser", input, "success").errorCode();
        };
        for (const char *less : {"viewer", "none"}) {
            QCOMPARE(give("olga", "admin", less), QStringLiteral("FORBIDDEN"));
            const QByteArray value = QByteArray(R"("path": "modelsSeat", "value": "%1")").replace("%1", less);
            QCOMPARE(patch("olga", value).status, 403);
        }
        QCOMPARE(give("vera", "admin", "viewer"), QString()); // who could not help
        QCOMPARE(give("olga", "admin", "viewer"), QStringLiteral("FORBIDDEN"));
        QCOMPARE(patch("olga", R"("path": "organizationRole", "value": "member")").status, 403);
        QCOMPARE(give("ben", "admin", "full"), QString());
        QCOMPARE(give("olga", "admin", "viewer"), QString());
    }

    void aClosedAccountIsNobodysLastAdmin()
    {
        QVERIFY(m_server->server().addMember(QStringLiteral("lab"), QStringLiteral("cleo"), domain::BaseRole::Admin));
        QCOMPARE(patch("cleo", R"("value": {"active": false})").status, 200);
        QCOMPARE(change("ada", "deleteInvite", member("cleo"), "success").errorCode(), QString());
        QCOMPARE(change("ada", "deleteInvite", member("ada"), "success").errorCode(), QStringLiteral("FORBIDDEN"));
    }

    void whoeverGaveTheirRoleAwayHasItNoMoreInTheSameRequest()
    {
        const auto give = [](const char *field, const char *person, const char *role) {
            return QStringLiteral("%1: updateOrganizationUser(input: {organizationId: \"T3JnYW5pemF0aW9uOjE=\","
                                  " userName: \"%2\", userOrgRole: \"%3\", modelsSeat: \"full\"}) { success } ")
                .arg(QLatin1String(field), QLatin1String(person), QLatin1String(role));
        };
        const QString all = QStringLiteral("mutation { ") + give("a", "ben", "admin") + give("b", "olga", "member")
            + give("c", "cleo", "admin") + u'}';
        const test::Reply reply = m_server->graphql(QStringLiteral("olga"), all);
        QCOMPARE(reply.data(QStringLiteral("a.success")).toBool(), true);
        QCOMPARE(reply.data(QStringLiteral("b.success")).toBool(), true);
        QCOMPARE(reply.errorCode(), QStringLiteral("FORBIDDEN"));
        const test::Reply cleo = m_server->graphql(QStringLiteral("cleo"), QStringLiteral("{ viewer { admin } }"));
        QCOMPARE(cleo.data(QStringLiteral("viewer.admin")), QJsonValue(false));
    }

    void whoeverMayNotGiveARoleDoesNotTakeItFromAnInvitation()
    {
        const QJsonObject open{{QStringLiteral("entity"), QStringLiteral("lab")},
            {QStringLiteral("settings"), QJsonObject{{QStringLiteral("membersCanInvite"), true}}}};
        QCOMPARE(change("ada", "updateEntity", open, "entity { name }").errorCode(), QString());
        const auto invite = [this](const char *by, const char *address, const char *role) {
            const QJsonObject input{{QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("email"), QLatin1String(address)}, {QStringLiteral("role"), QLatin1String(role)}};
            return change(by, "createInvite", input, "invite { role }");
        };
        QCOMPARE(invite("ada", "chief@x.invalid", "admin").errorCode(), QString());
        QCOMPARE(invite("ben", "chief@x.invalid", "member").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(invite("ben", "CHIEF@x.invalid", "viewer").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(invite("ben", "hand@x.invalid", "member").errorCode(), QString());
        QCOMPARE(invite("ben", "hand@x.invalid", "viewer").errorCode(), QString());
        QCOMPARE(invite("ada", "chief@x.invalid", "member").data(QStringLiteral("createInvite.invite.role")).toString(),
            QStringLiteral("member"));
    }

    /// The Kelvin sign is a K to those who fold it, and another letter to the mail service.
    void anAddressThatLooksTheSameAcceptsNothing()
    {
        const QString kelvin = QString(QChar(0x212a)) + QStringLiteral("ate@x.invalid");
        QVERIFY(m_server->server().createUser(
            {QStringLiteral("k"), QStringLiteral("K"), kelvin, domain::Seat::Full, domain::OrgRole::Member}));
        const QString token = m_server->server().signInToken(QStringLiteral("k")).valueOr(QString());
        const QJsonObject invite{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("email"), QStringLiteral("kate@x.invalid")},
            {QStringLiteral("role"), QStringLiteral("admin")}};
        const QString id = change("ada", "createInvite", invite, "invite { id }")
                               .data(QStringLiteral("createInvite.invite.id"))
                               .toString();
        QVERIFY(!id.isEmpty());
        QCOMPARE(test::ArtifactClient(*m_server, token)
                     .mutate("acceptInvite", {{QStringLiteral("id"), id}}, "success")
                     .errorCode(),
            QStringLiteral("NOT_FOUND"));
    }

    void whoeverJoinsATeamLogsThereFromThenOn()
    {
        const auto place = [this](const char *person) {
            return m_server->graphql(QLatin1String(person), QStringLiteral("{ viewer { entity } }"))
                .data(QStringLiteral("viewer.entity"))
                .toString();
        };
        QCOMPARE(place("ben"), QStringLiteral("lab"));
        const QJsonObject invite{{QStringLiteral("entityName"), QStringLiteral("other")},
            {QStringLiteral("username"), QStringLiteral("ben")}, {QStringLiteral("role"), QStringLiteral("member")}};
        const QString id = change("oscar", "createInvite", invite, "invite { id }")
                               .data(QStringLiteral("createInvite.invite.id"))
                               .toString();
        QCOMPARE(place("ben"), QStringLiteral("lab")); // invited is not there yet
        QCOMPARE(change("ben", "acceptInvite", {{QStringLiteral("id"), id}}, "success").errorCode(), QString());
        QCOMPARE(place("ben"), QStringLiteral("other"));
        const QJsonObject elsewhere{{QStringLiteral("defaultEntity"), QStringLiteral("other")}};
        QCOMPARE(change("cleo", "updateUser", elsewhere, "user { id }").errorCode(), QStringLiteral("NOT_FOUND"));
        const QJsonObject back{{QStringLiteral("defaultEntity"), QStringLiteral("lab")}};
        QCOMPARE(change("ben", "updateUser", back, "user { id }").errorCode(), QString());
        QVERIFY(m_server->server().addMember(QStringLiteral("other"), QStringLiteral("ben"), domain::BaseRole::Admin));
        QCOMPARE(place("ben"), QStringLiteral("lab")); // another role is no new place
    }

    void anAddressIsOnePersons()
    {
        const auto make = [this](const char *name, const char *address) {
            return m_server->server().createUser({QLatin1String(name), QLatin1String(name), QLatin1String(address),
                domain::Seat::Full, domain::OrgRole::Member});
        };
        QVERIFY(!make("eve", "ADA@house.invalid"));
        QVERIFY(!make("eve", "no address"));
        QVERIFY(make("eve", "eve@house.invalid"));
        QVERIFY(make("dan", "")); // nobody's
        QVERIFY(make("dana", ""));
    }

    void aClosedAccountJoinsNoTeam()
    {
        QCOMPARE(patch("cleo", R"("value": {"active": false})").status, 200);
        const char *role = R"("path": "teamRoles", "value": [{"teamName": "other", "roleName": "member"}])";
        QCOMPARE(patch("cleo", role).status, 404);
        QCOMPARE(patch("cleo", R"("value": {"active": true})").status, 200);
        QCOMPARE(patch("cleo", role).status, 200);
    }

    void aClosedAccountGetsNoRoleInARegistry()
    {
        const QString cleo = QString::fromLatin1(idOf("cleo"));
        const QJsonObject added{
            {QStringLiteral("projectId"),
                QString::fromLatin1(QByteArray("Project:v1:wandb-registry-model:organization").toBase64())},
            {QStringLiteral("userIds"), QJsonArray{cleo}}};
        QCOMPARE(patch("cleo", R"("value": {"active": false})").status, 200);
        QCOMPARE(change("olga", "createProjectMembers", added, "success").errorCode(), QStringLiteral("INVALID"));
        QCOMPARE(patch("cleo", R"("value": {"active": true})").status, 200);
        QCOMPARE(change("olga", "createProjectMembers", added, "success").errorCode(), QString());
    }

    void anInvitationIsWithdrawnByThoseWhoseTeamSentIt()
    {
        const QJsonObject invite{{QStringLiteral("entityName"), QStringLiteral("other")},
            {QStringLiteral("email"), QStringLiteral("n@x.invalid")}};
        QJsonObject withdrawn{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("id"),
                change("oscar", "createInvite", invite, "invite { id }")
                    .data(QStringLiteral("createInvite.invite.id"))}};
        QCOMPARE(change("ada", "deleteInvite", withdrawn, "success").errorCode(), QStringLiteral("NOT_FOUND"));
        withdrawn.insert(QStringLiteral("entityName"), QStringLiteral("other"));
        QCOMPARE(change("oscar", "deleteInvite", withdrawn, "success").errorCode(), QString());
    }

    void aServiceAccountIsNobodyToInvite()
    {
        const QJsonObject invite{{QStringLiteral("entityName"), QStringLiteral("other")},
            {QStringLiteral("username"), QStringLiteral("robot")}, {QStringLiteral("role"), QStringLiteral("member")}};
        QCOMPARE(change("oscar", "createInvite", invite, "invite { id }").errorCode(), QStringLiteral("NOT_FOUND"));
    }

    void anAccountCanBeMadeClosed()
    {
        QJsonObject wanted = newPerson("sleepy", "sleepy@house.invalid");
        wanted.insert(QStringLiteral("active"), QStringLiteral("no"));
        QCOMPARE(scim("POST", "/Users", wanted).status, 400);
        wanted.insert(QStringLiteral("active"), false);
        const test::Reply made = scim("POST", "/Users", wanted);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json().value(QLatin1String("active")).toBool(true), false);
    }

private:
    static QJsonObject newPerson(const char *name, const char *address)
    {
        return {{QStringLiteral("schemas"), QJsonArray{QStringLiteral("urn:ietf:params:scim:schemas:core:2.0:User")}},
            {QStringLiteral("userName"), QLatin1String(name)},
            {QStringLiteral("emails"),
                QJsonArray{QJsonObject{
                    {QStringLiteral("value"), QLatin1String(address)}, {QStringLiteral("primary"), true}}}}};
    }
    QByteArray idOf(const char *person)
    {
        return scim("GET", QByteArray("/Users?filter=userName%20eq%20%22") + person + "%22")
            .json()
            .value(QLatin1String("Resources"))[0][QLatin1String("id")]
            .toString()
            .toLatin1();
    }
    QJsonObject member(const char *person)
    {
        return {{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("id"), QString::fromLatin1(idOf(person))}};
    }
    test::Reply scim(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {})
    {
        return m_server->request(method, "/scim" + path, QStringLiteral("olga"),
            body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact),
            {{"Content-Type", "application/scim+json"}});
    }
    test::Reply patch(const char *person, const QByteArray &operation)
    {
        const QByteArray body = R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", )"
            + operation + "}]}";
        return scim("PATCH", "/Users/" + idOf(person), QJsonDocument::fromJson(body).object());
    }
    test::Reply change(const char *person, const char *name, const QJsonObject &input, const char *fields)
    {
        return test::ArtifactClient(*m_server, QLatin1String(person)).mutate(name, input, fields);
    }
    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestComingGoing)
#include "testcominggoing.moc"
