#include "api/operation.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>

namespace api {

namespace {

QString operationText(const char *folder, const QString &name)
{
    QFile file(QStringLiteral(":/graphql/%1/%2.graphql").arg(QLatin1String(folder), name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "operationNamed", qPrintable(file.fileName()));
    return found ? QString::fromUtf8(file.readAll()) : QString();
}

/// The text, and after it each fragment that it spreads, once, those of the fragments among them.
QString withFragments(QString text)
{
    static const QRegularExpression spread(QStringLiteral("\\.\\.\\.\\s*(?!on\\b)(\\w+)"));
    QStringList known;
    for (auto found = spread.match(text); found.hasMatch(); found = spread.match(text, found.capturedEnd())) {
        const QString name = found.captured(1);
        if (known.contains(name))
            continue;
        known.append(name);
        text += operationText("fragments", name);
    }
    return text;
}

} // namespace

Operation operationNamed(QLatin1String name)
{
    Operation operation;
    operation.name = name;
    operation.text = withFragments(operationText("operations", operation.name));
    operation.isMutation = operation.text.contains(QLatin1String("mutation ") + name);
    return operation;
}

} // namespace api
