#include "app/serverprogram.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("cohortd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COHORT_VERSION));
    app::ServerProgram program(application.arguments());
    if (const auto code = program.begin())
        return *code;
    return application.exec();
}
