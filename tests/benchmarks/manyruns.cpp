#include "manyruns.h"

#include "support/builders.h"

#include <QRandomGenerator>

namespace bench {

QList<domain::Run> manyRuns(int count)
{
    QRandomGenerator random(7);
    QList<domain::Run> runs;
    runs.reserve(count);
    for (int i = 0; i < count; ++i) {
        domain::Run run = test::aRun(QStringLiteral("%1").arg(i, 8, 36, QLatin1Char('0')));
        run.displayName = QStringLiteral("%1-run-%2").arg(random.bounded(40)).arg(i);
        run.group = QStringLiteral("group %1").arg(random.bounded(30));
        run.createdAt = run.createdAt.addSecs(random.bounded(1'000'000));
        run.state = random.bounded(10) == 0 ? domain::RunState::Failed : domain::RunState::Finished;
        run.config = {};
        run.summary = {};
        for (int key = 0; key < 40; ++key)
            run.config.insert(QStringLiteral("key_%1").arg(key), random.generateDouble());
        for (int key = 0; key < 20; ++key)
            run.summary.insert(QStringLiteral("metric/%1").arg(key), random.generateDouble());
        run.config.insert(QStringLiteral("framework"), i % 2 == 0 ? QStringLiteral("jax") : QStringLiteral("pytorch"));
        run.isFull = true;
        runs.append(run);
    }
    return runs;
}

} // namespace bench
