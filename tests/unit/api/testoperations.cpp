#include "api/operation.h"
#include "graphql/limits.h"
#include "graphql/schema.h"
#include "graphql/validate.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

class TestOperations : public QObject
{
    Q_OBJECT

private:
    static QStringList names()
    {
        QStringList found = QDir(QStringLiteral(":/graphql/operations")).entryList({QStringLiteral("*.graphql")});
        for (QString &name : found)
            name.chop(8);
        return found;
    }

    static void addNames()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : names())
            QTest::newRow(qPrintable(name)) << name;
    }

private slots:
    void eachFileHoldsTheOperationOfItsName_data() { addNames(); }
    void eachFileHoldsTheOperationOfItsName()
    {
        QFETCH(QString, name);
        const api::Operation operation = api::operationNamed(QLatin1String(name.toLatin1()));
        QCOMPARE(operation.name, name);
        const QRegularExpression start(QStringLiteral("^(query|mutation) (\\w+)"), QRegularExpression::MultilineOption);
        auto found = start.globalMatch(operation.text);
        QVERIFY(found.hasNext());
        const auto match = found.next();
        QVERIFY2(!found.hasNext(), "one operation a file");
        QCOMPARE(match.captured(2), name);
        QCOMPARE(operation.isMutation, match.captured(1) == QLatin1String("mutation"));
    }

    void ourOwnServersSchemaHasEverythingAsked_data() { addNames(); }
    void ourOwnServersSchemaHasEverythingAsked()
    {
        QFETCH(QString, name);
        QFile file(QStringLiteral(":/graphql/schema.graphql"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto schema = graphql::Schema::parse(QString::fromUtf8(file.readAll()));
        QVERIFY2(schema.ok(), qPrintable(schema ? QString() : schema.error().detail));
        const graphql::Parsed parsed = graphql::parseDocument(api::operationNamed(QLatin1String(name.toLatin1())).text);
        QVERIFY2(parsed.document, qPrintable(parsed.errors.value(0).message));
        QList<graphql::QueryError> errors = graphql::validate(*schema, *parsed.document);
        errors += graphql::checkLimits(*parsed.document, {});
        QVERIFY2(errors.isEmpty(), qPrintable(errors.value(0).message));
    }
};

COHORT_TEST(TestOperations)
#include "testoperations.moc"
