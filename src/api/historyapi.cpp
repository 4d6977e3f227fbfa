#include "api/historyapi.h"

#include "api/decode.h"
#include "api/decoderuns.h"
#include "base/lenientjson.h"

namespace api {

HistoryApi::HistoryApi(Transport &transport)
    : m_transport(transport)
{ }

QFuture<base::Result<HistoryPage>> HistoryApi::page(
    const domain::RunPath &run, const StepRange &range, int samples, const CallOptions &options)
{
    QJsonObject variables = variablesOf(run);
    variables.insert(QStringLiteral("minStep"), range.first);
    if (range.end >= 0)
        variables.insert(QStringLiteral("maxStep"), range.end);
    variables.insert(QStringLiteral("samples"), samples);
    return m_transport.send(operationNamed(QLatin1String("History")), variables, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeHistory); });
}

QFuture<base::Result<HistoryPage>> HistoryApi::sampled(
    const domain::RunPath &run, const QStringList &keys, int samples, const CallOptions &options)
{
    const QJsonObject spec{
        {QStringLiteral("keys"), QJsonArray::fromStringList(keys)}, {QStringLiteral("samples"), samples}};
    QJsonObject variables = variablesOf(run);
    variables.insert(QStringLiteral("specs"), QJsonArray{QString::fromUtf8(base::writeLenientJson(spec))});
    return m_transport.send(operationNamed(QLatin1String("SampledHistory")), variables, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeSampledHistory); });
}

QFuture<base::Result<HistoryKeys>> HistoryApi::keys(const domain::RunPath &run, const CallOptions &options)
{
    return m_transport.send(operationNamed(QLatin1String("HistoryKeys")), variablesOf(run), options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeHistoryKeys); });
}

QFuture<base::Result<HistoryPage>> HistoryApi::events(
    const domain::RunPath &run, int samples, const CallOptions &options)
{
    QJsonObject variables = variablesOf(run);
    variables.insert(QStringLiteral("samples"), samples);
    return m_transport.send(operationNamed(QLatin1String("Events")), variables, options)
        .then([](const base::Result<Reply> &reply) { return reply.map(decodeEvents); });
}

} // namespace api
