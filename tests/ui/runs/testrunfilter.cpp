#include "support/builders.h"
#include "support/uitestmain.h"
#include "ui/runs/runfilter.h"

#include <QJsonObject>
#include <QTest>
#include <limits>

COHORT_GUI_TESTS

using domain::Run;
using ui::FilterError;
using ui::RunFilter;

namespace {

domain::SharedRuns someRuns()
{
    Run a = test::aRun(QStringLiteral("a"));
    a.displayName = QStringLiteral("nadamp-jax-2");
    a.group = QStringLiteral("nadamp");
    a.tags = {QStringLiteral("jax"), QStringLiteral("release v2")};
    a.runtimeSeconds = 7300;
    a.createdAt = QDate(2026, 3, 2).startOfDay().addSecs(3600);
    a.config = {{QStringLiteral("framework"), QStringLiteral("jax")},
        {QStringLiteral("optimizer"), QJsonObject{{QStringLiteral("lr"), 0.01}}}, {QStringLiteral("amsgrad"), true}};
    a.summary = {{QStringLiteral("train/loss"), 0.2}, {QStringLiteral("val.acc"), 0.9}};
    Run b = test::aRun(QStringLiteral("b"));
    b.displayName = QStringLiteral("amos-torch-10");
    b.state = domain::RunState::Running;
    b.group = QStringLiteral("amos");
    b.tags = {QStringLiteral("pytorch")};
    b.runtimeSeconds = 60;
    b.createdAt = QDate(2026, 3, 3).startOfDay();
    b.config = {{QStringLiteral("framework"), QStringLiteral("pytorch")},
        {QStringLiteral("optimizer"), QJsonObject{{QStringLiteral("lr"), 0.5}}}, {QStringLiteral("amsgrad"), false}};
    b.summary = {{QStringLiteral("train/loss"), std::numeric_limits<double>::quiet_NaN()}};
    Run c = test::aRun(QStringLiteral("c"));
    c.displayName = QStringLiteral("plain");
    c.state = domain::RunState::Crashed;
    c.group.clear();
    c.tags.clear();
    c.config = {};
    c.summary = {};
    c.runtimeSeconds = -1;
    return {a, b, c};
}

/// The ids of the runs that pass, joined.
QString passing(const QString &text)
{
    ui::RunFrame frame;
    frame.update(someRuns());
    const RunFilter::Parsed parsed = RunFilter::parse(text);
    if (parsed.error)
        return QStringLiteral("error: ") + ui::filterErrorText(*parsed.error);
    if (const auto error = parsed.filter.check(frame))
        return QStringLiteral("error: ") + ui::filterErrorText(*error);
    const auto mask = parsed.filter.passing(frame);
    QString ids;
    for (quint32 slot = 0; slot < frame.size(); ++slot) {
        if (mask[slot] != 0)
            ids += frame.run(slot)->path.run;
    }
    return ids;
}

} // namespace

class TestRunFilter : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsMeant_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ids");
        const auto row = [](const char *text, const char *ids) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(ids);
        };
        row("", "abc");
        row("   ", "abc");
        row("JAX", "a");
        row("nadamp jax", "a");
        row("jax or amos", "ab");
        row("not jax", "bc");
        row("\"release v2\"", "a");
        row("state = finished", "a");
        row("state=FINISHED", "a");
        row("state != finished", "bc");
        row("state in (finished, running)", "ab");
        row("config.framework = \"jax\"", "a");
        row("framework = jax", "a");
        row("state = finished and config.framework = \"jax\"", "a");
        row("config.optimizer.lr >= 0.01", "ab");
        row("config.optimizer.lr > 1e-2", "b");
        row("optimizer.lr < 0.1", "a");
        row("summary.train/loss < 0.3", "a");
        row("summary.train/loss = nan", "b");
        row("summary.train/loss != 0.2", "bc");
        row("summary.val.acc > 0.5", "a");
        row("config.amsgrad = true", "a");
        row("config.amsgrad = false", "b");
        row("has config.amsgrad", "ab");
        row("not has config.amsgrad", "c");
        row("tags = jax", "a");
        row("tags = release", "");
        row("tags ~ release", "a");
        row("tag != jax", "bc");
        row("name ~ torch", "b");
        row("name !~ torch", "ac");
        row("name contains amos", "b");
        row("runtime > 2h", "a");
        row("runtime > 1h30m", "a");
        row("runtime <= 60", "b");
        row("created = 2026-03-02", "ac");
        row("created > 2026-03-02", "b");
        row("created < 2026-03-03", "ac");
        row("(state = finished or state = crashed) and not group = nadamp", "c");
        row("group = amos or group = nadamp and state = finished", "ab");
    }

    void findsWhatIsMeant()
    {
        QFETCH(QString, text);
        QFETCH(QString, ids);
        QCOMPARE(passing(text), ids);
    }

    void tellsWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<FilterError::Kind>("kind");
        QTest::addColumn<int>("position");
        using Kind = FilterError::Kind;
        QTest::newRow("value missing") << QStringLiteral("loss <") << Kind::ValueExpected << 6;
        QTest::newRow("quote") << QStringLiteral("name = \"a") << Kind::QuoteMissing << 7;
        QTest::newRow("parenthesis") << QStringLiteral("(a or b") << Kind::ParenthesisMissing << 7;
        QTest::newRow("surplus parenthesis") << QStringLiteral("a)") << Kind::TextUnexpected << 1;
        QTest::newRow("operator first") << QStringLiteral("< 3") << Kind::TextUnexpected << 0;
        QTest::newRow("and nothing") << QStringLiteral("a and") << Kind::TextUnexpected << 5;
        QTest::newRow("empty list") << QStringLiteral("group in ()") << Kind::ListExpected << 10;
    }

    void tellsWhatIsWrongAndWhere()
    {
        QFETCH(QString, text);
        QFETCH(FilterError::Kind, kind);
        QFETCH(int, position);
        const RunFilter::Parsed parsed = RunFilter::parse(text);
        QVERIFY(parsed.error.has_value());
        QCOMPARE(parsed.error->kind, kind);
        QCOMPARE(parsed.error->position, position);
        QVERIFY(!ui::filterErrorText(*parsed.error).isEmpty());
        QVERIFY(parsed.filter.isEmpty());
    }

    void namesTheColumnThatIsNotThere()
    {
        QCOMPARE(passing(QStringLiteral("config.nothing = 3")),
            QStringLiteral("error: There is no column “config.nothing”."));
        QCOMPARE(passing(QStringLiteral("created > soon")),
            QStringLiteral("error: “soon” is no date; write it like 2026-03-31."));
        QCOMPARE(passing(QStringLiteral("runtime > long")), QStringLiteral("error: “long” is no number."));
    }

    void deepNestingIsRefusedNotCrashed()
    {
        const auto parsed = RunFilter::parse(QString(5000, QLatin1Char('(')) + QStringLiteral("a"));
        QVERIFY(parsed.error.has_value());
        QCOMPARE(parsed.error->kind, FilterError::Kind::TooDeep);
        const auto nots = RunFilter::parse(QStringLiteral("not ").repeated(5000) + QStringLiteral("a"));
        QCOMPARE(nots.error->kind, FilterError::Kind::TooDeep);
    }
};

COHORT_TEST(TestRunFilter)
#include "testrunfilter.moc"
