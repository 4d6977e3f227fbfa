#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

/// SCIM as it is documented: the examples, the errors, the odd answers.
class TestScim : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void onlyAdminsOfTheOrganisationAndItsOwnServiceAccountsGetIn()
    {
        QCOMPARE(scim("GET", "/Users").status, 200);
        for (const char *person : {"ada", "ben", "vera", "oscar", "robot"}) {
            const test::Reply refused = scim("GET", "/Users", {}, person);
            QCOMPARE(refused.status, 403);
            QCOMPARE(refused.json().value(QLatin1String("schemas"))[0].toString(), errorSchema());
        }
        const test::Reply nobody = scim("GET", "/Users", {}, "");
        QCOMPARE(nobody.status, 401);
        QCOMPARE(nobody.json().value(QLatin1String("status")).toString(), QStringLiteral("401"));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE users SET service_entity = NULL WHERE username = 'robot'")));
        QCOMPARE(scim("POST", "/Groups", group("fleet", {}), "robot").status, 201);
        const QByteArray key = m_server->key(QStringLiteral("olga")).toLatin1();
        QCOMPARE(scim("GET", "/Users", {}, "", {{"Authorization", "Bearer " + key}}).status, 200);
        QCOMPARE(scim("GET", "/Users", {}, "", {{"Authorization", "Basic " + ("olga:" + key).toBase64()}}).status, 200);
    }

    void aUserIsMadeReadFoundAndTakenAway()
    {
        QJsonObject wanted = user("dev-user1", "dev-user1@example.com");
        wanted.insert(QStringLiteral("modelsSeat"), QStringLiteral("viewer"));
        wanted.insert(QStringLiteral("weaveRole"), QStringLiteral("full"));
        wanted.insert(QStringLiteral("urn:ietf:params:scim:schemas:extension:teams:2.0:User"),
            QJsonObject{{QStringLiteral("teams"), QJsonArray{QStringLiteral("lab")}}});
        const test::Reply made = scim("POST", "/Users", wanted);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.headers.value("content-type"), QByteArray("application/scim+json"));
        const QJsonObject resource = made.json();
        QCOMPARE(resource.value(QLatin1String("active")).toBool(), true);
        QCOMPARE(resource.value(QLatin1String("emails"))[QLatin1String("Value")].toString(),
            QStringLiteral("dev-user1@example.com"));
        QCOMPARE(resource.value(QLatin1String("emails"))[QLatin1String("Primary")].toBool(), true);
        QCOMPARE(resource.value(QLatin1String("modelsSeat")).toString(), QStringLiteral("viewer"));
        QCOMPARE(resource.value(QLatin1String("weaveRole")).toString(), QStringLiteral("full"));
        QCOMPARE(resource.value(QLatin1String("organizationRole")).toString(), QStringLiteral("member"));
        QCOMPARE(
            resource.value(QLatin1String("meta"))[QLatin1String("resourceType")].toString(), QStringLiteral("User"));
        const QJsonValue role = resource.value(QLatin1String("teamRoles"))[0];
        QCOMPARE(role[QLatin1String("teamName")].toString(), QStringLiteral("lab"));
        QCOMPARE(role[QLatin1String("roleName")].toString(), QStringLiteral("member"));
        const QByteArray path = "/Users/" + resource.value(QLatin1String("id")).toString().toLatin1();
        QCOMPARE(scim("GET", path).body, made.body);
        const QByteArray filters[] = {"userName%20eq%20%22DEV-user1%22", "emails.value+eq+%22dev-user1@example.com%22"};
        for (const QByteArray &filter : filters) {
            const QJsonObject found = scim("GET", "/Users?filter=" + filter).json();
            QCOMPARE(found.value(QLatin1String("totalResults")).toInt(), 1);
            QCOMPARE(found.value(QLatin1String("itemsPerPage")).toInt(), 9999);
            QCOMPARE(found.value(QLatin1String("startIndex")).toInt(), 1);
            QCOMPARE(found.value(QLatin1String("Resources"))[0].toObject(), resource);
        }
        QCOMPARE(scim("GET", "/Users?filter=userName%20eq%20%22nobody%22")
                     .json()
                     .value(QLatin1String("totalResults"))
                     .toInt(-1),
            0);
        QCOMPARE(scim("GET", "/Users?filter=userName%20co%20%22d%22").status, 400);
        QCOMPARE(scim("DELETE", path).status, 204);
        QCOMPARE(scim("GET", path).status, 404);
        QCOMPARE(scim("DELETE", path).status, 404);
        QCOMPARE(scim("POST", "/Users", wanted).status, 201); // back again, as the same person
        QCOMPARE(scim("GET", path).status, 200);
    }

    void listsComeInPagesWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("first"); // of all, from 1; 0: none
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("items"); // -1: as the hosted service says of a whole list
        QTest::newRow("everything") << QByteArray() << 1 << 1 << -1;
        QTest::newRow("the first") << QByteArray("startIndex=1&count=2") << 1 << 1 << 2;
        QTest::newRow("in the middle") << QByteArray("count=2&startIndex=2") << 2 << 2 << 2;
        QTest::newRow("the rest") << QByteArray("startIndex=3") << 3 << 3 << -2;
        QTest::newRow("before the first is the first") << QByteArray("startIndex=-4&count=1") << 1 << 1 << 1;
        QTest::newRow("behind the last") << QByteArray("startIndex=100&count=5") << 0 << 100 << 0;
        QTest::newRow("how many there are") << QByteArray("count=0") << 0 << 1 << 0;
        QTest::newRow("fewer than none is none") << QByteArray("count=-3") << 0 << 1 << 0;
        QTest::newRow("more than there are") << QByteArray("count=99999999999") << 1 << 1 << -1;
    }
    void listsComeInPagesWhenAsked()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, first);
        QFETCH(int, start);
        QFETCH(int, items);
        for (const char *name : {"alpha", "beta", "gamma", "delta"}) {
            QCOMPARE(scim("POST", "/Groups", group(name, {})).status, 201);
            const QJsonObject role{{QStringLiteral("name"), QLatin1String(name)},
                {QStringLiteral("inheritedFrom"), QStringLiteral("member")},
                {QStringLiteral("permissions"), QJsonArray()}};
            QCOMPARE(scim("POST", "/Roles", role).status, 201);
        }
        for (const QByteArray type : {"/Users", "/Groups", "/Roles"}) {
            const QJsonArray all = scim("GET", type).json().value(QLatin1String("Resources")).toArray();
            const int total = int(all.size());
            const QJsonObject page = scim("GET", type + '?' + query).json();
            const QJsonArray shown = page.value(QLatin1String("Resources")).toArray();
            const int wanted = items == -1 ? total : items == -2 ? total - first + 1 : items;
            QVERIFY2(total > 3, type.constData());
            QCOMPARE(page.value(QLatin1String("totalResults")).toInt(-1), total);
            QCOMPARE(page.value(QLatin1String("startIndex")).toInt(-1), start);
            QCOMPARE(page.value(QLatin1String("itemsPerPage")).toInt(-1), items == -1 ? 9999 : wanted);
            QCOMPARE(int(shown.size()), wanted);
            for (int i = 0; i < wanted; ++i)
                QCOMPARE(shown[i], all[first - 1 + i]);
        }
    }

    void aPageIsOfWhatTheFilterFinds()
    {
        const QByteArray filter = "/Users?filter=userName%20eq%20%22ben%22&";
        QCOMPARE(scim("GET", filter + "startIndex=1&count=1").json().value(QLatin1String("totalResults")).toInt(), 1);
        const QJsonObject behind = scim("GET", filter + "startIndex=2&count=1").json();
        QCOMPARE(behind.value(QLatin1String("totalResults")).toInt(), 1);
        QCOMPARE(behind.value(QLatin1String("Resources")).toArray(), QJsonArray());
        for (const QByteArray query : {"startIndex=one", "count=", "count=1.5"})
            QCOMPARE(scim("GET", "/Users?" + query).status, 400);
    }

    void oneAnswerHoldsAThousand()
    {
        QVERIFY(m_server->execute(
            QStringLiteral("WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1005)"
                           " INSERT INTO custom_roles(name, base) SELECT 'role ' || n, 'member' FROM numbers")));
        const QJsonObject page = scim("GET", "/Roles?count=5000").json();
        QCOMPARE(page.value(QLatin1String("Resources")).toArray().size(), 1000);
        QCOMPARE(page.value(QLatin1String("itemsPerPage")).toInt(), 1000);
        QCOMPARE(page.value(QLatin1String("totalResults")).toInt(), 1005);
        QCOMPARE(scim("GET", "/Roles?startIndex=1001").json().value(QLatin1String("Resources")).toArray().size(), 5);
    }

    void takenNamesAndAddressesAreConflicts()
    {
        QCOMPARE(scim("POST", "/Users", user("ben", "other@example.com")).status, 409);
        QCOMPARE(scim("POST", "/Users", user("other", "BEN@house.invalid")).status, 409);
        QCOMPARE(scim("POST", "/Groups", group("lab", {})).status, 409);
        QVERIFY(m_server->server().setSeatLimit(5));
        const test::Reply full = scim("POST", "/Users", user("late", "late@example.com"));
        QCOMPARE(full.status, 409);
        QVERIFY(full.json().value(QLatin1String("detail")).toString().contains(QLatin1String("seat limit")));
    }

    void unsoundBodiesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("no schema") << QByteArray(R"({"userName": "x", "emails": [{"value": "x@x.y"}]})");
        const QByteArray head = R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], )";
        QTest::newRow("no name") << head + R"("emails": [{"value": "x@x.y"}]})";
        QTest::newRow("no address") << head + R"("userName": "x"})";
        QTest::newRow("unknown attribute")
            << head + R"("userName": "x", "emails": [{"value": "x@x.y"}], "root": true})";
        QTest::newRow("unknown seat") << head
                + R"("userName": "x", "emails": [{"value": "x@x.y"}], "modelsSeat": "big"})";
        QTest::newRow("unsound name") << head + R"("userName": "../x", "emails": [{"value": "x@x.y"}]})";
    }
    void unsoundBodiesAreRefused()
    {
        QFETCH(QByteArray, body);
        const test::Reply reply = raw("POST", "/Users", body);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json().value(QLatin1String("schemas"))[0].toString(), errorSchema());
        QVERIFY(!reply.json().value(QLatin1String("detail")).toString().isEmpty());
    }

    void aUserIsPatchedInEveryDocumentedWay()
    {
        const QByteArray path = "/Users/" + id("User", 3);
        const auto patched = [&](const char *operation) {
            return raw("PATCH", path,
                QByteArray(R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [)")
                    + operation + "]}");
        };
        QJsonObject now =
            patched(R"({"op": "replace", "path": "emails", "value": [{"value": "c@example.com", "primary": true}]})")
                .json();
        QCOMPARE(
            now.value(QLatin1String("emails"))[QLatin1String("Value")].toString(), QStringLiteral("c@example.com"));
        now = patched(R"({"op": "Replace", "path": "displayName", "value": "Cleo C"})").json();
        QCOMPARE(now.value(QLatin1String("displayName")).toString(), QStringLiteral("Cleo C"));
        now = patched(R"({"op": "replace", "path": "organizationRole", "value": "admin"})").json();
        QCOMPARE(now.value(QLatin1String("organizationRole")).toString(), QStringLiteral("admin"));
        now = patched(R"({"op": "replace", "path": "modelsSeat", "value": "viewer"})").json();
        QCOMPARE(now.value(QLatin1String("modelsSeat")).toString(), QStringLiteral("viewer"));
        now = patched(R"({"op": "replace", "path": "teamRoles", "value": [{"teamName": "lab", "roleName": "admin"},
                         {"teamName": "other", "roleName": "viewer"}]})")
                  .json();
        QCOMPARE(now.value(QLatin1String("teamRoles")).toArray().size(), 2);
        QCOMPARE(
            now.value(QLatin1String("teamRoles"))[0][QLatin1String("roleName")].toString(), QStringLiteral("admin"));
        now = patched(R"({"op": "replace", "value": {"active": false}})").json();
        QCOMPARE(now.value(QLatin1String("active")).toBool(true), false);
        QCOMPARE(m_server->graphql(QStringLiteral("cleo"), QStringLiteral("{ viewer { id } }")).status, 401);
        QCOMPARE(scim("GET", path).status, 200);
        QCOMPARE(
            patched(R"({"op": "replace", "value": {"active": true}})").json().value(QLatin1String("active")).toBool(),
            true);
        QCOMPARE(patched(R"({"op": "replace", "path": "userName", "value": "x"})").status, 400);
        QCOMPARE(
            patched(R"({"op": "replace", "path": "teamRoles", "value": [{"teamName": "none", "roleName": "admin"}]})")
                .status,
            400);
        QCOMPARE(patched(R"({"op": "shuffle", "path": "displayName", "value": "x"})").status, 400);
        // All or nothing.
        QCOMPARE(
            patched(
                R"({"op": "replace", "path": "displayName", "value": "No"}, {"op": "replace", "path": "modelsSeat", "value": "?"})")
                .status,
            400);
        QCOMPARE(scim("GET", path).json().value(QLatin1String("displayName")).toString(), QStringLiteral("Cleo C"));
    }

    void theLastAdminStaysOverScimToo()
    {
        const QByteArray olga = "/Users/" + id("User", 6);
        QCOMPARE(scim("DELETE", olga).status, 403);
        QCOMPARE(patch(olga, R"({"op": "replace", "value": {"active": false}})").status, 403);
        QCOMPARE(patch(olga, R"({"op": "replace", "path": "organizationRole", "value": "member"})").status, 403);
        QCOMPARE(scim("DELETE", "/Users/" + id("User", 1)).status, 409); // the last admin of a team with others in it
        QCOMPARE(patch("/Users/" + id("User", 1),
                     R"({"op": "replace", "path": "teamRoles", "value": [{"teamName": "lab", "roleName": "member"}]})")
                     .status,
            403);
    }

    void aChangeOfWhatOthersChangedMeanwhileIsRefused()
    {
        const QByteArray path = "/Users/" + id("User", 2);
        const test::Reply read = scim("GET", path);
        const QByteArray tag = read.headers.value("etag");
        QVERIFY(!tag.isEmpty());
        const char *rename = R"({"op": "replace", "path": "displayName", "value": "B1"})";
        QCOMPARE(patch(path, rename, {{"If-Match", tag}}).status, 200);
        const test::Reply late =
            patch(path, R"({"op": "replace", "path": "displayName", "value": "B2"})", {{"If-Match", tag}});
        QCOMPARE(late.status, 412);
        QCOMPARE(late.json().value(QLatin1String("status")).toString(), QStringLiteral("412"));
        QCOMPARE(scim("GET", path).json().value(QLatin1String("displayName")).toString(), QStringLiteral("B1"));
        QCOMPARE(patch(path, rename, {{"If-Match", "*"}}).status, 200);
    }

    void aGroupIsATeam()
    {
        const test::Reply made = scim("POST", "/Groups", group("ml-team", {}));
        QCOMPARE(made.status, 201);
        QVERIFY(made.json().contains(QLatin1String("members")));
        QVERIFY(made.json().value(QLatin1String("members")).isNull());
        const QByteArray path = "/Groups/" + made.json().value(QLatin1String("id")).toString().toLatin1();
        const QByteArray ben = id("User", 2);
        QJsonObject now = patch(path,
            R"({"op": "add", "path": "members", "value": [{"value": ")" + ben
                + R"("}, {"value": "cleo@house.invalid"}]})")
                              .json();
        QCOMPARE(now.value(QLatin1String("members")).toArray().size(), 2);
        QCOMPARE(now.value(QLatin1String("members"))[0][QLatin1String("Display")].toString(), QStringLiteral("ben"));
        now = patch(path, "{\"op\": \"remove\", \"path\": \"members[value eq \\\"cleo@house.invalid\\\"]\"}").json();
        QCOMPARE(now.value(QLatin1String("members")).toArray().size(), 1);
        now = scim("PUT", path, group("ml-team", {QStringLiteral("cleo@house.invalid")})).json();
        QCOMPARE(now.value(QLatin1String("members"))[0][QLatin1String("Display")].toString(), QStringLiteral("cleo"));
        QCOMPARE(now.value(QLatin1String("members")).toArray().size(), 1);
        now = patch(path, R"({"op": "remove", "path": "members"})").json();
        QVERIFY(now.value(QLatin1String("members")).isNull());
        QCOMPARE(scim("GET", "/Groups?filter=displayName%20eq%20%22ml-team%22")
                     .json()
                     .value(QLatin1String("totalResults"))
                     .toInt(),
            1);
        QCOMPARE(scim("DELETE", path).status, 405);
        QCOMPARE(scim("PUT", path, group("renamed", {})).status, 400);
        QJsonObject bucket = group("far", {});
        bucket.insert(QStringLiteral("storageBucket"), QJsonObject{{QStringLiteral("name"), QStringLiteral("b")}});
        QCOMPARE(scim("POST", "/Groups", bucket).status, 400);
        QCOMPARE(scim("POST", "/Groups", group("ghost", {QStringLiteral("nobody@example.com")})).status, 400);
        QCOMPARE(scim("GET", "/Groups?filter=displayName%20eq%20%22ghost%22")
                     .json()
                     .value(QLatin1String("totalResults"))
                     .toInt(-1),
            0);
    }

    void aRoleIsComposedChangedAndDeleted()
    {
        const QJsonObject wanted{{QStringLiteral("schemas"), QJsonArray{QStringLiteral("...")}},
            {QStringLiteral("name"), QStringLiteral("Sample custom role")},
            {QStringLiteral("description"), QStringLiteral("A sample custom role for example")},
            {QStringLiteral("permissions"),
                QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("project:update")}}}},
            {QStringLiteral("inheritedFrom"), QStringLiteral("member")}};
        const test::Reply made = scim("POST", "/Roles", wanted);
        QCOMPARE(made.status, 201);
        const QString roleId = made.json().value(QLatin1String("id")).toString();
        QVERIFY(QByteArray::fromBase64(roleId.toLatin1()).startsWith("Role:"));
        QCOMPARE(
            made.json().value(QLatin1String("organizationID")).toString(), QString::fromLatin1(id("Organization", 1)));
        QCOMPARE(inherited(made.json(), "project:update"), 0);
        QCOMPARE(inherited(made.json(), "project:read"), 1);
        QCOMPARE(inherited(made.json(), "project:delete"), -1);
        const QByteArray path = "/Roles/" + roleId.toLatin1();
        QCOMPARE(
            inherited(
                patch(path, R"({"op": "add", "path": "permissions", "value": [{"name": "project:delete"}]})").json(),
                "project:delete"),
            0);
        QCOMPARE(
            inherited(
                patch(path, R"({"op": "remove", "path": "permissions", "value": [{"name": "project:update"}]})").json(),
                "project:update"),
            -1);
        QJsonObject renamed = wanted;
        renamed.insert(QStringLiteral("name"), QStringLiteral("Updated custom role"));
        renamed.insert(QStringLiteral("inheritedFrom"), QStringLiteral("viewer"));
        renamed.remove(QStringLiteral("permissions"));
        const QJsonObject replaced = scim("PUT", path, renamed).json();
        QCOMPARE(replaced.value(QLatin1String("name")).toString(), QStringLiteral("Updated custom role"));
        QCOMPARE(replaced.value(QLatin1String("inheritedFrom")).toString(), QStringLiteral("viewer"));
        QCOMPARE(inherited(replaced, "project:delete"), 0);
        QCOMPARE(scim("GET", "/Roles").json().value(QLatin1String("totalResults")).toInt(), 1);
        QCOMPARE(
            patch("/Users/" + id("User", 3),
                R"({"op": "replace", "path": "teamRoles", "value": [{"teamName": "lab", "roleName": "Updated custom role"}]})")
                .status,
            200);
        QCOMPARE(scim("DELETE", path).status, 204);
        QCOMPARE(scim("GET", path).status, 404);
        QCOMPARE(scim("GET", "/Users/" + id("User", 3))
                     .json()
                     .value(QLatin1String("teamRoles"))[0][QLatin1String("roleName")]
                     .toString(),
            QStringLiteral("viewer"));
        QJsonObject unknown = wanted;
        unknown.insert(
            QStringLiteral("permissions"), QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("x:y")}}});
        QCOMPARE(scim("POST", "/Roles", unknown).status, 400);
    }

    void otherPathsAndMethodsAreRefused()
    {
        QCOMPARE(scim("GET", "/Things").status, 404);
        QCOMPARE(scim("GET", "/Users/a/b").status, 404);
        QCOMPARE(scim("GET", "/Users/bm90aGluZw==").status, 404);
        QCOMPARE(scim("PUT", "/Users/" + id("User", 2), user("ben", "b@x.y")).status, 405);
        QCOMPARE(scim("DELETE", "/Users").status, 405);
        QCOMPARE(raw("POST", "/Users", "{}", {{"Content-Type", "text/plain"}}).status, 400);
        QCOMPARE(scim("GET", "/Users/" + id("User", 7)).status, 404); // service accounts are no people
    }

    void whatIsDoneOverScimIsInTheAuditLog()
    {
        scim("POST", "/Users", user("logged", "logged@example.com"));
        scim("DELETE", "/Users/" + id("User", 6));
        const QByteArray log =
            m_server
                ->graphql(QStringLiteral("olga"),
                    QStringLiteral("{ organization { auditLog(first: 2) { edges { node { way act object "
                                   "isAllowed actor } } } } }"))
                .body;
        QVERIFY2(log.contains(R"("act":"POST Users","actor":"olga","isAllowed":true,"object":"logged","way":"scim")"),
            log.constData());
        QVERIFY2(
            log.contains(R"("act":"DELETE Users","actor":"olga","isAllowed":false,"object":"user olga","way":"scim")"),
            log.constData());
    }

private:
    using Headers = QMap<QByteArray, QByteArray>;

    static QString errorSchema() { return QStringLiteral("urn:ietf:params:scim:api:messages:2.0:Error"); }
    static QByteArray id(const char *kind, int number)
    {
        return (QByteArray(kind) + ':' + QByteArray::number(number)).toBase64();
    }
    static QJsonObject user(const char *name, const char *email)
    {
        const QJsonObject address{{QStringLiteral("primary"), true}, {QStringLiteral("value"), QLatin1String(email)}};
        return {{QStringLiteral("schemas"), QJsonArray{QStringLiteral("urn:ietf:params:scim:schemas:core:2.0:User")}},
            {QStringLiteral("userName"), QLatin1String(name)}, {QStringLiteral("emails"), QJsonArray{address}}};
    }
    static QJsonObject group(const char *name, const QStringList &members)
    {
        QJsonArray list;
        for (const QString &member : members)
            list.append(QJsonObject{{QStringLiteral("value"), member}});
        return {{QStringLiteral("schemas"), QJsonArray{QStringLiteral("urn:ietf:params:scim:schemas:core:2.0:Group")}},
            {QStringLiteral("displayName"), QLatin1String(name)}, {QStringLiteral("members"), list}};
    }
    /// 1: inherited, 0: an addition, -1: not there.
    static int inherited(const QJsonObject &role, const char *permission)
    {
        for (const QJsonValue entry : role.value(QLatin1String("permissions")).toArray()) {
            if (entry[QLatin1String("name")].toString() == QLatin1String(permission))
                return entry[QLatin1String("isInherited")].toBool() ? 1 : 0;
        }
        return -1;
    }
    test::Reply raw(const QByteArray &method, const QByteArray &path, const QByteArray &body, Headers headers = {},
        const char *person = "olga")
    {
        if (!headers.contains("Content-Type"))
            headers.insert("Content-Type", "application/scim+json");
        return m_server->request(method, "/scim" + path, QLatin1String(person), body, headers);
    }
    test::Reply scim(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {},
        const char *person = "olga", const Headers &headers = {})
    {
        return raw(method, path, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact),
            headers, person);
    }
    test::Reply patch(const QByteArray &path, const QByteArray &operation, const Headers &headers = {})
    {
        return raw("PATCH", path,
            R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [)" + operation + "]}",
            headers);
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestScim)
#include "testscim.moc"
