#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QTest>

/// People, seats and custom roles of the organisation.
class TestOrganization : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void anAdminMakesAPersonWhoJoinsTheTeamsThatWaitForThem()
    {
        ask("ada",
            QStringLiteral("createInvite(input: {entityName: \"lab\", email: \"Zoe.New@x.invalid\"}) { success }"));
        const test::Reply made = ask("olga",
            QStringLiteral("createUser(input: {email: \"zoe.new@x.invalid\"}) { user { username email admin } }"));
        QCOMPARE(made.data(QStringLiteral("createUser.user.username")).toString(), QStringLiteral("zoe-new"));
        QVERIFY(query("ada", QStringLiteral("{ entity(name: \"lab\") { members { username pending } } }"))
                    .body.contains("\"username\":\"zoe-new\""));
        const QString again = QStringLiteral("createUser(input: {email: \"zoe.NEW@x.invalid\"}) { user { id } }");
        QCOMPARE(ask("olga", again).errorCode(), QStringLiteral("CONFLICT"));
        QCOMPARE(ask("olga", QStringLiteral("createUser(input: {email: \"zoe\"}) { user { id } }")).errorCode(),
            QStringLiteral("INVALID"));
    }

    void seatsEndAtTheLimit()
    {
        QVERIFY(m_server->server().setSeatLimit(5)); // ada, ben, cleo, oscar, olga
        const test::Reply refused =
            ask("olga", QStringLiteral("createUser(input: {email: \"z@x.invalid\"}) { user { id } }"));
        QCOMPARE(refused.errorCode(), QStringLiteral("CONFLICT"));
        QVERIFY(refused.body.contains("seat limit"));
        QCOMPARE(setUser("olga", "vera", "member", "full").errorCode(), QStringLiteral("CONFLICT"));
        QCOMPARE(setUser("olga", "cleo", "member", "viewer").errorCode(), QString());
        QCOMPARE(setUser("olga", "vera", "member", "full").errorCode(), QString());
        QCOMPARE(query("olga", QStringLiteral("{ organization { usedSeats seatAvailability { seats } } }"))
                     .data(QStringLiteral("organization.seatAvailability.seats"))
                     .toInt(-1),
            0);
        QVERIFY(!m_server->server().createUser({QStringLiteral("late"), {}, {}}));
    }

    void theLastOrganisationAdminStays()
    {
        QCOMPARE(setUser("olga", "olga", "member", nullptr).errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(remove("olga", "olga").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(setUser("olga", "ben", "admin", nullptr).errorCode(), QString());
        QCOMPARE(setUser("ben", "olga", "member", nullptr).errorCode(), QString());
        QCOMPARE(setUser("olga", "ben", "member", nullptr).errorCode(), QStringLiteral("FORBIDDEN"));
    }

    void whoIsRemovedLosesEverythingAtOnceAndMayComeBack()
    {
        QCOMPARE(remove("ada", "cleo").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(remove("olga", "cleo").errorCode(), QString());
        QCOMPARE(query("cleo", QStringLiteral("{ viewer { id } }")).status, 401);
        QVERIFY(
            !query("ada", QStringLiteral("{ entity(name: \"lab\") { members { username } } }")).body.contains("cleo"));
        QCOMPARE(remove("olga", "ada").errorCode(), QStringLiteral("CONFLICT")); // the team's last admin
        const QString back = QStringLiteral(
            "addUserToOrganization(input: {organizationId: \"%1\", userName: \"cleo\", userOrgRole: \"member\", teams: "
            "[\"lab\"]}) { success }");
        QCOMPARE(ask("olga", back.arg(organization())).errorCode(), QString());
        QVERIFY(
            query("ada", QStringLiteral("{ entity(name: \"lab\") { members { username } } }")).body.contains("cleo"));
        QCOMPARE(query("cleo", QStringLiteral("{ viewer { id } }")).status, 401); // the old key is gone
        QCOMPARE(ask("olga", back.arg(organization())).errorCode(), QStringLiteral("CONFLICT"));
    }

    void billingOnlySeesNobody()
    {
        QCOMPARE(setUser("olga", "oscar", "billing_only", nullptr).errorCode(), QString());
        QVERIFY(query("oscar", QStringLiteral("{ organization { name members { username } } }"))
                    .data(QStringLiteral("organization"))
                    .isNull());
    }

    void aCustomRoleAddsToItsBase()
    {
        const QString role = makeRole("deleter", "member", "\"run:delete\"");
        QCOMPARE(give(role).errorCode(), QString());
        m_server->makeRun(QStringLiteral("ben"), lab(), QStringLiteral("p"), QStringLiteral("bens"));
        QCOMPARE(deleteRun("cleo"), QString());
        QVERIFY(query("ada",
            QStringLiteral("{ entity(name: \"lab\") { members { username role memberRole { ID name base "
                           "permissions } } } }"))
                    .body.contains("\"role\":\"deleter\""));
    }

    void whoeverHadADeletedRoleFallsBackToItsBase()
    {
        const QString role = makeRole("deleter", "viewer", "\"run:delete\"");
        give(role);
        m_server->makeRun(QStringLiteral("ben"), lab(), QStringLiteral("p"), QStringLiteral("bens"));
        QCOMPARE(deleteRun("cleo"), QString());
        QCOMPARE(ask("olga", QStringLiteral("deleteCustomRole(input: {id: \"%1\"}) { success }").arg(role)).errorCode(),
            QString());
        const test::Reply team =
            query("ada", QStringLiteral("{ entity(name: \"lab\") { members { username role } } }"));
        QVERIFY2(team.body.contains("\"role\":\"viewer\",\"username\":\"cleo\""), team.body.constData());
        // View-Only people have no key: the one they hold stops working.
        QCOMPARE(query("cleo", QStringLiteral("{ viewer { id } }")).status, 401);
    }

    void twoPeopleDoNotOverwriteEachOther()
    {
        const QString role = makeRole("mixed", "member", "");
        const auto change = [this, &role](int version, const char *permissions) {
            return ask("olga",
                QStringLiteral("updateCustomRole(input: {id: \"%1\", version: %2, name: \"mixed\", inheritedFrom: "
                               "\"member\", permissions: [%3]}) { role { version permissions } }")
                    .arg(role)
                    .arg(version)
                    .arg(QLatin1String(permissions)));
        };
        QCOMPARE(change(1, "\"run:stop\"").data(QStringLiteral("updateCustomRole.role.version")).toInt(), 2);
        QCOMPARE(change(1, "\"run:delete\"").errorCode(), QStringLiteral("CONFLICT"));
        QCOMPARE(change(2, "\"run:delete\"").errorCode(), QString());
    }

    void rolesThatCannotBeAreRefused_data()
    {
        QTest::addColumn<QString>("input");
        const auto row = [](const char *name, const char *input) { QTest::newRow(name) << QString::fromUtf8(input); };
        row("a letter that shows as nothing", "name: \"ad\u200bmin\", inheritedFrom: \"member\", permissions: []");
        row("base admin", "name: \"x\", inheritedFrom: \"admin\", permissions: []");
        row("no base", "name: \"x\", inheritedFrom: \"\", permissions: []");
        row("fixed name", "name: \"Admin\", inheritedFrom: \"member\", permissions: []");
        row("no name", "name: \" \", inheritedFrom: \"member\", permissions: []");
        row("unknown permission", "name: \"x\", inheritedFrom: \"member\", permissions: [\"run:fly\"]");
        row("not grantable", "name: \"x\", inheritedFrom: \"member\", permissions: [\"team:delete\"]");
    }
    void rolesThatCannotBeAreRefused()
    {
        QFETCH(QString, input);
        QCOMPARE(ask("olga", QStringLiteral("createCustomRole(input: {%1}) { role { id } }").arg(input)).errorCode(),
            QStringLiteral("INVALID"));
    }

    void aCustomRoleHoldsInAProjectToo()
    {
        const QString role = makeRole("deleter", "member", "\"run:delete\"");
        m_server->makeRun(QStringLiteral("ben"), lab(), QStringLiteral("p"), QStringLiteral("bens"));
        QCOMPARE(deleteRun("cleo"), QStringLiteral("FORBIDDEN"));
        const QString project = QString::fromLatin1(QByteArray("Project:v1:p:lab").toBase64());
        QCOMPARE(ask("ada",
                     QStringLiteral("updateProjectMember(input: {projectId: \"%1\", userId: \"%2\", userProjectRole: "
                                    "\"deleter\"}) { success }")
                         .arg(project, userId(3)))
                     .errorCode(),
            QString());
        QCOMPARE(deleteRun("cleo"), QString());
        QVERIFY(!role.isEmpty());
    }

    void aServiceAccountHasNoCustomRole()
    {
        const QString role = makeRole("mixed", "member", "");
        const QString text =
            QStringLiteral("updateMember(input: {entityName: \"lab\", user: \"%1\", role: \"%2\"}) { member { id } }");
        QCOMPARE(ask("ada", text.arg(userId(7), role)).errorCode(), QStringLiteral("FORBIDDEN"));
    }

private:
    static QString lab() { return QStringLiteral("lab"); }
    static QString organization() { return QString::fromLatin1(QByteArray("Organization:1").toBase64()); }
    static QString userId(int number)
    {
        return QString::fromLatin1(QByteArray("User:" + QByteArray::number(number)).toBase64());
    }
    test::Reply ask(const char *person, const QString &mutation)
    {
        return m_server->graphql(QLatin1String(person), QStringLiteral("mutation { ") + mutation + u'}');
    }
    test::Reply query(const char *person, const QString &text)
    {
        return m_server->graphql(QLatin1String(person), text);
    }
    test::Reply setUser(const char *person, const char *user, const char *role, const char *seat)
    {
        const QString seatText =
            seat == nullptr ? QString() : QStringLiteral(", modelsSeat: \"%1\"").arg(QLatin1String(seat));
        return ask(person,
            QStringLiteral("updateOrganizationUser(input: {organizationId: \"%1\", userName: \"%2\", userOrgRole: "
                           "\"%3\"%4}) { success }")
                .arg(organization(), QLatin1String(user), QLatin1String(role), seatText));
    }
    test::Reply remove(const char *person, const char *user)
    {
        return ask(person,
            QStringLiteral("removeUserFromOrganization(input: {organizationId: \"%1\", userName: \"%2\"}) { success }")
                .arg(organization(), QLatin1String(user)));
    }
    QString makeRole(const char *name, const char *base, const char *permissions)
    {
        return ask("olga",
            QStringLiteral(
                "createCustomRole(input: {name: \"%1\", inheritedFrom: \"%2\", permissions: [%3]}) { role { id } }")
                .arg(QLatin1String(name), QLatin1String(base), QLatin1String(permissions)))
            .data(QStringLiteral("createCustomRole.role.id"))
            .toString();
    }
    test::Reply give(const QString &role)
    {
        return ask("ada",
            QStringLiteral("updateMember(input: {entityName: \"lab\", user: \"%1\", role: \"%2\"}) { member { role } }")
                .arg(userId(3), role));
    }
    QString deleteRun(const char *person)
    {
        const QString run = QString::fromLatin1(QByteArray("Run:v1:bens:p:lab").toBase64());
        return ask(person, QStringLiteral("deleteRun(input: {id: \"%1\"}) { clientMutationId }").arg(run)).errorCode();
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestOrganization)
#include "testorganization.moc"
