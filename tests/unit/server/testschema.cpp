#include "graphql/execute.h"
#include "graphql/schema.h"
#include "graphql/validate.h"
#include "server/mutations.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

/// The schema that we serve, the table of rights, and the operations of our client fit together.
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
        QCOMPARE(free, (QStringList{QStringLiteral("generateApiKey"), QStringLiteral("updateUser")}));
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
        for (const char *name : {"Query", "Mutation", "User", "Entity", "Project", "Run", "Organization"}) {
            const graphql::Type *type = m_schema->type(QLatin1String(name));
            QVERIFY(type != nullptr);
            for (const auto &field : type->fields) {
                if (resolvers.find(type->name, field.name) == nullptr)
                    missing.append(type->name + u'.' + field.name);
            }
        }
        QCOMPARE(missing, QStringList());
    }

    void theClientsOperationsAreValid_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(":/graphql/operations"));
        for (const QString &name : folder.entryList({QStringLiteral("*.graphql")}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void theClientsOperationsAreValid()
    {
        QFETCH(QString, path);
        const graphql::Prepared prepared = graphql::prepare(*m_schema, content(path));
        QVERIFY2(prepared.query, prepared.errors.isEmpty() ? "" : qPrintable(prepared.errors.first().message));
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
