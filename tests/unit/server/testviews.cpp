#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QTest>
#include <QUrl>

/// Reports and saved views: who may do what to them, drafts, comments, links.
class TestViews : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("bens"));
        m_report = make("ben", "runs", "first");
        m_saved = make("ben", "project-view", "nw-abc-v");
        QVERIFY(!m_report.isEmpty() && !m_saved.isEmpty());
    }

    /// For ada, ben, cleo, vera, robot, olga, oscar: y allowed, n FORBIDDEN, - NOT_FOUND.
    void rolesDecide_data()
    {
        QTest::addColumn<QString>("mutation");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *mutation, const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(mutation) << QString::fromLatin1(expected);
        };
        row("new report", "upsertView(input: {%1, type: \"runs\", spec: \"%2\"}) { inserted }", "yyyny--");
        row("edit ben's report", "upsertView(input: {id: \"%3\", description: \"d\"}) { inserted }", "yynnn--");
        row("delete ben's report", "deleteView(input: {id: \"%3\"}) { success }", "yynnn--");
        row("comment", "createViewDiscussionComment(input: {viewID: \"%3\", body: \"b\"}) { discussionComment { id } }",
            "yyyyn--");
        row("star", "starView(input: {id: \"%3\"}) { view { starred } }", "yyyyn--");
        row("link", "createAccessToken(input: {viewId: \"%3\", projects: []}) { accessToken { token } }", "yynnn--");
        row("new saved view", "upsertView(input: {%1, type: \"project-view\", spec: \"%5\"}) { inserted }", "yyynn--");
        row("edit ben's saved view", "upsertView(input: {id: \"%4\", displayName: \"d\"}) { inserted }", "yyynn--");
        row("delete ben's saved view", "deleteView(input: {id: \"%4\"}) { success }", "yynnn--");
        row("a workspace of one's own",
            "upsertView(input: {%1, type: \"project-view\", name: \"nw-nwuser%6-v\", spec: \"%5\"}) { inserted }",
            "yyynn--");
    }
    void rolesDecide()
    {
        QFETCH(QString, mutation);
        QFETCH(QString, expected);
        const char *people[] = {"ada", "ben", "cleo", "vera", "robot", "olga", "oscar"};
        QString actual;
        for (const char *person : people) {
            // The one before may have changed or deleted them.
            m_report = make("ben", "runs", person);
            m_saved = make("ben", "project-view", person);
            QString text = mutation;
            text.replace(QLatin1String("%1"), QLatin1String("entityName: \"lab\", projectName: \"p\""))
                .replace(QLatin1String("%2"), QLatin1String(R"({\"blocks\":[]})"))
                .replace(QLatin1String("%3"), m_report)
                .replace(QLatin1String("%4"), m_saved)
                .replace(QLatin1String("%5"), QLatin1String(R"({\"section\":{}})"))
                .replace(QLatin1String("%6"), QLatin1String(person));
            const QString code =
                m_server->graphql(QLatin1String(person), QStringLiteral("mutation { %1 }").arg(text)).errorCode();
            if (code.isEmpty())
                actual += u'y';
            else if (code == QLatin1String("FORBIDDEN"))
                actual += u'n';
            else
                actual += code == QLatin1String("NOT_FOUND") ? u'-' : u'?';
        }
        QCOMPARE(actual, expected);
    }

    void draftsAreTheirAuthorsAlone()
    {
        const QString draft = make("ben", "runs/draft", "draft", m_report);
        QVERIFY(!draft.isEmpty());
        QVERIFY(sees("ben", draft));
        QVERIFY(!sees("cleo", draft));
        QVERIFY(!sees("ada", draft));
        QCOMPARE(listed("cleo", "runs/draft"), 0);
        QCOMPARE(listed("ben", "runs/draft"), 1);
        const test::Reply gone = m_server->graphql(QStringLiteral("ben"),
            QStringLiteral("mutation { deleteView(input: {id: \"%1\"}) { success pendingDrafts } }").arg(m_report));
        QVERIFY(gone.data(QStringLiteral("deleteView.pendingDrafts")).toBool());
        QVERIFY(sees("ben", draft));
    }

    void aSavedViewIsFoundByItsName()
    {
        const test::Reply reply = m_server->graphql(QStringLiteral("cleo"),
            QStringLiteral(
                "{ project(entityName: \"lab\", name: \"p\") { allViews(viewType: \"project-view\", viewName:"
                " \"nw-abc-v\") { edges { node { id spec user { username } } } } } }"));
        const QJsonValue node = reply.data(QStringLiteral("project.allViews.edges.0.node"));
        QCOMPARE(node[QLatin1String("id")].toString(), m_saved);
        QCOMPARE(node[QLatin1String("spec")].toString(), QStringLiteral(R"({"section":{}})"));
        QCOMPARE(node[QLatin1String("user")][QLatin1String("username")].toString(), QStringLiteral("ben"));
    }

    void commentsFormThreads()
    {
        const auto say = [this](const char *person, const QString &thread) {
            return m_server->graphql(QLatin1String(person),
                QStringLiteral("mutation { createViewDiscussionComment(input: {viewID: \"%1\", body: \"hello\"%2})"
                               " { discussionThread { id comments { totalCount edges { node { body poster { username }"
                               " } } } } } }")
                    .arg(m_report, thread));
        };
        const test::Reply first = say("vera", {});
        const QString thread = first.data(QStringLiteral("createViewDiscussionComment.discussionThread.id")).toString();
        QVERIFY(!thread.isEmpty());
        const test::Reply second = say("cleo", QStringLiteral(", discussionThreadID: \"%1\"").arg(thread));
        QCOMPARE(
            second.data(QStringLiteral("createViewDiscussionComment.discussionThread.comments.totalCount")).toInt(), 2);
        const test::Reply all = m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("{ view(id: \"%1\") { discussionThreads { totalCount } } }").arg(m_report));
        QCOMPARE(all.data(QStringLiteral("view.discussionThreads.totalCount")).toInt(), 1);
    }

    void linksFollowTheTeamsSwitchAndAreTakenBack()
    {
        const auto link = [this] {
            return m_server->graphql(QStringLiteral("ben"),
                QStringLiteral("mutation { createAccessToken(input: {viewId: \"%1\", projects: [{entityName: \"lab\","
                               " projectName: \"p\"}]}) { accessToken { token type } } }")
                    .arg(m_report));
        };
        const QString token = link().data(QStringLiteral("createAccessToken.accessToken.token")).toString();
        QCOMPARE(token.size(), 64);
        const auto tokens = [this](const char *person) {
            return m_server
                ->graphql(QLatin1String(person),
                    QStringLiteral("{ view(id: \"%1\") { accessTokens { token revokedAt projects { name } } } }")
                        .arg(m_report))
                .data(QStringLiteral("view.accessTokens"))
                .toArray();
        };
        QCOMPARE(tokens("cleo").size(), 0);
        QCOMPARE(
            tokens("ben").at(0)[QLatin1String("projects")][0][QLatin1String("name")].toString(), QStringLiteral("p"));
        const test::Reply revoked = m_server->graphql(QStringLiteral("ben"),
            QStringLiteral("mutation { revokeAccessToken(input: {token: \"%1\"}) { success } }").arg(token));
        QVERIFY(revoked.data(QStringLiteral("revokeAccessToken.success")).toBool());
        QVERIFY(!tokens("ben").at(0)[QLatin1String("revokedAt")].isNull());
    }

    void aLinkShowsItsReportAndItsRunsToPeopleWithoutAnAccount()
    {
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("q"), QStringLiteral("other"));
        const QString token = shareOf(QStringLiteral("projects: [{entityName: \"lab\", projectName: \"p\"}]"));
        const QByteArray link = "?accessToken=" + token.toLatin1();
        const QString question = QStringLiteral(
            "{ viewer { id } view(id: \"%1\") { displayName spec accessTokens { token } user { email entity admin "
            "defaultEntity { name } teams { edges { node { name } } } apiKeys { edges { node { name } } } }"
            " project { name members { username } runs(first: 5) { edges { node { name } } }"
            " artifactTypes { edges { node { name } } } allViews { edges { node { id } } } } }"
            " q: project(entityName: \"lab\", name: \"q\") { id } entity(name: \"lab\") { memberCount available } }")
                                     .arg(m_report);
        const test::Reply seen = m_server->graphql(QString(), question, {}, link);
        QCOMPARE(seen.status, 200);
        QCOMPARE(seen.data(QStringLiteral("view.spec")).toString(), QStringLiteral(R"({"blocks":[]})"));
        QCOMPARE(seen.data(QStringLiteral("view.project.runs.edges.0.node.name")).toString(), QStringLiteral("bens"));
        // Only what was shared: the saved view, the other project, the people and the artifacts are not.
        QCOMPARE(seen.data(QStringLiteral("view.project.allViews.edges")).toArray().size(), 1);
        QCOMPARE(seen.data(QStringLiteral("view.project.artifactTypes.edges")).toArray().size(), 0);
        QCOMPARE(seen.data(QStringLiteral("view.accessTokens")).toArray().size(), 0);
        QCOMPARE(seen.data(QStringLiteral("view.user.entity")).toString(), QStringLiteral("ben")); // no team is named
        for (const char *hidden : {"viewer", "view.user.defaultEntity", "view.user.teams.edges.0",
                 "view.user.apiKeys.edges.0", "q", "view.project.members.0"})
            QVERIFY2(
                seen.data(QLatin1String(hidden)).isNull() || seen.data(QLatin1String(hidden)).isUndefined(), hidden);
        QVERIFY(!seen.body.contains("house.invalid") && !seen.body.contains("ada"));
        // Without the link, and with one that was taken back, there is nothing.
        QVERIFY(!opens(QString(), {}));
        QVERIFY(!opens(QString(), link + 'x'));
        const QString back =
            QStringLiteral("mutation { revokeAccessToken(input: {token: \"%1\"}) { success } }").arg(token);
        QCOMPARE(m_server->graphql(QString(), back, {}, link).status, 401);
        QVERIFY(m_server->graphql(QStringLiteral("ben"), back).errorCode().isEmpty());
        QVERIFY(!opens(QString(), link));
    }

    void aLinkShowsNoRunsThatItDoesNotName()
    {
        const QByteArray link = "?accessToken=" + shareOf(QStringLiteral("projects: []")).toLatin1();
        QVERIFY(opens(QString(), link));
        const test::Reply seen = m_server->graphql(QString(),
            QStringLiteral(
                "{ view(id: \"%1\") { project { name description runCount runs { edges { node { id } } } } } }")
                .arg(m_report),
            {}, link);
        QCOMPARE(seen.data(QStringLiteral("view.project.name")).toString(), QStringLiteral("p"));
        QCOMPARE(seen.data(QStringLiteral("view.project.runCount")).toInt(), 0);
        QVERIFY(seen.data(QStringLiteral("view.project.runs")).isNull());
    }

    void linksStopWhenTheTeamLetsThereBeNone()
    {
        const QByteArray link = "?accessToken=" + shareOf(QStringLiteral("projects: []")).toLatin1();
        QVERIFY(opens(QString(), link));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE entities SET public_reports = 0 WHERE name = 'lab'")));
        QVERIFY(!opens(QString(), link));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE entities SET public_reports = 1 WHERE name = 'lab'")));
        QVERIFY(opens(QString(), link));
    }

    void peopleAreGivenAReportByName()
    {
        QVERIFY(!opens(QStringLiteral("oscar"), {}));
        const QString token = shareOf(QStringLiteral(
            "username: \"oscar\", access: CAN_VIEW, projects: [{entityName: \"lab\", projectName: \"p\"}]"));
        QVERIFY(opens(QStringLiteral("oscar"), {}));
        QCOMPARE(edit("oscar").errorCode(), QStringLiteral("FORBIDDEN"));
        // The address of such a share opens nothing by itself.
        QVERIFY(!opens(QString(), "?accessToken=" + token.toLatin1()));
        QVERIFY(!opens(QStringLiteral("olga"), "?accessToken=" + token.toLatin1()));
        const auto change = [&](const char *what) {
            return m_server->graphql(QStringLiteral("ben"),
                QStringLiteral("mutation { %1, token: \"%2\"}) { accessToken { type emails } success } }")
                    .arg(QLatin1String(what), token));
        };
        const test::Reply more = change("updateAccessToken(input: {username: \"olga\"");
        QCOMPARE(more.data(QStringLiteral("updateAccessToken.accessToken.type")).toString(),
            QStringLiteral("INDIVIDUAL_SHARING"));
        QCOMPARE(more.data(QStringLiteral("updateAccessToken.accessToken.emails")).toArray().size(), 2);
        QVERIFY(opens(QStringLiteral("olga"), {}));
        QVERIFY(change("revokeAccessTokenEmail(input: {email: \"olga\"").errorCode().isEmpty());
        QVERIFY(!opens(QStringLiteral("olga"), {}));
        QVERIFY(opens(QStringLiteral("oscar"), {}));
        QCOMPARE(change("updateAccessToken(input: {username: \"nobody\"").errorCode(), QStringLiteral("INVALID"));
        QCOMPARE(change("updateAccessToken(input: {username: \"robot\"").errorCode(), QStringLiteral("INVALID"));
    }

    void whoMayEditAReportMayNotShareOrDeleteIt()
    {
        const QString token = shareOf(QStringLiteral("username: \"oscar\", access: CAN_EDIT, projects: []"));
        QCOMPARE(edit("oscar").errorCode(), QString());
        for (const QString &more : {QStringLiteral("deleteView(input: {id: \"%1\"}) { success }").arg(m_report),
                 QStringLiteral("revokeAccessToken(input: {token: \"%1\"}) { success }").arg(token),
                 QStringLiteral("createAccessToken(input: {viewId: \"%1\", projects: []}) { accessToken { token } }")
                     .arg(m_report),
                 QStringLiteral("createAccessToken(input: {viewId: \"%1\", username: \"olga\", projects: []})"
                                " { accessToken { token } }")
                     .arg(m_report)}) {
            const QString code =
                m_server->graphql(QStringLiteral("oscar"), QStringLiteral("mutation { %1 }").arg(more)).errorCode();
            QVERIFY2(code == QLatin1String("FORBIDDEN") || code == QLatin1String("NOT_FOUND"), qPrintable(more + code));
        }
        QVERIFY(shareOf(QStringLiteral("access: CAN_EDIT, projects: []")).isEmpty()); // for everybody: never
        // View-Only people of the team never edit, whoever lets them.
        QVERIFY(!shareOf(QStringLiteral("username: \"vera\", access: CAN_EDIT, projects: []")).isEmpty());
        QCOMPARE(edit("vera").errorCode(), QStringLiteral("FORBIDDEN"));
    }

    void filesOfSharedRunsComeByTheLinkToo()
    {
        QCOMPARE(
            m_server->request("PUT", "/storage/lab/p/bens/picture.png", QStringLiteral("ben"), "pixels").status, 200);
        const QByteArray link = "?accessToken="
            + shareOf(QStringLiteral("projects: [{entityName: \"lab\", projectName: \"p\"}]")).toLatin1();
        const test::Reply listed = m_server->graphql(QString(),
            QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { run(name: \"bens\") { files { edges { node {"
                           " directUrl url } } } } } }"),
            {}, link);
        const auto fetched = [&](const char *field) {
            const QUrl url(
                listed.data(QLatin1String("project.run.files.edges.0.node.") + QLatin1String(field)).toString());
            return m_server->request("GET", url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority), QString(), {});
        };
        QCOMPARE(fetched("directUrl").body, QByteArray("pixels"));
        QCOMPARE(fetched("url").body, QByteArray("pixels"));
        QCOMPARE(m_server->request("GET", "/files/lab/p/bens/picture.png", QString(), {}).status, 401);
        QCOMPARE(m_server->request("PUT", "/storage/lab/p/bens/x.png" + link, QString(), "x").status, 401);
    }

    void aBadSpecIsRefusedWithItsPlace()
    {
        const test::Reply reply = m_server->graphql(QStringLiteral("ben"),
            QStringLiteral("mutation { upsertView(input: {id: \"%1\", spec: \"{\\\"blocks\\\": [7]}\"}) { inserted } }")
                .arg(m_report));
        QCOMPARE(reply.errorCode(), QStringLiteral("INVALID"));
        QVERIFY(reply.body.contains("blocks[0]"));
    }

private:
    /// By ben; the token, empty: refused.
    QString shareOf(const QString &rest)
    {
        return m_server
            ->graphql(QStringLiteral("ben"),
                QStringLiteral("mutation { createAccessToken(input: {viewId: \"%1\", %2}) { accessToken { token } } }")
                    .arg(m_report, rest))
            .data(QStringLiteral("createAccessToken.accessToken.token"))
            .toString();
    }
    bool opens(const QString &person, const QByteArray &link)
    {
        return m_server->graphql(person, QStringLiteral("{ view(id: \"%1\") { id } }").arg(m_report), {}, link)
            .data(QStringLiteral("view"))
            .isObject();
    }
    test::Reply edit(const char *person)
    {
        return m_server->graphql(QLatin1String(person),
            QStringLiteral("mutation { upsertView(input: {id: \"%1\", description: \"d\"}) { inserted } }")
                .arg(m_report));
    }
    QString make(const char *person, const char *type, const char *name, const QString &parent = {})
    {
        const bool isWorkspace = QLatin1String(type) == QLatin1String("project-view");
        QJsonObject input{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("projectName"), QStringLiteral("p")}, {QStringLiteral("type"), QLatin1String(type)},
            {QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("spec"), QLatin1String(isWorkspace ? R"({"section":{}})" : R"({"blocks":[]})")}};
        if (!parent.isEmpty())
            input.insert(QStringLiteral("parentId"), parent);
        return m_server
            ->graphql(QLatin1String(person),
                QStringLiteral("mutation($i: UpsertViewInput!) { upsertView(input: $i) { view { id } } }"),
                {{QStringLiteral("i"), input}})
            .data(QStringLiteral("upsertView.view.id"))
            .toString();
    }
    bool sees(const char *person, const QString &view)
    {
        return m_server->graphql(QLatin1String(person), QStringLiteral("{ view(id: \"%1\") { id } }").arg(view))
            .data(QStringLiteral("view"))
            .isObject();
    }
    int listed(const char *person, const char *type)
    {
        return m_server
            ->graphql(QLatin1String(person),
                QStringLiteral(
                    "{ project(entityName: \"lab\", name: \"p\") { allViews(viewType: \"%1\") { totalCount } } }")
                    .arg(QLatin1String(type)))
            .data(QStringLiteral("project.allViews.totalCount"))
            .toInt(-1);
    }

    std::unique_ptr<test::ServerFixture> m_server;
    QString m_report;
    QString m_saved;
};

COHORT_TEST(TestViews)
#include "testviews.moc"
