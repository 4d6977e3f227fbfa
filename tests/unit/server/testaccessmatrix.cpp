#include "graphql/schema.h"
#include "integration/rights/answers.h"
#include "integration/rights/law.h"
#include "server/customrolestore.h"
#include "server/mutations.h"
#include "server/routes.h"
#include "server/store.h"
#include "server/teamstore.h"
#include "server/userstore.h"
#include "serverfixture.h"
#include "support/testmain.h"

#include <QFile>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <algorithm>
#include <utility>

namespace {

using domain::BaseRole;
using domain::OrgRole;
using domain::Seat;
using domain::Visibility;

/// Somebody with a place on each axis of the rule book, as this test knows it and not as the server answers it.
struct Dweller
{
    QString name;
    domain::TeamRole role; ///< in the team "lab"
    Seat seat = Seat::Full;
    OrgRole orgRole = OrgRole::Member;
    domain::TeamRole projectRole;
    bool isService = false;
    bool isOfThisTeam = false; ///< service accounts
    bool isBillingAdmin = false;
    bool isVisitor = false; ///< did not sign in
};

domain::TeamRole fixed(BaseRole role)
{
    return {role, {}};
}

/// A role upon a base with some additions; made under the number that the store will give it.
domain::TeamRole composed(int number, BaseRole base, const QStringList &permissions)
{
    domain::CustomRole role;
    role.id.value = QString::fromLatin1(QStringLiteral("Role:%1").arg(number).toUtf8().toBase64());
    role.name = QStringLiteral("composed-%1").arg(number);
    role.base = base;
    role.permissions = permissions;
    return {base, role};
}

QList<Dweller> dwellers()
{
    const auto all = composed(1, BaseRole::Member, domain::grantablePermissions());
    const auto deleter =
        composed(2, BaseRole::ViewOnly, {QStringLiteral("run:delete"), QStringLiteral("project:update")});
    const auto plain = composed(3, BaseRole::Member, {});
    const auto named = [](const char *name, const domain::TeamRole &role, Seat seat = Seat::Full,
                           OrgRole orgRole = OrgRole::Member, const domain::TeamRole &inProject = {}) {
        return Dweller{QLatin1String(name), role, seat, orgRole, inProject, false, false, false, false};
    };
    QList<Dweller> people{
        named("admin", fixed(BaseRole::Admin)),
        named("member", fixed(BaseRole::Member)),
        named("viewonly", fixed(BaseRole::ViewOnly)),
        named("admin-viewerseat", fixed(BaseRole::Admin), Seat::Viewer),
        named("member-noseat", fixed(BaseRole::Member), Seat::None),
        named("composed-all", all),
        named("composed-deleter", deleter),
        named("composed-plain", plain),
        named("composed-viewerseat", all, Seat::Viewer),
        named("member-projectall", fixed(BaseRole::Member), Seat::Full, OrgRole::Member, all),
        named("member-projectadmin", fixed(BaseRole::Member), Seat::Full, OrgRole::Member, fixed(BaseRole::Admin)),
        named("admin-projectviewonly", fixed(BaseRole::Admin), Seat::Full, OrgRole::Member, fixed(BaseRole::ViewOnly)),
        named("orgadmin", fixed(BaseRole::None), Seat::Full, OrgRole::Admin),
        named("orgadmin-viewerseat", fixed(BaseRole::None), Seat::Viewer, OrgRole::Admin),
        named("orgadmin-viewonly", fixed(BaseRole::ViewOnly), Seat::Full, OrgRole::Admin),
        named("billing", fixed(BaseRole::None), Seat::Full, OrgRole::BillingOnly),
        named("outside", fixed(BaseRole::None)),
    };
    Dweller billing = named("member-billing", fixed(BaseRole::Member));
    billing.isBillingAdmin = true;
    people.append(billing);
    Dweller visitor = named("visitor", fixed(BaseRole::None), Seat::None, OrgRole::None);
    visitor.isVisitor = true;
    people.append(visitor);
    Dweller robot = named("robot-inside", fixed(BaseRole::Member));
    robot.isService = robot.isOfThisTeam = true;
    people.append(robot);
    robot.name = QStringLiteral("robot-fleet");
    people.append(robot);
    robot = named("robot-outside", fixed(BaseRole::None));
    robot.isService = true;
    people.append(robot);
    return people;
}

} // namespace

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
    void startAfresh();
    bool settle(const Dweller &dweller);
    bool settleRobot(const Dweller &dweller);
    test::Scene sceneFor(const Dweller &dweller, const test::Standpoint &standpoint);
    domain::Person personOf(const Dweller &dweller, const test::Standpoint &standpoint) const;

    QList<Dweller> m_dwellers = dwellers();
    std::unique_ptr<test::ServerFixture> m_server;
    QHash<QString, QString> m_keys;
    QSet<const test::Request *> m_allowed;
    QSet<const test::Request *> m_refused;
    int m_asking = 0; ///< which dweller the server was filled for
    int m_scenes = 0;
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

/// The sign-in token of a View-Only person only reads (R18).
bool onlyReads(const Dweller &dweller)
{
    return dweller.role.base == BaseRole::ViewOnly && !dweller.role.isCustom() && dweller.orgRole != OrgRole::Admin;
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

/// Roles in projects and most custom ones say nothing about registries, and seats and roles in projects nothing about
/// what a setting opens or closes.
bool isAskedAt(const Dweller &dweller, const test::Standpoint &standpoint)
{
    const test::Place place = standpoint.place;
    if (standpoint.share != test::Share::None) { // nobody can name somebody without an account
        const bool isReachable = !dweller.isVisitor || standpoint.share == test::Share::ByLink;
        return isReachable && dweller.projectRole.base == BaseRole::None && !dweller.role.isCustom();
    }
    if (standpoint.settings != test::Settings::Usual)
        return dweller.seat == Seat::Full && dweller.projectRole.base == BaseRole::None;
    const bool isPlain = dweller.projectRole.base == BaseRole::None
        && (!dweller.role.isCustom() || dweller.role.custom.permissions.size() > 2);
    return isPlain || place == test::Place::Team || place == test::Place::Project;
}

} // namespace

void TestAccessMatrix::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("cohort.server.info=false")); // thousands of refusals
    startAfresh();
}

void TestAccessMatrix::startAfresh()
{
    m_server.reset();
    m_server = std::make_unique<test::ServerFixture>(server::TeamServer::Options{}, test::folderInMemory());
    QVERIFY(m_server->isSound());
    for (const Dweller &dweller : m_dwellers)
        QVERIFY2(dweller.isService ? settleRobot(dweller) : settle(dweller), qPrintable(dweller.name));
}

void TestAccessMatrix::cleanupTestCase()
{
    qInfo("%d cells compared", m_cells);
    m_server.reset();
}

bool TestAccessMatrix::settle(const Dweller &dweller)
{
    server::TeamServer &server = m_server->server();
    const QString mail = dweller.name + QStringLiteral("@house.invalid");
    if (!server.createUser({dweller.name, dweller.name, mail, dweller.seat, dweller.orgRole}))
        return false;
    const auto token = server.signInToken(dweller.name);
    if (!dweller.isVisitor) // who has an account all the same, to own things in scenes
        m_keys.insert(dweller.name, token.valueOr(QString()));
    const base::Status placed = server.store().write([&](sqlite::Database &database) -> base::Status {
        server::CustomRoleStore roles(database);
        for (const domain::TeamRole &role : {dweller.role, dweller.projectRole}) {
            const auto there = roles.byName(role.custom.name);
            if (!role.isCustom() || (there && *there))
                continue;
            if (const auto id = roles.insert(role.custom); !id)
                return id.error();
        }
        const auto user = server::UserStore(database).byUsername(dweller.name);
        const auto lab = server::TeamStore(database).byName(test::Scene::team());
        if (!user || !*user || !lab || !*lab)
            return base::Error{};
        if (auto set = server::UserStore(database).setBillingAdmin((*user)->id, dweller.isBillingAdmin); !set)
            return set;
        return dweller.role.base == BaseRole::None
            ? base::Status(base::Done{})
            : server::TeamStore(database).setRole((*lab)->id, (*user)->id, dweller.role, 1);
    });
    return token.ok() && placed.ok();
}

bool TestAccessMatrix::settleRobot(const Dweller &dweller)
{
    server::TeamServer &server = m_server->server();
    const QString team = dweller.isOfThisTeam ? test::Scene::team() : QStringLiteral("other");
    if (!server.createServiceAccount(team, dweller.name, dweller.name))
        return false;
    const auto key = server.issueApiKey(dweller.name);
    m_keys.insert(dweller.name, key.valueOr(QString()));
    if (!dweller.name.endsWith(QLatin1String("fleet")))
        return key.ok();
    const QString sql =
        QStringLiteral("UPDATE users SET service_entity = NULL WHERE username = '%1'").arg(dweller.name);
    return key.ok() && m_server->execute(sql);
}

domain::Person TestAccessMatrix::personOf(const Dweller &dweller, const test::Standpoint &standpoint) const
{
    domain::Person person;
    if (dweller.isVisitor)
        return person;
    person.id.value = QStringLiteral("me");
    person.username = dweller.name;
    person.seat = dweller.seat;
    person.orgRole = dweller.orgRole;
    person.isBillingAdmin = dweller.isBillingAdmin;
    person.isServiceAccount = dweller.isService;
    person.isOfThisTeam = dweller.isOfThisTeam;
    person.teamRole = dweller.role;
    const bool hasProjectRole = standpoint.visibility == Visibility::Team || standpoint.isListed;
    person.projectRole = hasProjectRole ? dweller.projectRole : domain::TeamRole{};
    test::standAt(standpoint, person);
    return person;
}

test::Scene TestAccessMatrix::sceneFor(const Dweller &dweller, const test::Standpoint &standpoint)
{
    test::Standpoint inside = standpoint;
    inside.projectRole = dweller.projectRole.base; // puts the person on the list where they have a role
    test::Scene scene = test::makeScene(m_server->server().store(), ++m_scenes, dweller.name, inside);
    if (dweller.projectRole.isCustom()) {
        m_server->execute(QStringLiteral("UPDATE project_members SET custom_role = (SELECT id FROM custom_roles WHERE"
                                         " name = '%1') WHERE user = (SELECT id FROM users WHERE username = '%2')")
                              .arg(dweller.projectRole.custom.name, dweller.name));
    }
    if (standpoint.place != test::Place::Project)
        return scene;
    const QString file = scene.filled(QStringLiteral("/storage/$team/$project/$run/kept.txt"));
    const test::Reply stored = m_server->request("PUT", file.toLatin1(), QStringLiteral("ada"), "kept");
    return stored.status == 200 ? scene : test::Scene();
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
    for (int i = 0; i < m_dwellers.size(); ++i) {
        for (const test::Place place :
            {test::Place::Team, test::Place::Project, test::Place::ModelRegistry, test::Place::Registry}) {
            for (const test::NamedStandpoint &each : test::standpointsAt(place)) {
                if (isAskedAt(m_dwellers[i], each.standpoint))
                    QTest::newRow(qPrintable(m_dwellers[i].name + QLatin1String(", ") + each.name))
                        << i << each.standpoint;
            }
        }
    }
}

void TestAccessMatrix::theServerAnswersAsTheRuleBookSays()
{
    QFETCH(int, dweller);
    QFETCH(test::Standpoint, standpoint);
    const Dweller &who = m_dwellers[dweller];
    // What one has left behind is listed to the next, and what lists all would take longer from row to row.
    if (std::exchange(m_asking, dweller) != dweller)
        startAfresh();
    QVERIFY(m_server->isSound());
    const domain::Person person = personOf(who, standpoint);
    const domain::Circumstances now{false, {}, QDateTime::currentDateTimeUtc()};
    QStringList differences;
    std::optional<test::Scene> scene;
    for (const test::Request &request : test::requests()) {
        const bool isElsewhere =
            request.place() != standpoint.place || (request.onlyAt && *request.onlyAt != standpoint.visibility);
        if (isElsewhere || (request.isForInsiders && who.role.base == BaseRole::None))
            continue;
        if (!scene)
            scene = sceneFor(who, standpoint);
        QVERIFY(!scene->project.isEmpty());
        const auto decide = [&](domain::Action action) {
            domain::Decision decision =
                domain::decide(person, action, test::objectOf(action, request, *scene, standpoint, person.id), now);
            const bool writes = domain::ruleOf(action).needs.testFlag(domain::Writes);
            if (decision.allowed() && writes && onlyReads(who)) // wherever else they have a role
                decision.reason = domain::Reason::RoleLacks;
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
        const QString answer = test::serverAnswer(*m_server, m_keys.value(who.name), request, *scene);
        ++m_cells;
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
    QVERIFY(m_server->execute(QStringLiteral("UPDATE users SET deactivated = 1 WHERE username = 'member'")));
    test::Standpoint open{test::Place::Team};
    open.visibility = Visibility::Open;
    const test::Scene scene = sceneFor(m_dwellers.first(), open);
    const auto refuses = [&](const QString &key, const test::Request &request) {
        ++m_cells;
        return test::serverAnswer(*m_server, key, request, scene) == test::keylessAnswer;
    };
    const QList<QString> keys{m_keys.value(QStringLiteral("member")), QStringLiteral("no-key-of-this-server")};
    for (const test::Request &request : test::requests().first(5)) { // more in a minute are held up as a guess at keys
        for (const QString &key : keys)
            QVERIFY2(refuses(key, request), qPrintable(test::nameOf(request)));
    }
}

COHORT_TEST(TestAccessMatrix)
#include "testaccessmatrix.moc"
