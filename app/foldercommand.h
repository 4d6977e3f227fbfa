#pragma once

#include "server/datafolder.h"

#include <QCommandLineParser>
#include <QTextStream>
#include <functional>

namespace app {

/// What a command gets: the words after its own, the options, where to write.
struct CommandContext
{
    server::DataFolder &folder;
    QStringList words;
    const QCommandLineParser &options;
    QTextStream &out;
};

/// One command of cohortd that administers a data folder, with or without a server that runs on it.
struct FolderCommand
{
    /// The words: small ones are typed as they stand, CAPITALS are given, [CAPITALS] may be left out.
    const char *form;
    QString help;
    /// The exit code.
    std::function<base::Result<int>(const CommandContext &)> run;

    /// The words that are given, when this is the command.
    [[nodiscard]] std::optional<QStringList> match(const QStringList &words) const;
};

/// People, teams, keys.
QList<FolderCommand> accountCommands();
/// Identity providers and the service accounts of their subjects.
QList<FolderCommand> identityCommands();
/// The organisation's seats and the audit log.
QList<FolderCommand> organizationCommands();
/// Backup, check, room on the disk.
QList<FolderCommand> storageCommands();
/// All of them.
QList<FolderCommand> folderCommands();

} // namespace app
