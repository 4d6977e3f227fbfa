#include "accesshouse.h"
#include "graphql/schema.h"
#include "integration/rights/answers.h"
#include "integration/rights/law.h"
#include "server/auditevent.h"
#include "server/mutations.h"
#include "server/routes.h"
#include "support/testmain.h"

#include <QFile>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <algorithm>
#include <utility>

using domain::BaseRole;
using domain::Visibility;
using test::Dweller;

/// Who may do what, asked over the wire: every request of the table (tests/integration/rights/requests.cpp has a row
/// for each mutation and route), for everybody, on one's own and on what others made, at every visibility, is answered
/// as the rule book says about a person whom this test describes without the server's help.
class TestAccessMatrix : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void everyMutationAndRouteIsAsked();
    void everyQueryIsAskedOrShowsNothingOfOthers();
    void theServerAnswersAsTheRuleBookSays_data();
    void theServerAnswersAsTheRuleBookSays();
    void everyRequestWasAllowedToSomeAndRefusedToSome();
    void nobodyIsLetInWithAWrongKeyOrAClosedAccount();

private:
    server::AuditEvent newestLine()
    {
        const auto lines = m_house.server().server().auditLog(1);
        return lines && !lines->isEmpty() ? lines->first() : server::AuditEvent{};
    }

    QList<Dweller> m_dwellers = test::dwellers();
    test::AccessHouse m_house;
    QSet<const test::Request *> m_allowed;
    QSet<const test::Request *> m_refused;
    int m_asking = 0; ///< which dweller the server was filled for
    int m_cells = 0;
};

namespace {

/// The same, or hidden where the person does not know of the thing or of what it lies in.
bool agrees(const test::Verdict &verdict, const QString &answer, const test::Request &request, bool seesPlace)
{
    // Nothing changes without a key, and be it that a visit is counted.
    const bool changes = request.way == test::Request::Way::Mutation;
    if (answer == test::keylessAnswer && (changes || !verdict.allowed()))
        return true;
    if (verdict.allowed() || answer == test::allowedAnswer)
        return verdict.allowed() == (answer == test::allowedAnswer);
    return verdict.isRefusedFor([&](const domain::Decision &decision) {
        const QString said = test::textOf(decision);
        if (said == answer)
            return true;
        if (answer == test::refusedAnswer)
            return said != test::hiddenAnswer;
        const QString creation = domain::actionName(domain::Action::ProjectCreate) + u' ';
        const bool isAsIfMissing = answer == test::hiddenAnswer || answer.startsWith(creation);
        return isAsIfMissing && (said == test::hiddenAnswer || !seesPlace || request.isSecret);
    });
}

/// Root fields of queries that no request of the tables asks.
constexpr std::pair<const char *, const char *> queriesAskedElsewhere[] = {
    {"clientIDMapping", "knows numbers of artifacts only, by a name of 128 random characters"},
    {"customChart", "a drawing of no project's data; integration.sdk.charts asks as strangers"},
    {"customCharts", "as customChart"},
    {"serverInfo", "the same for everybody"},
    {"task", "one's own only; TestMoves asks as others"},
    {"viewer", "oneself"},
};

/// Whoever may not do this does not know of what is in the place.
domain::Action seeingOf(test::Place place, bool isRobotOfTeam)
{
    switch (place) {
    case test::Place::Project:
        return domain::Action::ProjectView;
    case test::Place::ModelRegistry:
        return domain::Action::MrView;
    case test::Place::Registry:
        return domain::Action::RegistryCollectionView;
    case test::Place::Team:
        break;
    }
    // Whoever is not inside a team knows its name at most: its people and settings are not there for them.
    return isRobotOfTeam ? domain::Action::TeamView : domain::Action::TeamSettingsView;
}

/// What people and programs do all day with their own data, by the name of the mutation. Every other one is to be found
/// in the audit log, whether it was allowed or refused.
constexpr const char *withoutAuditLine[] = {"agentHeartbeat", "commitArtifact", "completeMultipartUploadArtifact",
    "createAgent", "createArtifact", "createArtifactCollectionTagAssignments", "createArtifactFiles",
    "createArtifactManifest", "createArtifactSequence", "createArtifactType", "createCustomChart", "createRunFiles",
    "createViewDiscussionComment", "deleteArtifactCollectionTagAssignments", "markRunFilesUploaded", "modifyRuns",
    "moveArtifactSequence", "notifyScriptableRunAlert", "rewindRun", "starView", "unstarView", "updateArtifactManifest",
    "updateArtifactPortfolio", "updateArtifactSequence", "updateRunState", "upsertBucket", "upsertView", "useArtifact",
    "viewView"};

/// What is wrong with the newest line of the log after this request; empty: nothing. `before`: the newest line then.
QString auditProblem(const test::Request &request, const QString &answer, const server::AuditEvent &before,
    const server::AuditEvent &line)
{
    const bool isDaily = std::any_of(std::begin(withoutAuditLine), std::end(withoutAuditLine),
        [&request](const char *name) { return qstrcmp(name, request.name) == 0; });
    if (isDaily != (before.id == line.id))
        return isDaily ? QStringLiteral("is in the audit log") : QStringLiteral("is not in the audit log");
    if (isDaily)
        return {};
    const bool isRight = line.act == QLatin1String(request.name) && line.isAllowed == (answer == test::allowedAnswer)
        && line.reason.isEmpty() == line.isAllowed && !line.actorName.isEmpty() && line.key != 0 && line.at >= before.at
        && !line.object.isEmpty();
    return isRight ? QString()
                   : QStringLiteral("is in the audit log as %1, allowed: %2, reason: %3, by %4 to %5")
                         .arg(line.act)
                         .arg(line.isAllowed)
                         .arg(line.reason, line.actorName, line.object);
}

/// Nobody has one in their own place.
bool namesColleague(const test::Request &request)
{
    return QByteArrayView(request.text).contains("$teammate");
}

/// In a registry: does it need something in the project beside it, too?
bool needsProject(const test::Request &request)
{
    const auto isInProject = [](domain::Action action) {
        const domain::Scope scope = domain::ruleOf(action).scope;
        return scope == domain::Scope::Artifact || scope == domain::Scope::Run;
    };
    return isInProject(request.action)
        || std::any_of(request.also.begin(), request.also.end(),
            [&](const std::optional<domain::Action> &action) { return action && isInProject(*action); });
}

} // namespace

void TestAccessMatrix::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("cohort.server.info=false")); // thousands of refusals
    QVERIFY(m_house.build(m_dwellers));
}

void TestAccessMatrix::cleanupTestCase()
{
    qInfo("%d cells compared", m_cells);
    m_house.leave();
}

void TestAccessMatrix::everyMutationAndRouteIsAsked()
{
    QSet<QString> asked;
    for (const test::Request &request : test::requests())
        asked.insert(domain::actionName(request.action) + QLatin1String(" by ") + QLatin1String(request.name));
    for (const test::AskedElsewhere &each : test::rulesAskedElsewhere())
        asked.insert(domain::actionName(each.action) + QLatin1String(" by ") + QLatin1String(each.mutation));
    QStringList missing;
    const auto check = [&](const char *name, std::span<const domain::Action> actions) {
        for (const domain::Action action : actions) {
            const QString text = domain::actionName(action) + QLatin1String(" by ") + QLatin1String(name);
            if (!asked.contains(text))
                missing.append(text);
        }
    };
    for (const server::MutationRule &rule : server::mutationRules())
        check(rule.mutation, rule.actions);
    for (int i = 0; const char *name = server::routeName(server::Route(i)); ++i)
        check(name, server::actionsOf(server::Route(i)));
    QVERIFY2(missing.isEmpty(),
        qPrintable(QStringLiteral("no row in tests/integration/rights/requests.cpp: ") + missing.join(u',')));
}

void TestAccessMatrix::everyQueryIsAskedOrShowsNothingOfOthers()
{
    QFile file(QStringLiteral(":/graphql/schema.graphql"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto schema = graphql::Schema::parse(QString::fromUtf8(file.readAll()));
    QVERIFY(schema.ok());
    QSet<QString> excused;
    for (const auto &[field, why] : queriesAskedElsewhere)
        excused.insert(QLatin1String(field));
    static const QRegularExpression root(QStringLiteral("^\\s*\\{\\s*(\\w+)"));
    QSet<QString> asked;
    for (const test::Request &request : test::requests()) {
        if (request.way == test::Request::Way::Query)
            asked.insert(root.match(QLatin1String(request.text)).captured(1));
    }
    for (const auto &field : schema->queryType()->fields) {
        QVERIFY2(asked.contains(field.name) != excused.contains(field.name),
            qPrintable(QStringLiteral("%1: a query needs a request in tests/integration/rights, or a reason why not")
                           .arg(field.name)));
    }
}

void TestAccessMatrix::theServerAnswersAsTheRuleBookSays_data()
{
    QTest::addColumn<int>("dweller");
    QTest::addColumn<test::Standpoint>("standpoint");
    const auto add = [this](int i, const test::NamedStandpoint &each) {
        if (test::isAskedAt(m_dwellers[i], each.standpoint))
            QTest::newRow(qPrintable(m_dwellers[i].name + QLatin1String(", ") + each.name)) << i << each.standpoint;
    };
    for (int i = 0; i < m_dwellers.size(); ++i) {
        for (const test::Place place :
            {test::Place::Team, test::Place::Project, test::Place::ModelRegistry, test::Place::Registry}) {
            for (const test::NamedStandpoint &each : test::standpointsAt(place)) {
                add(i, each);
            }
        }
        for (const test::NamedStandpoint &each : test::standpointsInPersonalPlaces())
            add(i, each);
    }
}

void TestAccessMatrix::theServerAnswersAsTheRuleBookSays()
{
    QFETCH(int, dweller);
    QFETCH(test::Standpoint, standpoint);
    const Dweller &who = m_dwellers[dweller];
    // What one has left behind is listed to the next, and what lists all would take longer from row to row.
    if (std::exchange(m_asking, dweller) != dweller)
        QVERIFY(m_house.build(m_dwellers));
    QVERIFY(m_house.isSound());
    const domain::Person person = test::personOf(who, standpoint);
    const domain::Circumstances now{false, {}, QDateTime::currentDateTimeUtc()};
    QStringList differences;
    std::optional<test::Scene> scene;
    for (const test::Request &request : test::requests()) {
        const bool isElsewhere =
            request.place() != standpoint.place || (request.onlyAt && *request.onlyAt != standpoint.visibility);
        if (isElsewhere || (request.isForInsiders && person.teamRole.base == BaseRole::None))
            continue;
        if (!scene)
            scene = m_house.sceneFor(who, standpoint);
        QVERIFY(!scene->project.isEmpty());
        const auto byTheBook = [&](domain::Action action) {
            domain::Decision decision =
                domain::decide(person, action, test::objectOf(action, request, *scene, standpoint, person.id), now);
            const bool writes = domain::ruleOf(action).needs.testFlag(domain::Writes);
            if (decision.allowed() && writes && test::onlyReads(who)) // wherever else they have a role
                decision.reason = domain::Reason::RoleLacks;
            return decision;
        };
        // What an admin of the organisation may do to a team's project that they do not see, they know by its name.
        // Of somebody's own place they know nothing that is not for the world.
        const bool isClosed =
            standpoint.isPersonal && !standpoint.isOwner && !byTheBook(domain::Action::ProjectView).allowed();
        const auto decide = [&](domain::Action action) {
            domain::Decision decision = byTheBook(action);
            if (decision.allowed() && isClosed)
                decision.reason = domain::Reason::NotVisible;
            return decision;
        };
        test::Standpoint byRole = standpoint; // a share shows runs, and little of what lies beside them
        byRole.share = test::Share::None;
        const domain::Action seeing = seeingOf(standpoint.place, who.isService && who.isOfThisTeam);
        bool seesPlace =
            domain::decide(person, seeing, test::objectOf(seeing, request, *scene, byRole, person.id), now).allowed();
        if (needsProject(request))
            seesPlace = seesPlace && decide(domain::Action::ProjectView).allowed();
        const test::Verdict verdict(request, [&](domain::Action action) {
            // Whose registry is deleted is a matter of teams, but one has to see it.
            if (action == domain::Action::TeamRegistryDelete && !seesPlace)
                return decide(domain::Action::RegistryCollectionView);
            return decide(action);
        });
        if (standpoint.isPersonal && verdict.allowed() && namesColleague(request))
            continue;
        const server::AuditEvent before = newestLine();
        const QString answer = test::serverAnswer(m_house.server(), m_house.keyOf(who), request, *scene);
        ++m_cells;
        if (request.way == test::Request::Way::Mutation && answer != test::keylessAnswer) {
            const QString problem = auditProblem(request, answer, before, newestLine());
            if (!problem.isEmpty())
                differences.append(test::nameOf(request) + u' ' + problem);
        }
        if (!agrees(verdict, answer, request, seesPlace))
            differences.append(QStringLiteral("%1: the rule book says %2, the server %3")
                                   .arg(test::nameOf(request), test::textOf(verdict.decisive()), answer.left(300)));
        (answer == test::allowedAnswer ? m_allowed : m_refused).insert(&request);
        if (answer == test::allowedAnswer && !request.keepsScene)
            scene.reset();
    }
    for (const QString &difference : differences)
        qWarning().noquote() << "DIFF" << difference; // the text of a failure is cut
    QVERIFY2(differences.isEmpty(), qPrintable(QStringLiteral("%1 differences").arg(differences.size())));
}

void TestAccessMatrix::everyRequestWasAllowedToSomeAndRefusedToSome()
{
    for (const test::Request &request : test::requests()) {
        // Nobody deletes what carries a protected alias.
        const bool isKept = request.isGuarded && domain::ruleOf(request.action).scope == domain::Scope::Artifact;
        QVERIFY2(isKept || m_allowed.contains(&request),
            qPrintable(test::nameOf(request) + QLatin1String(" was allowed to nobody")));
        QVERIFY2(
            m_refused.contains(&request), qPrintable(test::nameOf(request) + QLatin1String(" was refused to nobody")));
    }
}

void TestAccessMatrix::nobodyIsLetInWithAWrongKeyOrAClosedAccount()
{
    QVERIFY(m_house.server().execute(QStringLiteral("UPDATE users SET deactivated = 1 WHERE username = 'member'")));
    test::Standpoint open{test::Place::Team};
    open.visibility = Visibility::Open;
    const test::Scene scene = m_house.sceneFor(m_dwellers.first(), open);
    const auto refuses = [&](const QString &key, const test::Request &request) {
        ++m_cells;
        return test::serverAnswer(m_house.server(), key, request, scene) == test::keylessAnswer;
    };
    const QList<QString> keys{m_house.keyOf(*std::find_if(m_dwellers.begin(), m_dwellers.end(),
                                  [](const Dweller &each) { return each.name == QLatin1String("member"); })),
        QStringLiteral("no-key-of-this-server")};
    for (const test::Request &request : test::requests().first(5)) { // more in a minute are held up as a guess at keys
        for (const QString &key : keys)
            QVERIFY2(refuses(key, request), qPrintable(test::nameOf(request)));
    }
}

COHORT_TEST(TestAccessMatrix)
#include "testaccessmatrix.moc"
