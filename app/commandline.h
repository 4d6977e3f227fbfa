#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <optional>

/// What the program was started with.
struct CommandLine
{
    QString page; ///< a Location's path, or a link to open
    QString demoRole; ///< admin, member or viewer: sign in as that demo account
    QString theme; ///< light, dark, system; empty: as last time
    QSize size; ///< empty: as last time
    QString screenshotFile;
    QString profileFolder; ///< empty: the system's folders
    QString stallReportFile;
    QString startReportFile;
    bool wantsDemo = false; ///< show the demo team first
    bool hasLocalTeam = true; ///< false: do not start the embedded server

    /// Reads the arguments; prints help, version or what is wrong and ends the process for those.
    static CommandLine read(const QStringList &arguments);
};
