#include "fuzzing.h"
#include "graphql/execute.h"

#include <QFile>
#include <QJsonDocument>

namespace {

const graphql::Schema &schemaOfServer()
{
    static const graphql::Schema schema = [] {
        QFile file(QStringLiteral(":/graphql/schema.graphql"));
        fuzz::require(file.open(QIODevice::ReadOnly));
        auto parsed = graphql::Schema::parse(QString::fromUtf8(file.readAll()));
        fuzz::require(parsed.ok());
        return std::move(*parsed);
    }();
    return schema;
}

} // namespace

/// A document, and behind a zero byte the variables: parsed, held against the limits, validated, executed over nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const auto end = bytes.indexOf('\0');
    const graphql::Prepared ready =
        graphql::prepare(schemaOfServer(), QString::fromUtf8(end < 0 ? bytes : bytes.left(end)));
    fuzz::require((ready.query == nullptr) != ready.errors.isEmpty());
    if (!ready.query)
        return 0;
    const QJsonObject variables = QJsonDocument::fromJson(end < 0 ? QByteArray() : bytes.mid(end + 1)).object();
    const graphql::Resolvers resolvers;
    int nothing = 0;
    const graphql::Response response =
        graphql::execute(schemaOfServer(), resolvers, *ready.query, {}, variables, {}, &nothing);
    fuzz::require(response.executed == response.body.contains(QLatin1String("data")));
    return 0;
}
