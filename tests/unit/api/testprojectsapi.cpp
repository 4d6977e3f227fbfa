#include "api/fetchpages.h"
#include "api/projectsapi.h"
#include "recorded.h"
#include "support/testmain.h"

using base::Error;
using domain::ProjectPath;
using test::FakeTransport;
using test::recorded;
using test::resultOf;

namespace {

const ProjectPath vitProject{QStringLiteral("algoperf"), QStringLiteral("imagenet_vit")};

using NumberPage = base::Result<api::Page<int>>;

NumberPage numbers(QList<int> items, const QString &endCursor, bool hasMore)
{
    return api::Page<int>{std::move(items), endCursor, hasMore, -1, false};
}

} // namespace

class TestProjectsApi : public QObject
{
    Q_OBJECT

private slots:
    void aMemberWhoInheritsHasNoRoleInTheProject()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        const auto member = [](const char *name, const char *role) {
            return QJsonObject{{QStringLiteral("id"), QStringLiteral("VXNlcjox")},
                {QStringLiteral("username"), QLatin1String(name)},
                {QStringLiteral("role"), QJsonObject{{QStringLiteral("name"), QLatin1String(role)}}}};
        };
        const QJsonArray members{member("ada", "inherit"), member("ben", "viewer"), member("cleo", "something new")};
        transport.prepare(QStringLiteral("ProjectMembers"),
            api::Reply{{{QStringLiteral("project"), QJsonObject{{QStringLiteral("members"), members}}}}, {}});
        const auto listed = resultOf(api.members(vitProject));
        QVERIFY(listed);
        QCOMPARE(listed->value(0).role, domain::BaseRole::None);
        QCOMPARE(listed->value(1).role, domain::BaseRole::ViewOnly);
        QCOMPARE(listed->value(2).role, domain::BaseRole::Unknown);
    }

    void aPageOfProjectsIsRead()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        transport.prepare(QStringLiteral("Projects"), recorded("projects.json"));
        const auto page = resultOf(api.page(QStringLiteral("algoperf"), QStringLiteral("before"), 50));
        QVERIFY(page);
        const QJsonObject &variables = transport.calls().back().variables;
        QCOMPARE(variables.value(QStringLiteral("after")).toString(), QStringLiteral("before"));
        QCOMPARE(variables.value(QStringLiteral("first")).toInt(), 50);
        QCOMPARE(page->endCursor, QStringLiteral("Y3Vyc29y"));
        QVERIFY(page->hasMore);
        const domain::Project &project = page->items.first();
        QCOMPARE(project.path, vitProject);
        QCOMPARE(project.visibility, domain::Visibility::Public);
        QCOMPARE(project.ownerName, QStringLiteral("Ada Lovelace"));
        QCOMPARE(project.createdAt, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
        QCOMPARE(project.lastActive, QDateTime(QDate(2026, 2, 3), QTime(4, 5, 6, 789), Qt::UTC));
        QCOMPARE(project.runCount, 120);
        QCOMPARE(project.activeRunCount, 2);
        const domain::Project &odd = page->items.last();
        QCOMPARE(odd.visibility, domain::Visibility::Unknown);
        QCOMPARE(odd.visibilityText, QStringLiteral("SOMETHING_NEW"));
        QCOMPARE(odd.createdAt, QDateTime(QDate(2026, 1, 2), QTime(1, 4, 5), Qt::UTC)); // of another zone
        QCOMPARE(odd.lastActive, QDateTime(QDate(2026, 1, 3), QTime(0, 0), Qt::UTC)); // else the last change
    }

    void homeGathersProjectsAndRunsOfAllTeams()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        transport.prepare(QStringLiteral("Home"), recorded("home.json"));
        const auto home = resultOf(api.home(10, 5));
        QVERIFY(home);
        QCOMPARE(home->projects.size(), 1);
        QCOMPARE(home->runs.size(), 1);
        QCOMPARE(home->runs.first().path, (domain::RunPath{vitProject, QStringLiteral("a1b2c3d4")}));
        QCOMPARE(home->runs.first().state, domain::RunState::Running);
        QVERIFY(!home->runs.first().isFull);
    }

    void whatIsNotThereIsNotFoundUnlessTheServerSaysMore()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        transport.prepare(QStringLiteral("Project"), QByteArray(R"({"project": null})"));
        QCOMPARE(resultOf(api.project(vitProject)).error().kind, Error::Kind::NotFound);
        transport.prepare(QStringLiteral("Project"), api::Reply{{}, {test::denied()}});
        QCOMPARE(resultOf(api.project(vitProject)).error().kind, Error::Kind::Forbidden);
    }

    void aNewProjectIsMade()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        transport.prepare(QStringLiteral("Project"), QByteArray(R"({"project": null})"));
        transport.prepare(QStringLiteral("UpsertProject"),
            QByteArray(R"({"upsertModel": {"inserted": true, "project": {"id": "p", "name": "imagenet_vit",)"
                       R"( "entityName": "algoperf", "access": "RESTRICTED"}}})"));
        const auto project = resultOf(api.create(vitProject, QStringLiteral("text"), domain::Visibility::Restricted));
        QVERIFY(project);
        QCOMPARE(project->visibility, domain::Visibility::Restricted);
        QCOMPARE(transport.calls().back().variables.value(QStringLiteral("input")).toObject(),
            (QJsonObject{{QStringLiteral("entityName"), vitProject.entity},
                {QStringLiteral("name"), vitProject.project}, {QStringLiteral("description"), QStringLiteral("text")},
                {QStringLiteral("access"), QStringLiteral("RESTRICTED")}}));
    }

    void aProjectOfTheSameNameIsNotOverwritten()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        transport.prepare(QStringLiteral("Project"), QByteArray(R"({"project": {"id": "p", "name": "imagenet_vit"}})"));
        QCOMPARE(resultOf(api.create(vitProject, {}, domain::Visibility::Open)).error().kind, Error::Kind::Conflict);
        QCOMPARE(transport.calls().size(), size_t(1)); // nothing was changed

        transport.prepare(QStringLiteral("Project"), Error{Error::Kind::Offline, {}});
        QCOMPARE(resultOf(api.create(vitProject, {}, domain::Visibility::Open)).error().kind, Error::Kind::Offline);
        QCOMPARE(transport.calls().size(), size_t(2));
    }

    void aCreationEndsWithItsOwner()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        auto owner = std::make_unique<QObject>();
        auto future = api.create(vitProject, {}, domain::Visibility::Team, {owner.get()});
        owner.reset();
        QVERIFY(transport.answer(QStringLiteral("Project"), QJsonObject{}));
        QTRY_VERIFY(future.isFinished());
        QVERIFY(future.isCanceled());
        QCOMPARE(transport.calls().size(), size_t(1));
    }

    void anEditSendsOnlyWhatChanges()
    {
        FakeTransport transport;
        api::ProjectsApi api(transport);
        domain::Project project;
        project.id.value = QStringLiteral("p");
        project.path = vitProject;
        transport.prepare(QStringLiteral("UpsertProject"),
            QByteArray(R"({"upsertModel": {"inserted": false, "project": {"id": "p"}}})"));
        QVERIFY(resultOf(api.edit(project, {QString(), {}})));
        const QJsonObject input = transport.calls().back().variables.value(QStringLiteral("input")).toObject();
        QCOMPARE(input.value(QStringLiteral("description")), QJsonValue(QString()));
        QVERIFY(!input.contains(QStringLiteral("access")));
    }

    void pagesAreStoredOneByOne()
    {
        QObject owner;
        QStringList asked;
        QList<int> stored;
        const auto status = resultOf(api::FetchPages<int>::start(
            &owner,
            [&asked](const QString &cursor) {
                asked.append(cursor);
                const int n = static_cast<int>(asked.size());
                return base::ready(numbers({n}, QStringLiteral("c%1").arg(n), n < 3));
            },
            [&stored](const api::Page<int> &page) {
                stored += page.items;
                return true;
            }));
        QVERIFY(status);
        QCOMPARE(asked, QStringList({QString(), QStringLiteral("c1"), QStringLiteral("c2")}));
        QCOMPARE(stored, QList<int>({1, 2, 3}));
        QTRY_COMPARE(owner.children().size(), 0);
    }

    void pagesEndWhereTheServerTurnsInACircleOrFails()
    {
        QObject owner;
        int asked = 0;
        const auto store = [](const api::Page<int> &) { return true; };
        const auto circle = resultOf(api::FetchPages<int>::start(
            &owner,
            [&asked](const QString &) {
                ++asked;
                return base::ready(numbers({1}, QStringLiteral("same"), true));
            },
            store));
        QCOMPARE(circle.error().kind, Error::Kind::BadReply);
        QCOMPARE(asked, 2);
        const auto failed = resultOf(api::FetchPages<int>::start(
            &owner, [](const QString &) { return base::ready(NumberPage(test::denied())); }, store));
        QCOMPARE(failed.error(), test::denied());
        const auto enough = resultOf(api::FetchPages<int>::start(
            &owner, [](const QString &) { return base::ready(numbers({1}, QStringLiteral("x"), true)); },
            [](const api::Page<int> &) { return false; }));
        QVERIFY(enough);
    }
};

COHORT_TEST(TestProjectsApi)
#include "testprojectsapi.moc"
