#include "graphql/schema.h"
#include "server/mutations.h"
#include "support/testmain.h"

#include <QFile>
#include <QSet>
#include <QTest>

/// The schema that we serve, its resolvers and the table of rights fit together.
class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto schema = graphql::Schema::parse(content(QStringLiteral(":/graphql/schema.graphql")));
        QVERIFY2(schema.ok(), schema.ok() ? "" : qPrintable(schema.error().detail));
        m_schema = std::make_unique<graphql::Schema>(*schema);
    }

    void everyMutationHasARowInTheTableOfRights()
    {
        QSet<QString> fields;
        for (const auto &field : m_schema->mutationType()->fields)
            fields.insert(field.name);
        QSet<QString> rows;
        for (const server::MutationRule &rule : server::mutationRules())
            rows.insert(QLatin1String(rule.mutation));
        QCOMPARE(rows, fields);
    }

    void onlyOnesOwnAccountNeedsNoRight()
    {
        QStringList free;
        for (const server::MutationRule &rule : server::mutationRules()) {
            if (rule.actions.empty())
                free.append(QLatin1String(rule.mutation));
        }
        QCOMPARE(free, (QStringList{QStringLiteral("acceptInvite"), QStringLiteral("updateUser")}));
    }

    void everyResolverBelongsToAFieldOfTheSchema()
    {
        QStringList stray;
        for (const QString &name : server::allResolvers().names()) {
            const graphql::Type *type = m_schema->type(name.section(u'.', 0, 0));
            if (type == nullptr || type->field(name.section(u'.', 1)) == nullptr)
                stray.append(name);
        }
        QCOMPARE(stray, QStringList());
    }

    void everyFieldOfObjectsWithAPayloadHasAResolver()
    {
        const graphql::Resolvers resolvers = server::allResolvers();
        QStringList missing;
        for (const char *name :
            {"Query", "Mutation", "User", "Entity", "Project", "Run", "Organization", "View", "Sweep", "Agent"}) {
            const graphql::Type *type = m_schema->type(QLatin1String(name));
            QVERIFY(type != nullptr);
            for (const auto &field : type->fields) {
                if (resolvers.find(type->name, field.name) == nullptr)
                    missing.append(type->name + u'.' + field.name);
            }
        }
        QCOMPARE(missing, QStringList());
    }

private:
    static QString content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    std::unique_ptr<graphql::Schema> m_schema;
};

COHORT_TEST(TestSchema)
#include "testschema.moc"
