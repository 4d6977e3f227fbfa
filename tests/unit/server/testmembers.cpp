#include "serverfixture.h"
#include "support/testmain.h"

#include <QTest>

class TestMembers : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void anInvitationIsPendingUntilItIsAcceptedOrWithdrawn()
    {
        invite(QStringLiteral("new@x.invalid"));
        test::Reply team = members();
        QVERIFY2(team.body.contains("new@x.invalid"), team.body.constData());
        QCOMPARE(team.data(QStringLiteral("entity.invites.edges.0.node.fromUser.username")).toString(),
            QStringLiteral("ada"));
        const QString id = team.data(QStringLiteral("entity.invites.edges.0.node.id")).toString();
        invite(QStringLiteral("NEW@x.invalid")); // again: the same invitation, sent anew
        QCOMPARE(members().data(QStringLiteral("entity.invites.edges.1")).toObject(), QJsonObject());
        QCOMPARE(members().data(QStringLiteral("entity.invites.edges.0.node.id")).toString(), id);
        m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("mutation { deleteInvite(input: {entityName: \"lab\", id: \"%1\"}) { success } }").arg(id));
        QVERIFY(!members().body.contains("x.invalid"));
    }

    void whoAcceptsIsAMemberWithTheRoleOfTheInvitation()
    {
        QVERIFY(m_server->server().invite(
            QStringLiteral("lab"), QStringLiteral("zoe@x.invalid"), domain::BaseRole::Member, QStringLiteral("ada")));
        QVERIFY(m_server->server().createUser({QStringLiteral("zoe"), QStringLiteral("Zoe"),
            QStringLiteral("zoe@x.invalid"), domain::Seat::Full, domain::OrgRole::Member}));
        QVERIFY(!members().body.contains("\"username\":\"zoe\""));
        QVERIFY(m_server->server().acceptInvites(QStringLiteral("zoe")));
        QVERIFY(members().body.contains("\"username\":\"zoe\""));
    }

    void someoneInTheTeamIsNotInvitedAgain()
    {
        QCOMPARE(invite(QStringLiteral("ben@house.invalid")).errorCode(), QStringLiteral("CONFLICT"));
        QCOMPARE(invite(QStringLiteral("nobody")).errorCode(), QStringLiteral("INVALID"));
    }

    void membersMayInviteWhenTheTeamAllowsIt()
    {
        QCOMPARE(invite(QStringLiteral("a@x.invalid"), QStringLiteral("ben")).errorCode(), QStringLiteral("FORBIDDEN"));
        m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("mutation { updateEntity(input: {entity: \"lab\", settings: {membersCanInvite: true}}) { "
                           "entity { name } } }"));
        QCOMPARE(invite(QStringLiteral("a@x.invalid"), QStringLiteral("ben")).errorCode(), QString());
    }

    void theLastAdminStays()
    {
        const QString id = QString::fromLatin1(QByteArray("User:1").toBase64());
        const test::Reply demoted = m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("mutation { updateMember(input: {entityName: \"lab\", user: \"%1\", role: \"member\"}) { "
                           "member { role } } }")
                .arg(id));
        QCOMPARE(demoted.errorCode(), QStringLiteral("FORBIDDEN"));
        const test::Reply removed = m_server->graphql(QStringLiteral("olga"),
            QStringLiteral("mutation { deleteInvite(input: {entityName: \"lab\", id: \"%1\"}) { success } }").arg(id));
        QCOMPARE(removed.errorCode(), QStringLiteral("FORBIDDEN"));
    }

    void strangersSeeOnlyTheNameOfATeam()
    {
        const test::Reply reply = m_server->graphql(QStringLiteral("oscar"),
            QStringLiteral("{ entity(name: \"lab\") { name available memberCount members { username } invites(first: "
                           "9) { edges { node { id } } } } }"));
        QCOMPARE(reply.data(QStringLiteral("entity.available")).toBool(true), false);
        QVERIFY(!reply.body.contains("ada"));
    }

    void aRemovedMemberLosesTheTeamAtOnce()
    {
        m_server->makeRun(QStringLiteral("cleo"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
        const QString id = QString::fromLatin1(QByteArray("User:3").toBase64());
        m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("mutation { deleteInvite(input: {entityName: \"lab\", id: \"%1\"}) { success } }").arg(id));
        QVERIFY(m_server
                    ->graphql(
                        QStringLiteral("cleo"), QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { id } }"))
                    .data(QStringLiteral("project"))
                    .isNull());
        QVERIFY(!m_server
                     ->graphql(QStringLiteral("ada"),
                         QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { run(name: \"r\") { id } } }"))
                     .data(QStringLiteral("project.run"))
                     .isNull());
    }

    /// Section 3: a role that was picked stays put, and picking the team role means to follow it again.
    void aProjectRoleStaysUntilItIsTheTeamRoleAgain()
    {
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("bens"));
        const QString project = QString::fromLatin1(QByteArray("Project:v1:p:lab").toBase64());
        const QString cleo = QString::fromLatin1(QByteArray("User:3").toBase64());
        const auto change = [this](const char *person, const QString &text) {
            return m_server->graphql(QLatin1String(person), QStringLiteral("mutation { ") + text + u'}').errorCode();
        };
        const auto add = [&](const QString &user) {
            return change("ben",
                QStringLiteral("createProjectMembers(input: {projectId: \"%1\", userIds: [\"%2\"]}) { success }")
                    .arg(project, user));
        };
        const auto give = [&](const char *role) {
            const QString text = QStringLiteral("updateProjectMember(input: {projectId: \"%1\", userId: \"%2\","
                                                " userProjectRole: \"%3\"}) { success }");
            return change("ben", text.arg(project, cleo, QLatin1String(role)));
        };
        const QString log = QStringLiteral("upsertBucket(input: {entityName: \"lab\", modelName: \"p\","
                                           " name: \"cleos\"}) { inserted }");
        const QString run = QString::fromLatin1(QByteArray("Run:v1:bens:p:lab").toBase64());
        const QString remove = QStringLiteral("deleteRun(input: {id: \"%1\"}) { clientMutationId }").arg(run);
        QCOMPARE(
            change("ben",
                QStringLiteral("upsertModel(input: {id: \"%1\", access: \"RESTRICTED\"}) { inserted }").arg(project)),
            QString());
        QCOMPARE(add(cleo), QString());
        QCOMPARE(give("viewer"), QString());
        QCOMPARE(add(cleo), QString());
        QCOMPARE(change("cleo", log), QStringLiteral("FORBIDDEN"));
        QCOMPARE(give("member"), QString());
        QCOMPARE(change("cleo", log), QString());
        QCOMPARE(change("cleo", remove), QStringLiteral("FORBIDDEN"));
        QVERIFY(m_server->server().addMember(QStringLiteral("lab"), QStringLiteral("cleo"), domain::BaseRole::Admin));
        QCOMPARE(change("cleo", remove), QString());
        const QString oscar = m_server->graphql(QStringLiteral("oscar"), QStringLiteral("{ viewer { id } }"))
                                  .data(QStringLiteral("viewer.id"))
                                  .toString();
        QCOMPARE(add(oscar), QStringLiteral("INVALID")); // not of the team
    }

    /// Section 13: a custom role is for people, in the team and in its projects.
    void aServiceAccountHasNoCustomRole()
    {
        m_server->makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("adas"));
        const auto change = [this](const char *person, const QString &text) {
            return m_server->graphql(QLatin1String(person), QStringLiteral("mutation { ") + text + u'}');
        };
        QCOMPARE(change("olga",
                     QStringLiteral("createCustomRole(input: {name: \"cleaner\", inheritedFrom: \"member\","
                                    " permissions: [\"run:delete\"]}) { clientMutationId }"))
                     .errorCode(),
            QString());
        const QString robot = m_server->graphql(QStringLiteral("robot"), QStringLiteral("{ viewer { id } }"))
                                  .data(QStringLiteral("viewer.id"))
                                  .toString();
        const QString inTeam = QStringLiteral("updateMember(input: {entityName: \"lab\", user: \"%1\","
                                              " role: \"cleaner\"}) { member { role } }");
        const QString inProject = QStringLiteral("updateProjectMember(input: {projectId: \"%1\", userId: \"%2\","
                                                 " userProjectRole: \"cleaner\"}) { success }");
        const QString project = QString::fromLatin1(QByteArray("Project:v1:p:lab").toBase64());
        const QString cleo = QString::fromLatin1(QByteArray("User:3").toBase64());
        QCOMPARE(change("ada", inTeam.arg(robot)).errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(change("ada", inProject.arg(project, robot)).errorCode(), QStringLiteral("INVALID"));
        QCOMPARE(change("ada", inTeam.arg(cleo)).errorCode(), QString());
        QCOMPARE(change("ada", inProject.arg(project, cleo)).errorCode(), QString());
    }

    /// Sections 6.1 and 8.3: what is given in a registry stays given, and what is closed stays closed.
    void aRegistryKeepsTheRolesThatItGave()
    {
        const QString id = QString::fromLatin1(QByteArray("Project:v1:wandb-registry-own:organization").toBase64());
        const QString cleo = QString::fromLatin1(QByteArray("User:3").toBase64());
        const QString robot = m_server->graphql(QStringLiteral("robot"), QStringLiteral("{ viewer { id } }"))
                                  .data(QStringLiteral("viewer.id"))
                                  .toString();
        const auto change = [this](const char *person, const QString &text) {
            return m_server->graphql(QLatin1String(person), QStringLiteral("mutation { ") + text + u'}').errorCode();
        };
        const auto open = [&](const char *person, const char *access) {
            return change(person,
                QStringLiteral("upsertModel(input: {entityName: \"organization\", name: \"wandb-registry-own\","
                               " access: \"%1\"}) { inserted }")
                    .arg(QLatin1String(access)));
        };
        const auto add = [&](const QString &user) {
            return change("ben",
                QStringLiteral("createProjectMembers(input: {projectId: \"%1\", userIds: [\"%2\"]}) { success }")
                    .arg(id, user));
        };
        const auto give = [&](const QString &user, const char *role) {
            const QString text = QStringLiteral("updateProjectMember(input: {projectId: \"%1\", userId: \"%2\","
                                                " userProjectRole: \"%3\"}) { success }");
            return change("ben", text.arg(id, user, QLatin1String(role)));
        };
        QCOMPARE(open("ben", "PRIVATE"), QString());
        QCOMPARE(give(cleo, "admin"), QStringLiteral("INVALID")); // add the person first
        QCOMPARE(add(cleo), QString());
        QCOMPARE(open("cleo", "RESTRICTED"), QStringLiteral("FORBIDDEN"));
        QCOMPARE(give(cleo, "admin"), QString());
        QCOMPARE(add(cleo), QString());
        QCOMPARE(open("cleo", "RESTRICTED"), QString());
        QCOMPARE(open("ben", "PRIVATE"), QStringLiteral("CONFLICT"));
        QCOMPARE(add(robot), QString());
        for (const char *role : {"viewer", "restricted_viewer"})
            QCOMPARE(give(robot, role), QStringLiteral("INVALID"));
        QCOMPARE(give(robot, "member"), QString());
    }

private:
    test::Reply invite(const QString &email, const QString &by = QStringLiteral("ada"))
    {
        return m_server->graphql(by,
            QStringLiteral("mutation { createInvite(input: {entityName: \"lab\", email: \"%1\", role: \"member\"}) { "
                           "success invite { id } } }")
                .arg(email));
    }
    test::Reply members()
    {
        return m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("{ entity(name: \"lab\") { members { id username email pending role } invites(first: 9)"
                           " { edges { node { id email fromUser { username } } } } } }"));
    }
    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestMembers)
#include "testmembers.moc"
