#include "artifactclient.h"
#include "graphql/schema.h"
#include "support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <algorithm>

namespace {

/// Stand in what people outside of the team "lab" do not see, and in nothing else: the second in what those who
/// administer the organisation do, who see no content (R8).
constexpr char content[] = "hush";
constexpr char administration[] = "whisper";
constexpr int deepest = 7;

/// What somebody who guesses well would ask for, where a field needs an argument.
constexpr std::pair<const char *, const char *> guesses[] = {
    {"run", "name: \"r\""},
    {"bucket", "name: \"r\""},
    {"sweep", "sweepName: \"s\""},
    {"artifact", "name: \"net:v0\""},
    {"artifactCollection", "name: \"net\""},
    {"artifactType", "name: \"model\""},
    {"artifactMembership", "aliasName: \"v0\""},
    {"artifactMembershipForAlias", "aliasName: \"latest\""},
};

/// A schema walked by questions: each asks for the plain fields of one place, and where there is something, for what
/// lies below it.
class Crawler
{
public:
    using Ask = std::function<QByteArray(const QString &)>;
    Crawler(const graphql::Schema &schema, QList<QByteArray> secrets, Ask ask)
        : m_schema(schema)
        , m_secrets(std::move(secrets))
        , m_ask(std::move(ask))
    { }

    void walk(const QString &root, const graphql::Type &type) { visit({root}, type, {}); }

    QStringList found; ///< questions whose answer holds a secret
    int asked = 0;
    int reached = 0; ///< places where there was something

private:
    static QString leavesOf(const graphql::Type &type)
    {
        QStringList leaves{QStringLiteral("__typename")};
        for (const graphql::FieldDefinition &field : type.fields) {
            const bool isFree = std::none_of(field.arguments.begin(), field.arguments.end(),
                [](const graphql::InputValue &argument) { return argument.isRequired(); });
            if (field.type.type()->isLeaf() && isFree)
                leaves.append(field.name);
        }
        return leaves.join(u' ');
    }

    /// Without a name: there is no way in.
    static QString textOf(const graphql::FieldDefinition &field)
    {
        const bool needsMore = std::any_of(field.arguments.begin(), field.arguments.end(),
            [](const graphql::InputValue &argument) { return argument.isRequired(); });
        if (!needsMore)
            return field.name;
        const auto guess = std::find_if(std::begin(guesses), std::end(guesses),
            [&field](const auto &each) { return field.name == QLatin1String(each.first); });
        return guess == std::end(guesses) ? QString() : field.name + u'(' + QLatin1String(guess->second) + u')';
    }

    void visit(const QStringList &path, const graphql::Type &type, QStringList types)
    {
        if (type.isAbstract()) {
            for (const graphql::Type *possible : type.possibleTypes)
                visit(path + QStringList{QStringLiteral("... on ") + possible->name}, *possible, types);
            return;
        }
        const QString query =
            path.join(QStringLiteral(" { ")) + QStringLiteral(" { ") + leavesOf(type) + QString(path.size(), u'}');
        ++asked;
        const QByteArray answer = m_ask(u'{' + query + u'}');
        if (std::any_of(m_secrets.begin(), m_secrets.end(),
                [&answer](const QByteArray &secret) { return answer.contains(secret); }))
            found.append(query + QStringLiteral(": ") + QString::fromUtf8(answer.left(2000)));
        const bool isThere = answer.contains((u'"' + type.name + u'"').toUtf8());
        if (!isThere || path.size() >= deepest || types.contains(type.name))
            return;
        ++reached;
        types.append(type.name);
        for (const graphql::FieldDefinition &field : type.fields) {
            const QString text = textOf(field);
            if (field.type.type()->isComposite() && !text.isEmpty())
                visit(path + QStringList{text}, *field.type.type(), types);
        }
    }

    const graphql::Schema &m_schema;
    const QList<QByteArray> m_secrets;
    Ask m_ask;
};

} // namespace

/// Nothing that is hidden is reached by whatever path through the schema leads to it.
class TestCrawl : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingHiddenIsReached_data();
    void nothingHiddenIsReached();

private:
    void fillTheTeam();

    std::unique_ptr<test::ServerFixture> m_server;
    std::optional<graphql::Schema> m_schema;
    QString m_linked; ///< a version that an open registry shows
    QString m_hidden;
    QString m_guest; ///< the key of a service account of another team
};

void TestCrawl::fillTheTeam()
{
    m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
    test::ArtifactClient ben(*m_server, QStringLiteral("ben"));
    test::ArtifactClient ada(*m_server, QStringLiteral("ada"));
    m_linked = ben.log(QStringLiteral("shown"), {{QStringLiteral("a"), "1"}});
    m_hidden = ben.log(QStringLiteral("net"), {{QStringLiteral("hush-file"), "2"}});
    QVERIFY(!m_linked.isEmpty() && !m_hidden.isEmpty());
    const auto change = [](test::ArtifactClient &who, const char *name, const char *input, const char *fields) {
        const test::Reply reply = who.ask(QStringLiteral("mutation { %1(input: {%2}) { %3 } }")
                                              .arg(QLatin1String(name), QLatin1String(input), QLatin1String(fields)));
        QVERIFY2(reply.errorCode().isEmpty(), reply.body.constData());
    };
    QVERIFY(m_server->server().createServiceAccount(
        QStringLiteral("other"), QStringLiteral("guest"), QStringLiteral("guest")));
    m_guest = m_server->server().issueApiKey(QStringLiteral("guest")).valueOr(QString());
    QVERIFY(m_server->execute(QStringLiteral("INSERT INTO registry_users(project, user, role) SELECT projects.id,"
                                             " users.id, 'member' FROM projects, users WHERE projects.name ="
                                             " 'wandb-registry-model' AND username = 'ben'")));
    const QByteArray link = "artifactID: \"" + m_linked.toLatin1()
        + "\", entityName: \"organization\", projectName: \"wandb-registry-model\", artifactPortfolioName: \"shelf\"";
    change(ben, "linkArtifact", link.constData(), "versionIndex");
    change(ben, "upsertSweep",
        R"(entityName: "lab", projectName: "p", config: "{method: random, name: hush, parameters: {hush: {value: 1}}}")",
        "sweep { id }");
    change(ben, "upsertView",
        R"(entityName: "lab", projectName: "p", type: "runs", displayName: "hush", description: "hush",
           spec: "{\"blocks\": []}")",
        "view { id }");
    change(ada, "createGenericWebhookIntegration",
        R"(entityName: "lab", name: "whisper", urlEndpoint: "https://whisper.invalid")", "integration { __typename }");
    change(ada, "createInvite", R"(entityName: "lab", email: "whisper@x.invalid")", "success");
    change(ben, "generateApiKey", R"(description: "whisper")", "apiKey { id }");
    change(ada, "createServiceAccount", R"(entityName: "lab", description: "whisper")", "user { id }");
    for (const char *sql : {"UPDATE projects SET description = 'hush' WHERE name = 'p'",
             "UPDATE runs SET display_name = 'hush', notes = 'hush', description = 'hush', run_group = 'hush',"
             " job_type = 'hush', host = 'hush', program = 'hush', repo = 'hush', tags = '[\"hush\"]',"
             " config = '{\"hush\": {\"value\": 1}}', summary = '{\"hush\": 1}'",
             "UPDATE artifacts SET description = 'hush', metadata = '{\"hush\": 1}' WHERE sequence ="
             " (SELECT id FROM artifact_collections WHERE name = 'net')",
             "UPDATE artifact_collections SET description = 'hush' WHERE name IN ('net', 'shown')",
             "INSERT INTO collection_tags(collection, tag) SELECT id, 'hush' FROM artifact_collections"
             " WHERE name IN ('net', 'shown')",
             "INSERT INTO artifact_aliases(collection, member, alias) SELECT collection, id, 'hush' FROM"
             " artifact_members WHERE collection IN (SELECT id FROM artifact_collections WHERE name IN"
             " ('net', 'shown'))"})
        QVERIFY2(m_server->execute(QLatin1String(sql)), sql);
}

void TestCrawl::initTestCase()
{
    m_server = std::make_unique<test::ServerFixture>();
    QVERIFY(m_server->isSound());
    QFile file(QStringLiteral(":/graphql/schema.graphql"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto schema = graphql::Schema::parse(QString::fromUtf8(file.readAll()));
    QVERIFY(schema.ok());
    m_schema = *schema;
    fillTheTeam();
}

void TestCrawl::nothingHiddenIsReached_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<QList<QByteArray>>("secrets");
    QTest::addColumn<bool>("isHidden");
    const QList<QByteArray> all{content, administration};
    QTest::newRow("admin of another team") << QStringLiteral("oscar") << all << true;
    QTest::newRow("service account of another team") << m_guest << all << true;
    QTest::newRow("visitor") << QString() << all << true;
    QTest::newRow("organisation admin") << QStringLiteral("olga") << QList<QByteArray>{content} << true;
    // The crawl finds what there is.
    QTest::newRow("member, content") << QStringLiteral("ben") << QList<QByteArray>{content} << false;
    QTest::newRow("team admin, administration") << QStringLiteral("ada") << QList<QByteArray>{administration} << false;
}

void TestCrawl::nothingHiddenIsReached()
{
    QFETCH(QString, person);
    QFETCH(QList<QByteArray>, secrets);
    QFETCH(bool, isHidden);
    Crawler crawler(*m_schema, secrets, [&](const QString &query) { return m_server->graphql(person, query).body; });
    for (const QString &root :
        {QStringLiteral("entity(name: \"lab\")"), QStringLiteral("entity(name: \"organization\")"),
            QStringLiteral("project(entityName: \"lab\", name: \"p\")"),
            QStringLiteral("project(entityName: \"organization\", name: \"wandb-registry-model\")"),
            QStringLiteral("organization(name: \"house\")"), QStringLiteral("viewer"), QStringLiteral("users"),
            QStringLiteral("user(userName: \"ben\")"), QStringLiteral("models(entityName: \"lab\")"),
            QStringLiteral("artifact(id: \"%1\")").arg(m_linked), QStringLiteral("artifact(id: \"%1\")").arg(m_hidden)})
        crawler.walk(root, *m_schema->queryType()->field(root.section(u'(', 0, 0))->type.type());
    qInfo("%d questions, %d places", crawler.asked, crawler.reached);
    QVERIFY2(crawler.found.isEmpty() == isHidden, qPrintable(crawler.found.join(u'\n')));
}

COHORT_TEST(TestCrawl)
#include "testcrawl.moc"
