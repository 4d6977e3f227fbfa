#include "runstorebenchmark.h"

#include "cache/accountcache.h"
#include "manyruns.h"
#include "measure.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <cstdio>

namespace bench {

namespace {

constexpr double mostOfParsing = 6; ///< opening and reading the database, the rest of a run, a disturbed machine

} // namespace

bool benchmarkRunStore(int count, int rounds)
{
    const QTemporaryDir folder;
    const QList<domain::Run> runs = manyRuns(count);
    const domain::ProjectPath project = runs.first().path.project;
    QList<QByteArray> texts;
    texts.reserve(2 * count);
    for (const domain::Run &run : runs) {
        for (const QJsonObject &values : {run.config, run.summary})
            texts.append(QJsonDocument(values).toJson(QJsonDocument::Compact));
    }
    const QString place = folder.filePath(QStringLiteral("account"));
    if (!cache::AccountCache(place).runs().change(project, runs, {}, QDateTime::currentDateTimeUtc()).result())
        return false;
    bool isGood = true;
    Duel duel;
    for (int round = 0; round < rounds; ++round) {
        duel.round(
            {1, 3, 3},
            [&] {
                cache::AccountCache cache(place);
                const auto read = cache.runs().runs(project).result();
                isGood = read.ok() && read->value.size() == count && isGood;
            },
            [&] {
                qsizetype values = 0;
                for (const QByteArray &text : std::as_const(texts))
                    values += QJsonDocument::fromJson(text).object().size();
                isGood = values == 61LL * count && isGood;
            });
    }
    const double ofParsing = duel.ours() / duel.anchor();
    isGood = isGood && ofParsing < mostOfParsing;
    std::printf("%d runs of 60 values from the cache: %.1f ms, %.2f of parsing their JSON (%.1f ms)%s\n", count,
        duel.ours(), ofParsing, duel.anchor(), isGood ? "" : " FAILED");
    return isGood;
}

} // namespace bench
