#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QTest>

/// Runs that move, come back, and stay when people go (permissions, section 9).
class TestMoves : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        m_server->makeRun(QStringLiteral("ben"), lab(), QStringLiteral("bens"), QStringLiteral("r"));
        m_server->makeRun(QStringLiteral("cleo"), lab(), QStringLiteral("cleos"), QStringLiteral("own"));
    }

    /// The founding document's example: B moves a run into A's project; A cannot delete it, B and the team admin can.
    void whoeverOwnsTheProjectDoesNotOwnWhatIsMovedIntoIt()
    {
        const test::Reply moved = move("ben", "bens", "cleos");
        QCOMPARE(moved.data(QStringLiteral("moveRuns.task.state")).toString(), QStringLiteral("FINISHED"));
        const QString task = moved.data(QStringLiteral("moveRuns.task.id")).toString();
        const QString poll = QStringLiteral("{ task(id: \"%1\") { state progress result } }").arg(task);
        QCOMPARE(m_server->graphql(QStringLiteral("ben"), poll).data(QStringLiteral("task.progress")).toInt(), 100);
        QVERIFY(m_server->graphql(QStringLiteral("ada"), poll).data(QStringLiteral("task")).isNull());
        QCOMPARE(creator("cleos", "r"), QStringLiteral("ben"));
        QCOMPARE(creator("bens", "r"), QString());
        QCOMPARE(remove("cleo", "cleos", "r"), QStringLiteral("FORBIDDEN"));
        QCOMPARE(remove("ben", "cleos", "r"), QString());
    }

    void theHistoryTravelsWithTheRun()
    {
        const QJsonObject chunk{{QStringLiteral("offset"), 0},
            {QStringLiteral("content"), QJsonArray{QStringLiteral("{\"_step\": 0, \"loss\": 0.5}")}}};
        m_server->stream(QStringLiteral("ben"), lab(), QStringLiteral("bens"), QStringLiteral("r"),
            {{QStringLiteral("files"), QJsonObject{{QStringLiteral("wandb-history.jsonl"), chunk}}}});
        QCOMPARE(move("ben", "bens", "cleos").errorCode(), QString());
        const test::Reply read = m_server->graphql(QStringLiteral("cleo"),
            QStringLiteral("{ project(entityName: \"lab\", name: \"cleos\") { run(name: \"r\") { historyLineCount "
                           "history } } }"));
        QCOMPARE(read.data(QStringLiteral("project.run.historyLineCount")).toInt(), 1);
        QVERIFY(read.body.contains("loss"));
    }

    void bothEndsAreAsked()
    {
        QCOMPARE(move("vera", "bens", "cleos").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(move("robot", "bens", "cleos").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(move("oscar", "bens", "cleos").body, move("oscar", "none", "cleos").body);
        setAccess("cleo", "cleos", "RESTRICTED");
        QCOMPARE(move("ben", "bens", "cleos").errorCode(), QStringLiteral("NOT_FOUND"));
        QCOMPARE(creator("bens", "r"), QStringLiteral("ben"));
        QCOMPARE(move("ben", "bens", "nowhere").errorCode(), QStringLiteral("NOT_FOUND"));
        QCOMPARE(creator("bens", "r"), QStringLiteral("ben"));
    }

    void runsMoveIntoARestrictedProjectAndNeverOut()
    {
        setAccess("ben", "bens", "RESTRICTED");
        const test::Reply out = move("ben", "bens", "cleos");
        QCOMPARE(out.errorCode(), QStringLiteral("FORBIDDEN"));
        setAccess("ben", "bens", "PRIVATE");
        setAccess("cleo", "cleos", "RESTRICTED");
        QCOMPARE(move("cleo", "bens", "cleos").errorCode(), QString());
    }

    void anIdThatIsTakenMovesNothing()
    {
        m_server->makeRun(QStringLiteral("ben"), lab(), QStringLiteral("bens"), QStringLiteral("own"));
        QCOMPARE(move("ben", "bens", "cleos").errorCode(), QStringLiteral("CONFLICT"));
        QCOMPARE(creator("bens", "r"), QStringLiteral("ben"));
    }

    void aDeletedRunComesBackWithinSevenDays()
    {
        QCOMPARE(remove("ben", "bens", "r"), QString());
        QCOMPARE(undelete("cleo"), QStringLiteral("FORBIDDEN"));
        QCOMPARE(undelete("ben"), QString());
        QCOMPARE(creator("bens", "r"), QStringLiteral("ben"));
        remove("ben", "bens", "r");
        QVERIFY(age(8));
        QCOMPARE(undelete("ben"), QStringLiteral("FORBIDDEN"));
        QCOMPARE(undelete("ada"), QStringLiteral("FORBIDDEN"));
        QVERIFY(age(6));
        QCOMPARE(undelete("ada"), QString());
    }

    void whatWentWithItsArtifactsDoesNotComeBack()
    {
        const QString text = QStringLiteral("mutation { deleteRun(input: {id: \"%1\", deleteArtifacts: true})"
                                            " { clientMutationId } }");
        QCOMPARE(m_server->graphql(QStringLiteral("ben"), text.arg(runId("bens", "r"))).errorCode(), QString());
        QCOMPARE(undelete("ben"), QStringLiteral("FORBIDDEN"));
        QCOMPARE(undelete("ada"), QStringLiteral("FORBIDDEN"));
    }

    /// Else an empty choice would tell who may move.
    void movingNothingIsAskedAllTheSame()
    {
        QCOMPARE(remove("ben", "bens", "r"), QString());
        for (const char *person : {"vera", "robot"})
            QCOMPARE(move(person, "bens", "cleos").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(move("ben", "bens", "cleos").errorCode(), QString());
    }

    void runsStayWhenTheirCreatorLeavesAndOnlyAdminsTouchThem()
    {
        const QString ben = QString::fromLatin1(QByteArray("User:2").toBase64());
        const QString removeBen =
            QStringLiteral("mutation { deleteInvite(input: {entityName: \"lab\", id: \"%1\"}) { success } }").arg(ben);
        QCOMPARE(m_server->graphql(QStringLiteral("ada"), removeBen).errorCode(), QString());
        QCOMPARE(creator("bens", "r"), QStringLiteral("ben"));
        QCOMPARE(remove("ben", "bens", "r"), QStringLiteral("NOT_FOUND"));
        const test::Reply refused = m_server->graphql(QStringLiteral("cleo"),
            QStringLiteral("mutation { deleteRun(input: {id: \"%1\"}) { clientMutationId } }").arg(runId("bens", "r")));
        const QJsonValue error = refused.json().value(QLatin1String("errors"))[0];
        QCOMPARE(error[QLatin1String("extensions")][QLatin1String("helper")].toString(), QStringLiteral("TeamAdmin"));
        QCOMPARE(remove("ada", "bens", "r"), QString());
    }

private:
    static QString lab() { return QStringLiteral("lab"); }
    static QString encoded(const QString &text) { return QString::fromLatin1(text.toUtf8().toBase64()); }
    static QString runId(const char *project, const char *run)
    {
        return encoded(QStringLiteral("Run:v1:%1:%2:lab").arg(QLatin1String(run), QLatin1String(project)));
    }
    test::Reply move(const char *person, const char *from, const char *to)
    {
        return m_server->graphql(QLatin1String(person),
            QStringLiteral(
                "mutation { moveRuns(input: {sourceEntityName: \"lab\", sourceProjectName: \"%1\", "
                "destinationEntityName: \"lab\", destinationProjectName: \"%2\", filters: \"{}\"}) { task { id "
                "state } } }")
                .arg(QLatin1String(from), QLatin1String(to)));
    }
    QString remove(const char *person, const char *project, const char *run)
    {
        return m_server
            ->graphql(QLatin1String(person),
                QStringLiteral("mutation { deleteRun(input: {id: \"%1\"}) { clientMutationId } }")
                    .arg(runId(project, run)))
            .errorCode();
    }
    QString undelete(const char *person)
    {
        return m_server
            ->graphql(QLatin1String(person),
                QStringLiteral("mutation { undeleteRuns(input: {entityName: \"lab\", projectName: \"bens\", filters: "
                               "\"{}\"}) { clientMutationId } }"))
            .errorCode();
    }
    QString creator(const char *project, const char *run)
    {
        return m_server
            ->graphql(QStringLiteral("ada"),
                QStringLiteral(
                    "{ project(entityName: \"lab\", name: \"%1\") { run(name: \"%2\") { user { username } } } }")
                    .arg(QLatin1String(project), QLatin1String(run)))
            .data(QStringLiteral("project.run.user.username"))
            .toString();
    }
    void setAccess(const char *person, const char *project, const char *access)
    {
        const QString id = encoded(QStringLiteral("Project:v1:%1:lab").arg(QLatin1String(project)));
        QCOMPARE(m_server
                     ->graphql(QLatin1String(person),
                         QStringLiteral("mutation { upsertModel(input: {id: \"%1\", access: \"%2\"}) { inserted } }")
                             .arg(id, QLatin1String(access)))
                     .errorCode(),
            QString());
    }
    bool age(int days)
    {
        const qint64 then = QDateTime::currentMSecsSinceEpoch() - qint64(days) * 24 * 3600 * 1000;
        return m_server->execute(
            QStringLiteral("UPDATE runs SET deleted_at = %1 WHERE deleted_at IS NOT NULL").arg(then));
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestMoves)
#include "testmoves.moc"
