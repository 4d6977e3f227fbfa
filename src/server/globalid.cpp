#include "server/globalid.h"

#include <QStringList>

namespace server {

namespace {

QString encodedId(const QString &text)
{
    return QString::fromLatin1(text.toUtf8().toBase64());
}

QStringList decodedParts(const QString &id)
{
    const auto decoded = QByteArray::fromBase64Encoding(id.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QString::fromUtf8(*decoded).split(QLatin1Char(':')) : QStringList();
}

} // namespace

QString numberId(const char *kind, qint64 number)
{
    return encodedId(QStringLiteral("%1:%2").arg(QLatin1String(kind)).arg(number));
}

std::optional<qint64> numberFromId(const char *kind, const QString &id)
{
    const QStringList parts = decodedParts(id);
    bool isNumber = false;
    const qint64 number = parts.size() == 2 ? parts[1].toLongLong(&isNumber) : 0;
    if (!isNumber || parts[0] != QLatin1String(kind))
        return std::nullopt;
    return number;
}

QString runId(const NamedRun &run)
{
    return encodedId(
        QStringLiteral("Run:v1:") + run.run + QLatin1Char(':') + run.project + QLatin1Char(':') + run.entity);
}

std::optional<NamedRun> runFromId(const QString &id)
{
    const QStringList parts = decodedParts(id); // names hold no colon
    const bool isRun =
        parts.size() == 5 && (parts[0] == QLatin1String("Run") || parts[0] == QLatin1String("BucketType"));
    if (!isRun || parts[1] != QLatin1String("v1"))
        return std::nullopt;
    return NamedRun{parts[4], parts[3], parts[2]};
}

QString projectId(const NamedProject &project)
{
    return encodedId(QStringLiteral("Project:v1:") + project.project + QLatin1Char(':') + project.entity);
}

std::optional<NamedProject> projectFromId(const QString &id)
{
    const QStringList parts = decodedParts(id);
    if (parts.size() != 4 || parts[0] != QLatin1String("Project") || parts[1] != QLatin1String("v1"))
        return std::nullopt;
    return NamedProject{parts[3], parts[2]};
}

} // namespace server
