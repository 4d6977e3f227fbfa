#include "fuzzing.h"
#include "server/runfilter.h"
#include "server/runorder.h"

/// A filter as clients send it, held against a run; and the same text as an order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(fuzz::bytesOf(data, size));
    server::RunRecord run;
    run.name = QStringLiteral("3f9c");
    run.displayName = QStringLiteral("amber-aspen-1");
    run.state = QStringLiteral("running");
    run.tags = {QStringLiteral("a"), QStringLiteral("b")};
    run.config =
        QStringLiteral("{\"lr\":{\"value\":0.1},\"list\":{\"value\":[1,\"x\",null]},\"a\":{\"value\":{\"b\":2}}}");
    run.summary = QStringLiteral("{\"loss\":NaN,\"acc\":0.5,\"nest\":{\"deep\":1}}");
    const server::RunFields::Surroundings surroundings{1'000'000, 300'000, QStringLiteral("lab"),
        QStringLiteral("vision"), [](qint64) { return QStringLiteral("ada"); },
        [](qint64, const QString &) { return true; }};
    const server::RunFields fields(run, surroundings);
    if (const auto filter = server::RunFilter::parse(text))
        (void)filter->matches(fields);
    const server::RunOrder order(text);
    const QJsonValue value = fields.value(order.path());
    fuzz::require(!order.isBefore(value, value));
    return 0;
}
