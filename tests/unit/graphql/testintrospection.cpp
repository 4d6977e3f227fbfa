#include "library.h"
#include "support/testmain.h"

#include <QJsonDocument>
#include <QTest>

using library::data;
using library::run;

class TestIntrospection : public QObject
{
    Q_OBJECT

private slots:
    void aTypeThatDoesNotExistIsNull()
    {
        const auto response = run("{ __type(name: \"Nix\") { name fields { name } } }");
        QCOMPARE(data(response), QByteArray(R"({"__type":null})"));
        QVERIFY(library::errors(response).isEmpty());
    }

    void clientsProbeFieldsAndInputs()
    {
        QCOMPARE(
            data(run("{ t: __type(name: \"Bumped\") { kind name fields { name type { kind name ofType { name } } } } "
                     "i: __type(name: \"Range\") { inputFields { name defaultValue } fields { name } } }")),
            QByteArray(
                R"({"i":{"fields":null,"inputFields":[{"defaultValue":"1","name":"from"},)"
                R"({"defaultValue":null,"name":"to"},{"defaultValue":null,"name":"step"}]},)"
                R"("t":{"fields":[{"name":"counter","type":{"kind":"NON_NULL","name":null,"ofType":{"name":"Int"}}},)"
                R"({"name":"note","type":{"kind":"SCALAR","name":"String","ofType":null}}],"kind":"OBJECT","name":"Bumped"}})"));
    }

    void deprecatedPartsAreShownOnRequest()
    {
        const auto response = run("{ a: __type(name: \"Order\") { enumValues { name } } b: __type(name: \"Order\") { "
                                  "enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } } }");
        QCOMPARE(response.body[u"data"][u"a"][u"enumValues"].toArray().size(), 2);
        const QJsonArray all = response.body[u"data"][u"b"][u"enumValues"].toArray();
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[1][u"deprecationReason"].toString(), QStringLiteral("No longer supported"));
        QCOMPARE(all[0][u"isDeprecated"].toBool(true), false);
    }

    void abstractTypesNameWhatTheyMayBe()
    {
        QCOMPARE(data(run("{ u: __type(name: \"Hit\") { kind possibleTypes { name } interfaces { name } } "
                          "o: __type(name: \"Film\") { interfaces { name } possibleTypes { name } } }")),
            QByteArray(
                R"({"o":{"interfaces":[{"name":"Item"}],"possibleTypes":null},)"
                R"("u":{"interfaces":null,"kind":"UNION","possibleTypes":[{"name":"Book"},{"name":"Film"},{"name":"Person"}]}})"));
    }

    void theWholeSchemaCanBeRead()
    {
        const auto response = run(R"(query {
            __schema {
              description queryType { name } mutationType { name } subscriptionType { name }
              directives { name locations isRepeatable args { ...Input } }
              types { ...Full }
            } }
            fragment Full on __Type {
              kind name description specifiedByURL
              fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...Input } type { ...Ref } isDeprecated }
              inputFields { ...Input } interfaces { ...Ref } enumValues(includeDeprecated: true) { name } possibleTypes { ...Ref }
            }
            fragment Input on __InputValue { name description type { ...Ref } defaultValue isDeprecated }
            fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } })");
        QCOMPARE(library::errors(response), QStringList());
        const QJsonValue schema = response.body[u"data"][u"__schema"];
        QCOMPARE(schema[u"queryType"][u"name"].toString(), QStringLiteral("Query"));
        QVERIFY(schema[u"subscriptionType"].isNull());
        QStringList names;
        const QJsonArray types = schema[u"types"].toArray();
        for (const auto &type : types)
            names.append(type[u"name"].toString());
        for (const char *name : {"Book", "Boolean", "__Type", "Filter", "JSON"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        QCOMPARE(schema[u"directives"].toArray().size(), 5);
    }

    void everyCompositeTypeTellsItsName()
    {
        QCOMPARE(data(run("mutation { __typename bump { __typename } }")),
            QByteArray(R"({"__typename":"Mutation","bump":{"__typename":"Bumped"}})"));
        QCOMPARE(data(run("{ __schema { __typename queryType { __typename } } }")),
            QByteArray(R"({"__schema":{"__typename":"__Schema","queryType":{"__typename":"__Type"}}})"));
    }
};

COHORT_TEST(TestIntrospection)
#include "testintrospection.moc"
