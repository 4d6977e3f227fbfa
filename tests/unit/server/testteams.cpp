#include "serverfixture.h"
#include "support/testmain.h"

#include <QTest>

/// Teams over the wire: making and deleting them, their settings and what the organisation fixes of them, invitations,
/// service accounts.
class TestTeams : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void onlyAnOrganisationAdminMakesTeams()
    {
        for (const char *person : {"ada", "ben", "vera", "oscar", "robot"})
            QCOMPARE(
                ask(person, QStringLiteral("createTeam(input: {teamName: \"lab\"}) { entity { name } }")).errorCode(),
                forbidden());
        const test::Reply made = ask("olga",
            QStringLiteral("createTeam(input: {teamName: \"new\", teamAdminUserName: "
                           "\"ben\", defaultAccess: \"USER_READ\"}) { entity { name "
                           "available limits defaultAccess members { username role } } }"));
        QCOMPARE(made.data(QStringLiteral("createTeam.entity.members.0.username")).toString(), QStringLiteral("ben"));
        QCOMPARE(made.data(QStringLiteral("createTeam.entity.members.0.role")).toString(), QStringLiteral("admin"));
        QCOMPARE(made.data(QStringLiteral("createTeam.entity.defaultAccess")).toString(), QStringLiteral("USER_READ"));
        QCOMPARE(ask("olga", QStringLiteral("createTeam(input: {teamName: \"LAB\"}) { entity { name } }")).errorCode(),
            QStringLiteral("CONFLICT"));
        for (const char *name : {"", ".x", "a/b", "a b"}) {
            const QString text = QStringLiteral("createTeam(input: {teamName: \"%1\"}) { entity { name } }");
            QCOMPARE(ask("olga", text.arg(QLatin1String(name))).errorCode(), QStringLiteral("INVALID"));
        }
    }

    void onADedicatedServerTheSystemAdminDeletesTeams()
    {
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
        const QString text = QStringLiteral("deleteTeam(input: {teamName: \"lab\"}) { success }");
        for (const char *person : {"ada", "ben", "vera", "oscar", "robot"})
            QVERIFY(!ask(person, text).errorCode().isEmpty());
        QVERIFY(ask("olga", text).data(QStringLiteral("deleteTeam.success")).toBool());
        QCOMPARE(query("olga", QStringLiteral("{ entity(name: \"lab\") { available } }"))
                     .data(QStringLiteral("entity.available"))
                     .toBool(),
            true);
        QCOMPARE(query("robot", QStringLiteral("{ viewer { id } }")).status, 401);
        QCOMPARE(query("ben", QStringLiteral("{ viewer { username } }")).status, 200);
        QCOMPARE(ask("olga", text).errorCode(), QStringLiteral("NOT_FOUND"));
    }

    void eachSwitchIsStoredAndTold()
    {
        ask("ada",
            QStringLiteral(
                "updateEntity(input: {entity: \"lab\", privateOnly: true, codeSavingEnabled: true, settings: "
                "{membersCanInvite: true, openToMatchingOrgEmailDomainUsers: true, hidden: true, "
                "publicReportSharing: false, membersCanSetTtl: true}}) { entity { id } }"));
        const test::Reply told = query("ben",
            QStringLiteral("{ entity(name: \"lab\") { privateOnly codeSavingEnabled settings { membersCanInvite "
                           "openToMatchingOrgEmailDomainUsers hidden publicReportSharing membersCanSetTtl } } }"));
        const QJsonObject expected{{QStringLiteral("membersCanInvite"), true},
            {QStringLiteral("openToMatchingOrgEmailDomainUsers"), true}, {QStringLiteral("hidden"), true},
            {QStringLiteral("publicReportSharing"), false}, {QStringLiteral("membersCanSetTtl"), true}};
        QCOMPARE(told.data(QStringLiteral("entity.settings")).toObject(), expected);
        QVERIFY(told.data(QStringLiteral("entity.privateOnly")).toBool());
        QVERIFY(told.data(QStringLiteral("entity.codeSavingEnabled")).toBool());
    }

    void theFirstRunOfAProjectOpensItToNobodyWhereProjectsArePrivate()
    {
        const auto access = [this](const char *project) {
            m_server->makeRun(
                QStringLiteral("ben"), QStringLiteral("lab"), QLatin1String(project), QStringLiteral("r"));
            return query("ben",
                QStringLiteral("{ project(entityName: \"lab\", name: \"%1\") { access } }").arg(QLatin1String(project)))
                .data(QStringLiteral("project.access"))
                .toString();
        };
        ask("ada",
            QStringLiteral("updateEntity(input: {entity: \"lab\", defaultAccess: \"USER_READ\"}) {"
                           " entity { id } }"));
        QCOMPARE(access("before"), QStringLiteral("USER_READ"));
        ask("ada", QStringLiteral("updateEntity(input: {entity: \"lab\", privateOnly: true}) { entity { id } }"));
        QCOMPARE(access("after"), QStringLiteral("PRIVATE"));
    }

    void aHiddenTeamIsNotThereForStrangers()
    {
        const auto asked = [this](const char *name) {
            QByteArray body = query("oscar",
                QStringLiteral("{ entity(name: \"%1\") { id name available memberCount members { id } } }")
                    .arg(QLatin1String(name)))
                                  .body;
            return body.replace('"' + QByteArray(name) + '"', "NAME");
        };
        QVERIFY(asked("lab") != asked("no1"));
        ask("ada",
            QStringLiteral("updateEntity(input: {entity: \"lab\", settings: {hidden: true}}) { entity { id } }"));
        QCOMPARE(asked("lab"), asked("no1"));
        const auto invited = [this](const char *team) {
            return ask("oscar",
                QStringLiteral("createInvite(input: {entityName: \"%1\", email: \"x@x.invalid\"}) { success }")
                    .arg(QLatin1String(team)))
                .body;
        };
        QCOMPARE(invited("lab"), invited("no1"));
    }

    void whatTheOrganisationFixesNoTeamChanges_data()
    {
        QTest::addColumn<QString>("fixed");
        QTest::addColumn<QString>("change");
        const auto row = [](const char *fixed, const char *change) {
            QTest::newRow(fixed) << QString::fromLatin1(fixed) << QString::fromLatin1(change);
        };
        row("hideTeam", "settings: {hidden: false}");
        row("joinByDomain", "settings: {openToMatchingOrgEmailDomainUsers: false}");
        row("membersCanInvite", "settings: {membersCanInvite: false}");
        row("privateOnly", "privateOnly: false");
        row("publicReportSharing", "settings: {publicReportSharing: false}");
        row("saveCode", "codeSavingEnabled: false");
    }
    void whatTheOrganisationFixesNoTeamChanges()
    {
        QFETCH(QString, fixed);
        QFETCH(QString, change);
        const QString text = QStringLiteral("updateEntity(input: {entity: \"lab\", %1}) { entity { id } }").arg(change);
        QCOMPARE(ask("ada", text).errorCode(), QString());
        QCOMPARE(enforce("ada", fixed, "ON").errorCode(), forbidden());
        QCOMPARE(enforce("olga", fixed, "ON").errorCode(), QString());
        const test::Reply refused = ask("ada", text);
        QCOMPARE(refused.errorCode(), forbidden());
        QCOMPARE(reasonOf(refused), QStringLiteral("SettingLocked"));
        QVERIFY(query("ada", QStringLiteral("{ entity(name: \"lab\") { settings { enforced { %1 } } } }").arg(fixed))
                    .body.contains("\"ON\""));
        const QString other = fixed == QLatin1String("saveCode") ? QStringLiteral("privateOnly: true")
                                                                 : QStringLiteral("codeSavingEnabled: true");
        QCOMPARE(ask("ada", QStringLiteral("updateEntity(input: {entity: \"lab\", %1}) { entity { id } }").arg(other))
                     .errorCode(),
            QString());
        QCOMPARE(enforce("olga", fixed, "TEAM_DECIDES").errorCode(), QString());
        QCOMPARE(ask("ada", text).errorCode(), QString());
    }

    void anEnforcedSwitchHoldsForTheMembers()
    {
        const QString invite =
            QStringLiteral("createInvite(input: {entityName: \"lab\", email: \"x@x.invalid\"}) { success }");
        QCOMPARE(reasonOf(ask("ben", invite)), QStringLiteral("SettingOff"));
        enforce("olga", QStringLiteral("membersCanInvite"), "OFF");
        QCOMPARE(reasonOf(ask("ben", invite)), QStringLiteral("SettingLocked"));
        enforce("olga", QStringLiteral("membersCanInvite"), "ON");
        QCOMPARE(ask("ben", invite).errorCode(), QString());
        const QString asAdmin = QStringLiteral(
            "createInvite(input: {entityName: \"lab\", email: \"y@x.invalid\", role: \"admin\"}) { success }");
        QCOMPARE(reasonOf(ask("ben", asAdmin)), QStringLiteral("RoleLacks"));
        enforce("olga", QStringLiteral("privateOnly"), "ON");
        const QString open = QStringLiteral(
            "upsertModel(input: {entityName: \"lab\", name: \"q\", access: \"USER_WRITE\"}) { inserted }");
        QCOMPARE(reasonOf(ask("ben", open)), QStringLiteral("SettingLocked"));
    }

    void theInvitedPersonAcceptsOrDeclines()
    {
        const auto invited = [this] {
            return ask("ada",
                QStringLiteral(
                    "createInvite(input: {entityName: \"lab\", username: \"oscar\", role: \"member\"}) { invite "
                    "{ id } }"))
                .data(QStringLiteral("createInvite.invite.id"))
                .toString();
        };
        const auto answer = [this](const char *person, const QString &id, const char *decline) {
            return ask(person,
                QStringLiteral("acceptInvite(input: {id: \"%1\", decline: %2}) { success entity { name } }")
                    .arg(id, QLatin1String(decline)));
        };
        QString id = invited();
        const test::Reply own = query("oscar",
            QStringLiteral("{ viewer { invites { id role entity { name members { id } } fromUser { username } } } }"));
        QCOMPARE(own.data(QStringLiteral("viewer.invites.0.id")).toString(), id);
        QVERIFY(own.data(QStringLiteral("viewer.invites.0.entity.members")).toArray().isEmpty());
        QCOMPARE(answer("ben", id, "false").body, answer("ben", QStringLiteral("SW52aXRlOjk5"), "false").body);
        QCOMPARE(answer("oscar", id, "true").errorCode(), QString());
        QVERIFY(!members().contains("oscar"));
        id = invited();
        QCOMPARE(answer("oscar", id, "false").data(QStringLiteral("acceptInvite.entity.name")).toString(),
            QStringLiteral("lab"));
        QVERIFY(members().contains("oscar"));
        QCOMPARE(answer("oscar", id, "false").errorCode(), QStringLiteral("NOT_FOUND"));
    }

    void anOrganisationAdminBringsThemselfIn()
    {
        const QString text = QStringLiteral("createInvite(input: {entityName: \"lab\", username: \"olga\", role: "
                                            "\"admin\"}) { success invite { id } }");
        QVERIFY(ask("olga", text).data(QStringLiteral("createInvite.success")).toBool());
        QVERIFY(members().contains("olga"));
        QCOMPARE(ask("olga", text).errorCode(), QStringLiteral("CONFLICT"));
    }

    void aServiceAccountHasSeveralKeysThatAreRotatedAndRevoked()
    {
        const QString account = ask("ada",
            QStringLiteral("createServiceAccount(input: {entityName: \"lab\", description: \"bot\"}) { user { id } }"))
                                    .data(QStringLiteral("createServiceAccount.user.id"))
                                    .toString();
        QString last;
        const auto lastMember = [this](const char *person) {
            return query(person, QStringLiteral("{ entity(name: \"lab\") { members { id accountType apiKey } } }"))
                .data(QStringLiteral("entity.members"))
                .toArray()
                .last()
                .toObject();
        };
        QVERIFY(lastMember("ben").value(QLatin1String("apiKey")).isNull()); // told to whoever made it, once
        const QJsonObject member = lastMember("ada");
        QCOMPARE(member.value(QLatin1String("id")).toString(), account);
        const QString first = member.value(QLatin1String("apiKey")).toString();
        QVERIFY(first.size() >= 40);
        QVERIFY(lastMember("ada").value(QLatin1String("apiKey")).isNull());
        QCOMPARE(whoIs(first), 200);
        const QString more =
            QStringLiteral("generateApiKey(input: {user: \"%1\", description: \"ci\"}) { apiKey { id name } }")
                .arg(account);
        for (const char *person : {"ben", "vera", "olga", "oscar", "robot"})
            QCOMPARE(ask(person, more).errorCode(), QStringLiteral("NOT_FOUND"));
        const test::Reply second = ask("ada", more);
        const QString secret = second.data(QStringLiteral("generateApiKey.apiKey.name")).toString();
        QCOMPARE(whoIs(secret), 200);
        const QString revoke = QStringLiteral("deleteApiKey(input: {id: \"%1\"}) { success }")
                                   .arg(second.data(QStringLiteral("generateApiKey.apiKey.id")).toString());
        QCOMPARE(ask("ben", revoke).errorCode(), QStringLiteral("NOT_FOUND"));
        QVERIFY(ask("ada", revoke).data(QStringLiteral("deleteApiKey.success")).toBool());
        QCOMPARE(whoIs(secret), 401);
        QCOMPARE(whoIs(first), 200);
        ask("ada", QStringLiteral("deleteInvite(input: {entityName: \"lab\", id: \"%1\"}) { success }").arg(account));
        QCOMPARE(whoIs(first), 401);
    }

    void aServiceAccountOfTheOrganisationIsInEveryTeam()
    {
        const QString text =
            QStringLiteral("createServiceAccount(input: {entityName: \"other\", description: \"fleet\", "
                           "scope: \"organization\"}) { user { id } }");
        QVERIFY(!ask("ada", text).errorCode().isEmpty());
        const QString account = ask("olga", text).data(QStringLiteral("createServiceAccount.user.id")).toString();
        const QString key =
            ask("olga", QStringLiteral("generateApiKey(input: {user: \"%1\"}) { apiKey { name } }").arg(account))
                .data(QStringLiteral("generateApiKey.apiKey.name"))
                .toString();
        QCOMPARE(query(qPrintable(key), QStringLiteral("{ viewer { entity } }")).data(QStringLiteral("viewer.entity")),
            QJsonValue(QStringLiteral("other")));
        ask("olga", QStringLiteral("createTeam(input: {teamName: \"later\"}) { entity { id } }"));
        for (const char *team : {"lab", "other", "later"})
            QVERIFY(
                !m_server->makeRun(key, QLatin1String(team), QStringLiteral("p"), QStringLiteral("fleets")).isEmpty());
        const QString remove =
            QStringLiteral("deleteInvite(input: {entityName: \"lab\", id: \"%1\"}) { success }").arg(account);
        QCOMPARE(ask("ada", remove).errorCode(), forbidden());
        QCOMPARE(ask("olga", remove).errorCode(), QString());
        QCOMPARE(whoIs(key), 401);
    }

    void aKeyOfAnEarlierRoleStopsWorkingForViewOnlyPeople()
    {
        QCOMPARE(whoIs(m_server->key(QStringLiteral("cleo"))), 200);
        const QString id = QString::fromLatin1(QByteArray("User:3").toBase64());
        ask("ada",
            QStringLiteral(
                "updateMember(input: {entityName: \"lab\", user: \"%1\", role: \"viewer\"}) { member { id } }")
                .arg(id));
        QCOMPARE(whoIs(m_server->key(QStringLiteral("cleo"))), 401);
        QCOMPARE(ask("vera", QStringLiteral("generateApiKey(input: {}) { apiKey { name } }")).errorCode(), forbidden());
    }

private:
    static QString forbidden() { return QStringLiteral("FORBIDDEN"); }
    static QString reasonOf(const test::Reply &reply)
    {
        return reply.json()
            .value(QLatin1String("errors"))[0][QLatin1String("extensions")][QLatin1String("reason")]
            .toString();
    }
    test::Reply ask(const char *person, const QString &mutation)
    {
        return m_server->graphql(QLatin1String(person), QStringLiteral("mutation { ") + mutation + u'}');
    }
    test::Reply query(const char *person, const QString &text)
    {
        return m_server->graphql(QLatin1String(person), text);
    }
    test::Reply enforce(const char *person, const QString &name, const char *value)
    {
        return ask(person,
            QStringLiteral("updateOrganization(input: {organizationID: \"%1\", privacy: {%2: %3}}) { success }")
                .arg(QString::fromLatin1(QByteArray("Organization:1").toBase64()), name, QLatin1String(value)));
    }
    QByteArray members()
    {
        return query("ada", QStringLiteral("{ entity(name: \"lab\") { members { username pending } } }")).body;
    }
    int whoIs(const QString &key) { return m_server->graphql(key, QStringLiteral("{ viewer { id } }")).status; }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestTeams)
#include "testteams.moc"
