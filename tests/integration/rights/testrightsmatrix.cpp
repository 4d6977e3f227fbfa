#include "answers.h"
#include "client.h"
#include "household.h"
#include "law.h"
#include "requests.h"
#include "server/mutations.h"
#include "server/routes.h"
#include "support/testmain.h"

#include <QLoggingCategory>
#include <QSet>
#include <QTest>
#include <map>

/// Every action of the rule book that the server can be asked for, by everybody, on one's own and on what others made,
/// in projects of every visibility: the interface, which knows only what the server told it over loopback, says what
/// the server answers to the real request. What the interface has no pages for (registries, the organisation) is asked
/// by TestAccessMatrix alone.
class TestRightsMatrix : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void everyActionHasARequestOrAReasonWhyNot();
    void everyMutationAndRouteIsAskedForEachOfItsActions();

    void interfaceServerAndLawAgree_data();
    void interfaceServerAndLawAgree();
    void everyRequestWasAllowedToSomeAndRefusedToSome();
    void visitorsChangeNothing();

private:
    QString serverAnswer(const QString &person, const test::Request &request, const test::Scene &scene);
    test::Client &client(const QString &person);

    std::unique_ptr<test::Household> m_household;
    std::map<QString, std::unique_ptr<test::Client>> m_clients;
    QSet<const test::Request *> m_allowed;
    QSet<const test::Request *> m_refused;
    int m_cells = 0;
};

namespace {

using test::allowedAnswer;
using test::hiddenAnswer;
using test::nameOf;
using test::refusedAnswer;
using test::textOf;

/// Both allow, or both refuse for the same reason, as far as the server says why. `isNameOnly`: the person knows of the
/// project, but sees nothing of it.
bool isAgreement(const test::Request &request, const test::Verdict &verdict, const QString &answer, bool isNameOnly)
{
    if (verdict.allowed() || answer == allowedAnswer)
        return verdict.allowed() == (answer == allowedAnswer);
    return verdict.isRefusedFor([&](const domain::Decision &decision) {
        if (textOf(decision) == answer)
            return true;
        if (answer == refusedAnswer) // files and streams have no room for the reason
            return !decision.hidden();
        // What cannot be seen is answered as what is not there: it would have to be made first.
        const bool isAsIfMissing =
            answer == hiddenAnswer || answer.startsWith(domain::actionName(domain::Action::ProjectCreate) + u' ');
        const bool isOutside = request.place() == test::Place::Team && decision.effectiveRole == domain::BaseRole::None;
        return isAsIfMissing && (decision.hidden() || isNameOnly || request.isSecret || isOutside);
    });
}

} // namespace

void TestRightsMatrix::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("cohort.server.info=false")); // thousands of refusals
    m_household = std::make_unique<test::Household>();
    QVERIFY(m_household->isSound());
    for (const test::Inhabitant &person : m_household->people())
        QVERIFY2(client(person.name).isOnline(), qPrintable(person.name));
}

void TestRightsMatrix::cleanupTestCase()
{
    qInfo("%d cells compared", m_cells);
    m_clients.clear();
    m_household.reset();
}

test::Client &TestRightsMatrix::client(const QString &person)
{
    auto &client = m_clients[person];
    if (!client)
        client = std::make_unique<test::Client>(m_household->url(), m_household->key(person));
    return *client;
}

void TestRightsMatrix::everyActionHasARequestOrAReasonWhyNot()
{
    QSet<domain::Action> asked;
    for (const test::Request &request : test::requests())
        asked.insert(request.action);
    QSet<domain::Action> excused;
    for (const test::WithoutRequest &each : test::actionsWithoutRequest())
        excused.insert(each.action);
    for (const domain::Action action : domain::allActions()) {
        const QString name = domain::actionName(action);
        QVERIFY2(asked.contains(action) || excused.contains(action),
            qPrintable(QStringLiteral("%1 has no request: add one to the table in requests.cpp").arg(name)));
        QVERIFY2(!asked.contains(action) || !excused.contains(action),
            qPrintable(QStringLiteral("%1 has a request now: take it from withoutRequest in requests.cpp").arg(name)));
    }
}

void TestRightsMatrix::everyMutationAndRouteIsAskedForEachOfItsActions()
{
    QSet<QString> asked;
    for (const test::Request &request : test::requests()) {
        if (request.way != test::Request::Way::Query)
            asked.insert(nameOf(request));
    }
    for (const test::AskedElsewhere &each : test::rulesAskedElsewhere())
        asked.insert(nameOf({each.action, test::Request::Way::Mutation, each.mutation, each.why}));
    QStringList missing;
    QSet<QString> ruled;
    const auto check = [&](const char *name, std::span<const domain::Action> actions) {
        for (const domain::Action action : actions) {
            const QString text = nameOf({action, test::Request::Way::Mutation, name, ""});
            ruled.insert(text);
            if (!asked.contains(text))
                missing.append(text);
        }
    };
    for (const server::MutationRule &rule : server::mutationRules())
        check(rule.mutation, rule.actions);
    for (int i = 0; const char *name = server::routeName(server::Route(i)); ++i)
        check(name, server::actionsOf(server::Route(i)));
    QVERIFY2(missing.isEmpty(),
        qPrintable(QStringLiteral(
            "mutations and routes without a request in tests/integration/rights/requests.cpp (or a reason in "
            "askedElsewhere): %1")
                       .arg(missing.join(QLatin1String(", ")))));
    const QStringList stray = (asked - ruled).values();
    QVERIFY2(stray.isEmpty(),
        qPrintable(QStringLiteral("requests that the server's mutationRules() and actionsOf() do not name: %1")
                       .arg(stray.join(u','))));
}

void TestRightsMatrix::interfaceServerAndLawAgree_data()
{
    QTest::addColumn<int>("person");
    QTest::addColumn<test::Standpoint>("standpoint");
    const auto &people = m_household->people();
    for (int i = 0; i < people.size(); ++i) {
        for (const test::Place place : {test::Place::Team, test::Place::Project}) {
            for (const test::NamedStandpoint &each : test::standpointsAt(place)) {
                // What the settings of section 10 open and close is asked of the server alone (TestAccessMatrix): a
                // client that is signed in learns of a changed switch with its next look at the team.
                // Shared reports, too: the interface has no page of reports.
                if (each.standpoint.settings != test::Settings::Usual || each.standpoint.share != test::Share::None)
                    continue;
                QTest::newRow(qPrintable(people[i].name + QLatin1String(", ") + each.name)) << i << each.standpoint;
            }
        }
    }
}

void TestRightsMatrix::interfaceServerAndLawAgree()
{
    QFETCH(int, person);
    QFETCH(test::Standpoint, standpoint);
    const test::Inhabitant &who = m_household->people()[person];
    QStringList differences;
    std::optional<test::Scene> scene;
    for (const test::Request &request : test::requests()) {
        const bool isOutside = who.role == domain::BaseRole::None;
        const bool isElsewhere = request.isServerOnly || request.place() != standpoint.place;
        if (isElsewhere || (request.isForInsiders && isOutside))
            continue;
        if (!scene) {
            scene = m_household->makeScene(who, standpoint);
            QVERIFY(!scene->project.isEmpty());
            client(who.name).visit(*scene, standpoint.place == test::Place::Team);
        }
        const test::Verdict verdict(
            request, [&](domain::Action action) { return client(who.name).decide(action, request.isOnNew); });
        const QString answer = serverAnswer(who.name, request, *scene);
        ++m_cells;
        if (!isAgreement(request, verdict, answer, client(who.name).seesNameOnly())) {
            differences.append(QStringLiteral("%1: the interface says %2, the server %3")
                                   .arg(nameOf(request), textOf(verdict.decisive()), answer));
        }
        const test::Verdict law = test::lawOn(request, who, *scene, standpoint);
        if (law.allowed() != (answer == allowedAnswer)) {
            differences.append(QStringLiteral("%1: the law says %2, the server %3")
                                   .arg(nameOf(request), textOf(law.decisive()), answer));
        }
        (answer == allowedAnswer ? m_allowed : m_refused).insert(&request);
        if (answer == allowedAnswer && !request.keepsScene)
            scene.reset();
    }
    for (const QString &difference : differences)
        qWarning().noquote() << difference; // the text of a failure is cut
    QVERIFY2(differences.isEmpty(), qPrintable(QStringLiteral("%1 differences").arg(differences.size())));
}

QString TestRightsMatrix::serverAnswer(const QString &person, const test::Request &request, const test::Scene &scene)
{
    const QString key = person.isEmpty() ? QString() : m_household->key(person);
    return test::serverAnswer(m_household->server(), key, request, scene);
}

void TestRightsMatrix::everyRequestWasAllowedToSomeAndRefusedToSome()
{
    for (const test::Request &request : test::requests()) {
        const bool isInRegistry =
            request.place() == test::Place::Registry || request.place() == test::Place::ModelRegistry;
        if (request.isServerOnly || isInRegistry)
            continue;
        QVERIFY2(m_allowed.contains(&request), qPrintable(nameOf(request) + QLatin1String(" was allowed to nobody")));
        QVERIFY2(m_refused.contains(&request), qPrintable(nameOf(request) + QLatin1String(" was refused to nobody")));
    }
}

/// What they see of open and public projects is asked in TestAccessMatrix.
void TestRightsMatrix::visitorsChangeNothing()
{
    test::Standpoint open{test::Place::Team};
    open.visibility = domain::Visibility::Open;
    const test::Scene scene = m_household->makeScene(m_household->people().first(), open);
    const test::Client visitor(m_household->url(), QString());
    QVERIFY(!visitor.isOnline());
    for (const test::Request &request : test::requests()) {
        if (request.way != test::Request::Way::Mutation)
            continue;
        const QString answer = serverAnswer(QString(), request, scene);
        QVERIFY2(answer == test::keylessAnswer, qPrintable(nameOf(request) + u' ' + answer));
    }
}

COHORT_TEST(TestRightsMatrix)
#include "testrightsmatrix.moc"
