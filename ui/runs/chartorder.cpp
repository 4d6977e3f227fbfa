#include "ui/runs/chartorder.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace ui {

namespace {

/// The last part of a key as words: "validation/numExamples" gives "num", "examples".
QStringList wordsOfMetric(const QString &key)
{
    static const QRegularExpression humps(QStringLiteral("([a-z0-9])([A-Z])"));
    static const QRegularExpression gaps(QStringLiteral("[^a-z0-9]+"));
    QString name = key.section(QLatin1Char('/'), -1);
    name.replace(humps, QStringLiteral("\\1_\\2"));
    return name.toLower().split(gaps, Qt::SkipEmptyParts);
}

bool sharesWord(const QStringList &words, const QStringList &wanted)
{
    return std::any_of(words.begin(), words.end(), [&wanted](const QString &word) { return wanted.contains(word); });
}

bool isLoss(const QStringList &words)
{
    static const QStringList named{QStringLiteral("loss"), QStringLiteral("losses"), QStringLiteral("nll"),
        QStringLiteral("ppl"), QStringLiteral("perplexity"), QStringLiteral("ce"), QStringLiteral("bce"),
        QStringLiteral("kl"), QStringLiteral("elbo"), QStringLiteral("bpb"), QStringLiteral("bpc")};
    return sharesWord(words, named) || std::any_of(words.begin(), words.end(), [](const QString &word) {
        return word.endsWith(QLatin1String("loss"));
    });
}

bool isScore(const QStringList &words)
{
    static const QStringList named{QStringLiteral("acc"), QStringLiteral("accuracy"), QStringLiteral("auc"),
        QStringLiteral("auroc"), QStringLiteral("ap"), QStringLiteral("bleu"), QStringLiteral("dice"),
        QStringLiteral("err"), QStringLiteral("error"), QStringLiteral("f1"), QStringLiteral("fid"),
        QStringLiteral("iou"), QStringLiteral("mae"), QStringLiteral("map"), QStringLiteral("mrr"),
        QStringLiteral("mse"), QStringLiteral("ndcg"), QStringLiteral("precision"), QStringLiteral("psnr"),
        QStringLiteral("r2"), QStringLiteral("recall"), QStringLiteral("return"), QStringLiteral("reward"),
        QStringLiteral("rmse"), QStringLiteral("rouge"), QStringLiteral("score"), QStringLiteral("ssim"),
        QStringLiteral("top1"), QStringLiteral("top5"), QStringLiteral("wer"), QStringLiteral("wins")};
    return sharesWord(words, named);
}

/// Counts and clocks only ever grow or stay: nobody compares runs by them first.
bool isCounter(const QStringList &words)
{
    static const QStringList anywhere{QStringLiteral("accumulated"), QStringLiteral("count"), QStringLiteral("counter"),
        QStringLiteral("cumulative"), QStringLiteral("duration"), QStringLiteral("elapsed"), QStringLiteral("eta"),
        QStringLiteral("num"), QStringLiteral("runtime"), QStringLiteral("timestamp"), QStringLiteral("total")};
    static const QStringList atTheEnd{QStringLiteral("batch"), QStringLiteral("epoch"), QStringLiteral("epochs"),
        QStringLiteral("examples"), QStringLiteral("hours"), QStringLiteral("iter"), QStringLiteral("iteration"),
        QStringLiteral("iterations"), QStringLiteral("iters"), QStringLiteral("minutes"), QStringLiteral("samples"),
        QStringLiteral("seconds"), QStringLiteral("secs"), QStringLiteral("seen"), QStringLiteral("step"),
        QStringLiteral("steps"), QStringLiteral("time"), QStringLiteral("tokens")};
    return sharesWord(words, anywhere) || (!words.isEmpty() && atTheEnd.contains(words.constLast()));
}

/// Length of the digits that begin at `at`.
qsizetype digitsAt(const QString &key, qsizetype at)
{
    qsizetype end = at;
    while (end < key.size() && key.at(end).isDigit())
        ++end;
    return end - at;
}

} // namespace

MetricKind metricKind(const QString &key)
{
    const QStringList words = wordsOfMetric(key);
    if (isLoss(words)) // also "total_loss"
        return MetricKind::Loss;
    if (isCounter(words))
        return MetricKind::Counter;
    return isScore(words) ? MetricKind::Score : MetricKind::Other;
}

int sectionRank(const QString &prefix)
{
    const QString name = prefix.toLower();
    const QList<QStringList> splits{{QStringLiteral("train"), QStringLiteral("training")},
        {QStringLiteral("val"), QStringLiteral("valid"), QStringLiteral("validation"), QStringLiteral("dev"),
            QStringLiteral("eval"), QStringLiteral("evaluation")},
        {QStringLiteral("test"), QStringLiteral("testing")}, {QString()}};
    for (qsizetype rank = 0; rank < splits.size(); ++rank) {
        if (splits[rank].contains(name))
            return static_cast<int>(rank);
    }
    return static_cast<int>(splits.size());
}

bool isNaturallyBefore(const QString &a, const QString &b)
{
    qsizetype i = 0;
    qsizetype k = 0;
    while (i < a.size() && k < b.size()) {
        const qsizetype digitsA = digitsAt(a, i);
        const qsizetype digitsB = digitsAt(b, k);
        if (digitsA > 0 && digitsB > 0) {
            const double numberA = a.mid(i, digitsA).toDouble();
            const double numberB = b.mid(k, digitsB).toDouble();
            if (numberA != numberB)
                return numberA < numberB;
            i += digitsA;
            k += digitsB;
            continue;
        }
        const QChar one = a.at(i++).toCaseFolded();
        const QChar other = b.at(k++).toCaseFolded();
        if (one != other)
            return one < other;
    }
    return a.size() - i == b.size() - k ? a < b : a.size() - i < b.size() - k;
}

} // namespace ui
