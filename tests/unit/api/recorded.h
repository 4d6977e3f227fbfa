#pragma once

#include "base/lenientjson.h"
#include "support/faketransport.h"

#include <QFile>
#include <QTest>

namespace test {

/// The `data` of a reply as a server sends it, from tests/data/api.
inline api::Reply recorded(const char *name)
{
    QFile file(qEnvironmentVariable("COHORT_SOURCE_DIR") + QLatin1String("/tests/data/api/") + QLatin1String(name));
    const bool found = file.open(QIODevice::ReadOnly);
    const auto json = base::parseLenientJson(found ? file.readAll() : QByteArray());
    if (!json)
        qWarning("%s: %s", name, qPrintable(json.error().detail));
    return {json.valueOr(QJsonValue()).toObject(), {}};
}

/// The result of a future that is or will be finished.
template <typename T>
base::Result<T> resultOf(QFuture<base::Result<T>> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20000) || future.resultCount() != 1)
        return base::Error{base::Error::Kind::Cancelled, QStringLiteral("no answer in the test")};
    return future.result();
}

inline base::Error denied()
{
    return {base::Error::Kind::Forbidden, QStringLiteral("permission denied")};
}

inline api::Reply dataOf(const QJsonObject &data)
{
    return {data, {}};
}

} // namespace test
