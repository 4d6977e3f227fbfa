// Measures how long documents that were built to be slow take to be parsed, held against the rules and the limits,
// next to a usual document of as many tokens, in turn in one run. Fails when one takes many times as long.
//   --quick   once

#include "library.h"
#include "measure.h"

#include <QCoreApplication>
#include <cstdio>

namespace {

constexpr double mostTimesOfSound = 6; ///< where the work grows with the document's size
constexpr double mostTimesOfRefused = 60; ///< until so much work was done as is granted

QByteArray usual(int tokens)
{
    QByteArray query = "{ ";
    for (int i = 0; i < tokens / 3; ++i)
        query += "a" + QByteArray::number(i) + ": when ";
    return query + "}";
}

QByteArray fragmentsThatDouble(int count)
{
    QByteArray fragments;
    for (int i = 0; i < count; ++i)
        fragments += "fragment F" + QByteArray::number(i) + " on Book { related { ...F" + QByteArray::number(i + 1)
            + " } r: related { ...F" + QByteArray::number(i + 1) + " } } ";
    return "{ book(id: 1) { ...F0 } } " + fragments + " fragment F" + QByteArray::number(count) + " on Book { id }";
}

QByteArray typesThatDouble(int depth)
{
    QByteArray nested = "id ";
    for (int i = 0; i < depth; ++i)
        nested = "... on Item { ...I } ... on Book { id related2 { " + nested + " } } ... on Film { id }";
    return "{ item(id: 1) { " + nested + " } } fragment I on Item { id title }";
}

bool compare(const char *name, const QByteArray &query, double mostTimes, int rounds)
{
    static const QByteArray plain = usual(4900);
    bench::Duel duel;
    for (int round = 0; round < rounds; ++round)
        duel.round(
            {1, 5, 5}, [&] { library::problems(query); }, [&] { library::problems(plain); });
    const double times = duel.ours() / duel.anchor();
    std::printf("%-26s %8.2f ms, a usual one %8.2f ms: %5.1f times as long%s\n", name, duel.ours(), duel.anchor(),
        times, times < mostTimes ? "" : " SLOW");
    return times < mostTimes;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int rounds = QCoreApplication::arguments().contains(QStringLiteral("--quick")) ? 1 : 5;
    bool isGood = library::problems(usual(4900)).isEmpty();
    isGood = compare("one field many times", "{ " + QByteArray("when ").repeated(4900) + " }", mostTimesOfSound, rounds)
        && isGood;
    isGood = compare("deep repetition",
                 "{ " + QByteArray("book(id: 1) { related { related { id } } } ").repeated(300) + " }",
                 mostTimesOfSound, rounds)
        && isGood;
    isGood =
        compare("wide values", "{ echo(ids: [" + QByteArray("1 ").repeated(4900) + "]) }", mostTimesOfSound, rounds)
        && isGood;
    isGood = compare("fragments that double", fragmentsThatDouble(40), mostTimesOfRefused, rounds) && isGood;
    isGood = compare("types that double", typesThatDouble(12), mostTimesOfSound, rounds) && isGood;
    return isGood ? 0 : 1;
}
