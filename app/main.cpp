#include "application.h"
#include "commandline.h"
#include "fontsahead.h"
#include "terminationsignals.h"

#include <QApplication>
#include <QTranslator>

int main(int argc, char **argv)
{
    FontsAhead fonts;
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("cohort"));
    QCoreApplication::setOrganizationName(QStringLiteral("cohort"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COHORT_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Cohort"));
    QGuiApplication::setDesktopFileName(QStringLiteral("cohort"));
    QTranslator plurals;
    if (plurals.load(QStringLiteral(":/i18n/cohort_en.qm")))
        QCoreApplication::installTranslator(&plurals);
    const CommandLine line = CommandLine::read(QCoreApplication::arguments());
    const TerminationSignals ending;
    Application cohort(line, fonts);
    return cohort.start() ? QApplication::exec() : 0;
}
