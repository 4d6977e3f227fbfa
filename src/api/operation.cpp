#include "api/operation.h"

#include <QFile>

namespace api {

Operation operationNamed(QLatin1String name)
{
    QFile file(QLatin1String(":/graphql/operations/") + name + QLatin1String(".graphql"));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "operationNamed", name.data());
    Operation operation;
    operation.name = name;
    operation.text = found ? QString::fromUtf8(file.readAll()) : QString();
    operation.isMutation = operation.text.contains(QLatin1String("mutation ") + name);
    return operation;
}

} // namespace api
