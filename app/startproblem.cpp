#include "app/startproblem.h"

#include "sqlite/fault.h"

#include <QCoreApplication>

namespace app {

QString startProblem(const base::Error &error, const QString &dataFolder)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("app::ServerProgram", text); };
    const QString file = dataFolder + QStringLiteral("/server.db");
    switch (sqlite::faultOf(error)) {
    case sqlite::Fault::Full:
    case sqlite::Fault::InputOutput:
        return tr("the disk of %1 is full or fails: make room and start again (%2)").arg(dataFolder, error.detail);
    case sqlite::Fault::ReadOnly:
        return tr("%1 is read-only: make it writable, or choose another folder with --data (%2)")
            .arg(dataFolder, error.detail);
    case sqlite::Fault::NoAccess:
        return tr("%1 cannot be used: look at its owner and permissions (%2)").arg(dataFolder, error.detail);
    case sqlite::Fault::Locked:
        return tr("another program holds %1: end it and start again (%2)").arg(file, error.detail);
    case sqlite::Fault::Corrupt:
        return tr("%1 is damaged or no database: put back a backup (%2)").arg(file, error.detail);
    case sqlite::Fault::Foreign:
        return tr("%1 belongs to another program: choose another folder with --data (%2)").arg(file, error.detail);
    case sqlite::Fault::NewerVersion:
        return tr("%1 was written by a newer cohortd: install that one (%2)").arg(file, error.detail);
    case sqlite::Fault::None:
    case sqlite::Fault::Constraint:
    case sqlite::Fault::Other:
        break;
    }
    return error.detail;
}

} // namespace app
