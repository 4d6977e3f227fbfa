#include "api/operation.h"
#include "graphql/execute.h"
#include "graphql/schema.h"
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
        const auto prepared = graphql::prepare(*schema, api::operationNamed(QLatin1String(name.toLatin1())).text);
        QVERIFY2(prepared.query, qPrintable(prepared.errors.value(0).message));
    }

    void aFragmentComesOnceAndOnlyWhereItIsSpread()
    {
        const QString home = api::operationNamed(QLatin1String("Home")).text;
        QCOMPARE(home.count(QStringLiteral("fragment RunFields on Run")), 1);
        QCOMPARE(home.count(QStringLiteral("fragment ProjectFields on Project")), 1);
        QVERIFY(!api::operationNamed(QLatin1String("Viewer")).text.contains(QStringLiteral("fragment")));
    }

    void everyFragmentIsSpreadSomewhere()
    {
        QString all;
        for (const QString &name : names())
            all += api::operationNamed(QLatin1String(name.toLatin1())).text;
        const QDir folder(QStringLiteral(":/graphql/fragments"));
        QVERIFY(!folder.entryList().isEmpty());
        for (const QString &file : folder.entryList())
            QVERIFY2(all.contains(QStringLiteral("fragment ") + file.chopped(8) + u' '), qPrintable(file));
    }
};

COHORT_TEST(TestOperations)
#include "testoperations.moc"
