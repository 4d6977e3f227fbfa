#include "app/foldercommand.h"

#include <QCoreApplication>
#include <QDir>

namespace app {

namespace {

using Code = base::Result<int>;

QString storageText(const char *text)
{
    return QCoreApplication::translate("app::ServerProgram", text);
}

Code backUp(const CommandContext &context)
{
    const QString target = QDir::cleanPath(context.words[0]);
    if (auto done = context.folder.backUpTo(target); !done)
        return done.error();
    context.out << storageText("backed up to %1; a server can be started on it").arg(target) << Qt::endl;
    return 0;
}

Code check(const CommandContext &context)
{
    const auto damages = context.folder.check([&context](const QString &line) { context.out << line << Qt::endl; });
    if (!damages)
        return damages.error();
    if (*damages == 0)
        context.out << storageText("everything is as it was stored") << Qt::endl;
    return *damages == 0 ? 0 : 3;
}

Code collectGarbage(const CommandContext &context)
{
    const auto freed = context.folder.collectGarbage();
    if (!freed)
        return freed.error();
    context.out << storageText("removed %1 files of %2 bytes that nothing names").arg(freed->files).arg(freed->bytes)
                << Qt::endl;
    return 0;
}

} // namespace

QList<FolderCommand> storageCommands()
{
    return {
        {"backup FOLDER", storageText("a copy to start a server on, made while this one runs"), backUp},
        {"check", storageText("reads everything and says what is damaged (exit code 3)"), check},
        {"gc", storageText("removes files that nothing names; the server must not run"), collectGarbage},
    };
}

} // namespace app
