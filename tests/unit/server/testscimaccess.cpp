#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace {

constexpr char patchHead[] = R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [)";

} // namespace

/// Every call of SCIM as every kind of person, and what it does to roles in registries.
class TestScimAccess : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void everyCallIsForAdminsOfTheOrganisation_data();
    void everyCallIsForAdminsOfTheOrganisation();
    void registryRolesAreGivenAndTaken();
    void registryRolesThatMakeNoSenseAreRefused();

private:
    test::Reply call(const char *person, const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        return m_server->request(
            method, "/scim" + path, QLatin1String(person), body, {{"Content-Type", "application/scim+json"}});
    }
    test::Reply change(const QByteArray &operation)
    {
        return call("olga", "PATCH", "/Users/" + idOf("ben"), patchHead + operation + "]}");
    }
    QByteArray idOf(const char *person)
    {
        return m_server->graphql(QLatin1String(person), QStringLiteral("{ viewer { id } }"))
            .data(QStringLiteral("viewer.id"))
            .toString()
            .toLatin1();
    }
    QByteArray teamId()
    {
        return m_server->graphql(QStringLiteral("ada"), QStringLiteral("{ entity(name: \"lab\") { id } }"))
            .data(QStringLiteral("entity.id"))
            .toString()
            .toLatin1();
    }
    QByteArray roles(const char *person)
    {
        const QJsonObject resource = call("olga", "GET", "/Users/" + idOf(person)).json();
        return QJsonDocument(resource.value(QLatin1String("registryRoles")).toArray()).toJson(QJsonDocument::Compact);
    }
    bool mayRename(const char *person)
    {
        static int number = 0;
        const QString text = QStringLiteral("mutation { upsertModel(input: {entityName: \"organization\", name:"
                                            " \"wandb-registry-model\", description: \"%1\"}) { inserted } }");
        return m_server->graphql(QLatin1String(person), text.arg(++number)).errorCode().isEmpty();
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

/// $ben, $lab and $role stand for ids. `status`: for whoever may.
void TestScimAccess::everyCallIsForAdminsOfTheOrganisation_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *method, const char *path, const char *body, int status) {
        QTest::newRow(qPrintable(QLatin1String(method) + u' ' + QLatin1String(path)))
            << QByteArray(method) << QByteArray(path) << QByteArray(body) << status;
    };
    const char *user = R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "nora",
                           "emails": [{"primary": true, "value": "nora@house.invalid"}]})";
    const char *group = R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "new",
                            "members": []})";
    const char *role = R"({"schemas": ["role"], "name": "r", "description": "", "permissions": [{"name": "run:stop"}],
                           "inheritedFrom": "member"})";
    row("GET", "/Users", "", 200);
    row("POST", "/Users", user, 201);
    row("GET", "/Users/$ben", "", 200);
    row("PATCH", "/Users/$ben", R"({"op": "replace", "path": "displayName", "value": "B"})", 200);
    row("DELETE", "/Users/$ben", "", 204);
    row("GET", "/Groups", "", 200);
    row("POST", "/Groups", group, 201);
    row("GET", "/Groups/$lab", "", 200);
    row("PATCH", "/Groups/$lab", R"({"op": "remove", "path": "members[value eq \"$ben\"]"})", 200);
    row("GET", "/Roles", "", 200);
    row("POST", "/Roles", role, 201);
    row("GET", "/Roles/$role", "", 200);
    row("PATCH", "/Roles/$role", R"({"op": "add", "path": "permissions", "value": [{"name": "run:delete"}]})", 200);
    row("PUT", "/Roles/$role", role, 200);
    row("DELETE", "/Roles/$role", "", 204);
}

void TestScimAccess::everyCallIsForAdminsOfTheOrganisation()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const test::Reply made = call("olga", "POST", "/Roles",
        R"({"schemas": ["role"], "name": "old", "description": "", "permissions": [], "inheritedFrom": "member"})");
    QCOMPARE(made.status, 201);
    const QByteArray role = made.json().value(QLatin1String("id")).toString().toLatin1();
    if (method == "PATCH")
        body = patchHead + body + "]}";
    for (QByteArray *text : {&path, &body})
        text->replace("$ben", idOf("ben")).replace("$lab", teamId()).replace("$role", role);
    // A billing administrator pays, and administers nobody.
    QVERIFY(m_server->execute(QStringLiteral("UPDATE users SET billing_admin = 1 WHERE username = 'cleo'")));
    for (const char *person : {"ada", "ben", "cleo", "vera", "oscar", "robot"})
        QCOMPARE(call(person, method, path, body).status, 403);
    QCOMPARE(call("", method, path, body).status, 401);
    QCOMPARE(call("olga", method, path, body).status, status);
}

void TestScimAccess::registryRolesAreGivenAndTaken()
{
    QCOMPARE(roles("ben"), QByteArray("[]"));
    const QByteArray both = R"([{"registryName": "model", "roleName": "member"},
                                {"registryName": "wandb-registry-dataset", "roleName": "viewer"}])";
    QCOMPARE(change(R"({"op": "add", "path": "registryRoles", "value": )" + both + '}').status, 200);
    QCOMPARE(roles("ben"),
        QByteArray(R"([{"registryName":"dataset","roleName":"viewer"},{"registryName":"model","roleName":"member"}])"));
    QCOMPARE(mayRename("ben"), true);
    QCOMPARE(change(R"({"op": "replace", "path": "registryRoles",
                        "value": [{"registryName": "model", "roleName": "viewer"}]})")
                 .status,
        200);
    QCOMPARE(mayRename("ben"), false);
    QCOMPARE(change(R"({"op": "replace", "path": "registryRoles[registryName eq \"dataset\"]"})").status, 200);
    QCOMPARE(roles("ben"), QByteArray(R"([{"registryName":"model","roleName":"viewer"}])"));
    QCOMPARE(change(R"({"op": "remove", "path": "registryRoles"})").status, 200);
    QCOMPARE(roles("ben"), QByteArray("[]"));
}

void TestScimAccess::registryRolesThatMakeNoSenseAreRefused()
{
    for (const char *operation :
        {R"({"op": "add", "path": "registryRoles", "value": [{"registryName": "none", "roleName": "member"}]})",
            R"({"op": "add", "path": "registryRoles", "value": [{"registryName": "model", "roleName": "king"}]})",
            R"({"op": "add", "path": "registryRoles", "value": "member"})", R"({"op": "add", "path": "registryRoles"})",
            R"({"op": "remove", "path": "registryRoles[roleName eq \"member\"]"})",
            R"({"op": "remove", "path": "registryRoles[registryName eq \"none\"]"})"})
        QVERIFY2(change(operation).status == 400, operation);
    // All of the changes or none.
    const QByteArray mixed = R"({"op": "add", "path": "registryRoles", "value":
        [{"registryName": "model", "roleName": "member"}, {"registryName": "none", "roleName": "member"}]})";
    QCOMPARE(change(mixed).status, 400);
    QCOMPARE(roles("ben"), QByteArray("[]"));
}

COHORT_TEST(TestScimAccess)
#include "testscimaccess.moc"
